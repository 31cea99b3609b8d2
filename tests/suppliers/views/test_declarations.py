"""Declarations on their pages: sign, hand in, judge, ask, count, check the hash."""

import datetime as dt
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from suppliers.models import CodeVersion, Declaration, DeclarationBalance, Supplier
from suppliers.operations import (
    activate_code,
    copy_code,
    hand_in_declaration,
    withdraw_declaration,
)
from suppliers.queries.papers_pages import declaration_years
from sustainportal.files.content import upload
from sustainportal.notices.models import Notice
from tests.conftest import make_supplier
from tests.sample_files import HTML, TORN_PDF, ZIP, pdf

LIST, STATISTICS = "/suppliers/declarations/", "/suppliers/declarations/statistics/"
pytestmark = pytest.mark.usefixtures("own_files")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def page(supplier, rest=""):
    return f"/suppliers/{supplier.pk}/papers/{rest}"


def names_on(answer):
    return [row["name"] for row in answer.context["object_list"]]


def signature(code, language="en", **said):
    text = code.texts.get(language=language)
    return {
        "code": code.pk,
        "language": language,
        "text_sha256": text.sha256,
        "signer_name": "Minh Tran",
        "signer_function": "Director",
        "entitled": "on",
    } | said


# --- signing ----------------------------------------------------------------------------------
def test_a_supplier_reads_the_text_in_their_language_and_signs_it(
    as_user, code, mill, mill_user, buyer
):
    mill_user.language = "zh-hant"
    mill_user.save()
    browser = as_user(mill_user)
    shown = browser.get(page(mill, "sign/"))
    text = code.texts.get(language="zh-hant")
    assert "遵守供應商行為準則聲明" in shown.text
    assert shown.context["form"].initial["text_sha256"] == text.sha256
    answer = browser.post(page(mill, "sign/"), signature(code, "zh-hant"))
    declaration = Declaration.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, declaration.get_absolute_url())
    assert (declaration.text_sha256, declaration.signer_name) == (text.sha256, "Minh Tran")
    assert "signed" in as_user(buyer).get(page(mill)).text


@pytest.mark.parametrize("missing", ["entitled", "signer_name", "signer_function"])
def test_nothing_is_signed_without_name_function_and_the_tick(
    as_user, code, mill, mill_user, missing
):
    said = signature(code)
    del said[missing]
    answer = as_user(mill_user).post(page(mill, "sign/"), said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [missing])
    assert not Declaration.objects.exists()


def test_signing_what_is_not_in_force_any_more_is_refused_with_409(
    as_user, code, mill, mill_user, now
):
    browser = as_user(mill_user)
    said = signature(code)
    activate_code(code=copy_code(code=code, version="2", by=None, at=now), by=None, at=now)
    answer = browser.post(page(mill, "sign/"), said)
    assert (answer.status_code, "newer version" in answer.text) == (409, True)
    assert not Declaration.objects.exists()


def test_a_stranger_learns_nothing(as_user, code, sign, mill, mill_user, stranger, strange_auditor):
    declaration = sign(mill, mill_user)
    for person in (stranger, strange_auditor):
        for address in (
            page(mill),
            declaration.get_absolute_url(),
            declaration.get_absolute_url() + "text/",
        ):
            assert as_user(person).get(address).status_code == 404
    assert as_user(stranger).post(page(mill, "sign/"), signature(code)).status_code == 404


def test_the_printed_page_says_which_text_the_hash_is_of(as_user, sign, mill, mill_user, auditor):
    declaration = sign(mill, mill_user)
    shown = as_user(auditor).get(declaration.get_absolute_url())
    assert "This hash is the SHA-256 of the text below:" in shown.text
    assert declaration.text_sha256 in shown.text
    assert "Somebody with authority is responsible for all this." in shown.text
    file = as_user(auditor).get(declaration.get_absolute_url() + "text/")
    assert hashlib.sha256(file.content).hexdigest() == declaration.text_sha256


def test_without_a_code_in_force_the_page_says_so(as_user, mill, mill_user, buyer):
    assert "there is nothing to sign" in as_user(mill_user).get(page(mill, "sign/")).text
    assert as_user(mill_user).post(page(mill, "sign/"), {}).status_code == 422
    assert "No code version is in force" in as_user(buyer).get(LIST).text
    assert as_user(buyer).post("/suppliers/declarations/ask/").status_code == 409


# --- on paper ---------------------------------------------------------------------------------
def paper(code, content=None, name="signed.pdf"):
    return {
        "code": code.pk,
        "signed_on": "2026-08-01",
        "signer_name": "Minh Tran",
        "signer_function": "Director",
        "upload": SimpleUploadedFile(name, pdf() if content is None else content),
    }


def test_a_paper_is_handed_in_accepted_and_downloaded(
    as_user, code, mill, mill_user, buyer, auditor, stranger, sales
):
    answer = as_user(mill_user).post(page(mill, "declaration/"), paper(code))
    declaration = Declaration.objects.get()
    assert (answer.status_code, declaration.state) == (302, "handed_in")
    accept = declaration.get_absolute_url() + "accept/"
    assert as_user(mill_user).post(accept).status_code == 403
    assert as_user(buyer).post(accept).status_code == 302
    file = declaration.file.get_absolute_url()
    shown = as_user(auditor).get(file)
    assert b"".join(shown.streaming_content) == pdf()
    assert shown["Content-Disposition"] == 'attachment; filename="signed.pdf"'
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert as_user(stranger).get(file).status_code == 404
    assert as_user(sales).get(file).status_code == 403


def test_the_buyer_who_hands_in_a_paper_is_not_offered_to_accept_it(
    as_user, code, mill, buyer, second_buyer
):
    as_user(buyer).post(page(mill, "declaration/"), paper(code))
    address = Declaration.objects.get().get_absolute_url()
    assert f"{address}accept/" not in as_user(buyer).get(address).text
    assert f"{address}accept/" in as_user(second_buyer).get(address).text
    assert as_user(buyer).post(f"{address}accept/").status_code == 403
    assert Declaration.objects.get().state == "handed_in"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (HTML, "neither a picture nor a PDF"),
        (SVG, "neither a picture nor a PDF"),
        (ZIP, "neither a picture nor a PDF"),
        (TORN_PDF, "cannot be opened"),
    ],
)
def test_a_hostile_file_is_refused_whatever_it_is_called(
    as_user, code, mill, mill_user, own_files, content, reason
):
    answer = as_user(mill_user).post(page(mill, "declaration/"), paper(code, content))
    assert (answer.status_code, reason in answer.text) == (422, True)
    assert not Declaration.objects.exists()
    assert not own_files.exists()


def test_a_file_that_is_too_large_is_refused(as_user, code, mill, mill_user, settings):
    settings.UPLOAD_MAX_BYTES = 50
    answer = as_user(mill_user).post(page(mill, "declaration/"), paper(code))
    assert (answer.status_code, "is larger than" in answer.text) == (422, True)


def test_a_supplier_is_not_offered_versions_that_are_not_in_force(
    as_user, code, mill, mill_user, buyer, now
):
    new = copy_code(code=code, version="2", by=None, at=now)
    activate_code(code=new, by=None, at=now)

    def offered(person):
        form = as_user(person).get(page(mill, "declaration/")).context["form"]
        return set(form.fields["code"].queryset)

    assert (offered(mill_user), offered(buyer)) == ({new}, {code, new})
    assert as_user(mill_user).post(page(mill, "declaration/"), paper(code)).status_code == 422


def test_declining_and_withdrawing_need_a_reason(as_user, code, sign, mill, mill_user, buyer):
    declaration = sign(mill, mill_user)
    address = declaration.get_absolute_url() + "withdraw/"
    assert as_user(buyer).post(address, {}).status_code == 422
    assert as_user(buyer).post(address, {"reason": "He had left."}).status_code == 302
    shown = as_user(mill_user).get(declaration.get_absolute_url())
    assert "He had left." in shown.text
    assert as_user(buyer).post(address, {"reason": "Again"}).status_code == 409


# --- the list ---------------------------------------------------------------------------------
@pytest.fixture
def four(code, sign, mill, mill_user, other_mill, stranger, now):
    """The mill has signed, the other one an earlier version only; two more have nothing."""
    sign(other_mill, stranger, at=now - dt.timedelta(days=30))
    new = copy_code(code=code, version="2", by=None, at=now)
    activate_code(code=new, by=None, at=now)
    sign(mill, mill_user, code=new)
    make_supplier("M-003", "Silent Mill", tier=3)
    make_supplier("M-004", "Former Mill", status="ended")
    return new


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Blue Hill Mill", "Red River Mill", "Silent Mill"]),
        ("?standing=signed", ["Red River Mill"]),
        ("?standing=earlier", ["Blue Hill Mill"]),
        ("?standing=never", ["Silent Mill"]),
        ("?standing=unsigned", ["Blue Hill Mill", "Silent Mill"]),
        ("?standing=waiting", []),
        ("?status=ended", ["Former Mill"]),
        ("?tier=3", ["Silent Mill"]),
        ("?country=VN", ["Blue Hill Mill", "Red River Mill"]),
        ("?signed_in=2026", ["Blue Hill Mill", "Red River Mill"]),
        ("?signed_in=2025", []),
        ("?q=silent", ["Silent Mill"]),
        ("?sort=-name", ["Silent Mill", "Red River Mill", "Blue Hill Mill"]),
    ],
)
def test_the_list_says_who_signed_which_version_and_who_did_not(as_user, buyer, four, asked, found):
    assert names_on(as_user(buyer).get(LIST + asked)) == found


def test_the_list_counts_its_rows_and_shows_each_standing(as_user, buyer, four):
    shown = as_user(buyer).get(LIST)
    assert [shown.context[name] for name in ("asked", "signed", "unsigned")] == [3, 1, 2]
    assert "earlier version 1.0" in shown.text
    assert "not signed" in shown.text


def test_the_list_asks_the_same_number_of_questions_however_long(
    as_user, buyer, four, django_assert_num_queries
):
    browser = as_user(buyer)
    browser.get(LIST)
    with django_assert_num_queries(8):
        browser.get(LIST)
    for number in range(10):
        make_supplier(f"X-{number}", f"Extra {number}")
    with django_assert_num_queries(8):
        browser.get(LIST)


def test_the_list_goes_out_as_it_is_shown(as_user, buyer, four):
    sheet = b"".join(as_user(buyer).get(f"{LIST}?standing=signed&export=csv").streaming_content)
    rows = sheet.decode("utf-8-sig").splitlines()
    assert (len(rows), rows[1].split(",")[:2]) == (2, ["M-001", "Red River Mill"])


def test_suppliers_auditors_and_sales_have_no_business_with_the_lists(
    as_user, mill_user, auditor, sales
):
    for person in (mill_user, auditor, sales):
        assert as_user(person).get(LIST).status_code == 403
        assert as_user(person).get(STATISTICS).status_code == 403


def test_our_papers_leads_to_the_own_page(as_user, code, mill, mill_user, other_mill):
    answer = as_user(mill_user).get("/suppliers/papers/")
    assert (answer.status_code, answer["Location"]) == (302, page(mill))
    shown = as_user(mill_user).get(page(mill))
    assert page(mill, "sign/") in shown.text


# --- asking -----------------------------------------------------------------------------------
def test_the_button_asks_once_a_day(as_user, code, mill, mill_user, buyer):
    browser = as_user(buyer)
    assert browser.post(page(mill, "ask/")).status_code == 302
    again = browser.post(page(mill, "ask/"))
    assert (again.status_code, "asked today already" in again.text) == (409, True)
    assert Notice.objects.filter(recipient=mill_user).count() == 1


def test_asking_everybody_is_a_job(as_user, code, buyer):
    answer = as_user(buyer).post("/suppliers/declarations/ask/")
    assert answer["Location"].startswith("/jobs/")


# --- statistics -------------------------------------------------------------------------------
SERIES = [(2009, 105), (2010, 114), (2011, 164), (2012, 146), (2013, 106), (2014, 169), (2015, 175)]


def test_the_published_series_comes_out_of_the_opening_balances(as_user, admin_user, buyer):
    browser = as_user(admin_user)
    for year, count in SERIES:
        said = {"year": year, "asked": count, "signed": count, "source": "Report"}
        assert browser.post("/admin/suppliers/declarationbalance/add/", said).status_code == 302
    lines = [(line.year, line.signed, line.percent) for line in declaration_years()]
    assert lines == [(year, count, 100.0) for year, count in reversed(SERIES)]
    shown = as_user(buyer).get(STATISTICS)
    assert shown.text.count("opening balance") >= 7
    assert "signed_by=2015" not in shown.text  # a figure without rows opens none


def test_more_signed_than_asked_is_refused(as_user, admin_user):
    said = {"year": 2009, "asked": 5, "signed": 6, "source": "Report"}
    assert (
        as_user(admin_user).post("/admin/suppliers/declarationbalance/add/", said).status_code
        == 200
    )
    assert not DeclarationBalance.objects.exists()


def added(supplier, year):
    Supplier.objects.filter(pk=supplier.pk).update(
        created_at=dt.datetime(year, 6, 1, tzinfo=dt.UTC)
    )


def test_each_years_rate_is_of_the_suppliers_new_in_it(
    as_user, buyer, sign, mill, mill_user, other_mill, stranger, now
):
    added(mill, 2025)
    added(other_mill, 2026)
    late = make_supplier("M-003", "Late Mill")
    added(late, 2026)
    sign(other_mill, stranger)
    sign(mill, mill_user)  # a year after it came
    lines = {
        line.year: (line.new, line.signed, line.percent, line.signers)
        for line in declaration_years()
    }
    assert lines == {2025: (1, 0, 0.0, 0), 2026: (2, 1, 50.0, 2)}
    browser = as_user(buyer)
    assert names_on(browser.get(f"{LIST}?added_in=2026&signed_by=2026")) == ["Blue Hill Mill"]
    assert len(names_on(browser.get(f"{LIST}?added_in=2026"))) == 2
    assert len(names_on(browser.get(f"{LIST}?signed_in=2026"))) == 2
    withdraw_declaration(declaration=other_mill.declarations.get(), reason="x", by=buyer, at=now)
    assert {line.year: line.signed for line in declaration_years()}[2026] == 0


def test_a_year_without_new_suppliers_has_no_rate(as_user, buyer, sign, mill, mill_user):
    added(mill, 2024)
    sign(mill, mill_user)
    (this_year,) = [line for line in declaration_years() if line.year == 2026]
    assert (this_year.new, this_year.percent, this_year.signers) == (0, None, 1)
    DeclarationBalance.objects.create(year=2008, asked=0, signed=0, source="Report")
    shown = as_user(buyer).get(STATISTICS)
    rates = [line.percent for line in shown.context["years"]]
    assert rates == [None, 0.0, None]


def test_without_suppliers_the_statistics_say_so(as_user, buyer):
    assert "There is no supplier and no opening balance yet." in as_user(buyer).get(STATISTICS).text


# --- the admin site ---------------------------------------------------------------------------
def test_an_administrator_edits_a_draft_and_puts_it_into_force(as_user, admin_user, code, now):
    browser = as_user(admin_user)
    start = "/admin/suppliers/codeversion/"
    browser.post(start, {"action": "copy_as_draft", "_selected_action": [code.pk]})
    draft = CodeVersion.objects.get(status="draft")
    said = {"title": draft.title, "version": "2.0", "valid_from": "2026-08-01",
            "sign_within_days": 14, "source": "ours"}  # fmt: skip
    inlines = {"texts-TOTAL_FORMS": 3, "texts-INITIAL_FORMS": 3}
    for place, text in enumerate(draft.texts.all()):
        for name in ("id", "language", "text"):
            value = text.pk if name == "id" else getattr(text, name)
            inlines[f"texts-{place}-{name}"] = value if name != "text" else value + "\r\nMore."
        inlines[f"texts-{place}-code"] = draft.pk
    assert browser.post(f"{start}{draft.pk}/change/", said | inlines).status_code == 302
    draft.refresh_from_db()
    text = draft.texts.get(language="en")
    assert (draft.version, text.text.endswith("\nMore.")) == ("2.0", True)
    assert text.sha256 == hashlib.sha256(text.text.encode()).hexdigest()
    browser.post(start, {"action": "activate", "_selected_action": [draft.pk]})
    assert CodeVersion.objects.active().get() == draft
    assert browser.post(f"{start}{draft.pk}/change/", said).status_code == 403
    assert browser.post(f"{start}{draft.pk}/delete/", {"post": "yes"}).status_code == 403


def test_what_waits_to_be_judged_is_found_whatever_its_version(
    as_user, code, four, buyer, second_buyer, now
):
    """`four` put a second version into force, which the mill has signed."""
    row = hand_in_declaration(
        supplier=Supplier.objects.get(code="M-004"),
        code=CodeVersion.objects.get(pk=code.pk),
        upload=upload("signed.pdf", pdf("late"), size_limit=10_000),
        signed_on=now.date(),
        signer_name="Minh",
        signer_function="Director",
        by=second_buyer,
        at=now,
    )
    answer = as_user(buyer).get(LIST + "?standing=waiting")
    assert names_on(answer) == ["Former Mill"]
    assert row.get_absolute_url() in answer.text
    assert f"{LIST}?standing=waiting" in as_user(buyer).get("/").text
