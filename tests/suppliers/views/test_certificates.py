"""Certificates on their pages: the list, handing in, judging, renewing."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from suppliers.models import Certificate
from suppliers.operations import decline_certificate
from tests.sample_files import HTML, jpeg, pdf

LIST = "/suppliers/certificates/"
pytestmark = pytest.mark.usefixtures("own_files")


@pytest.fixture
def now():
    """The pages read the clock; so do these tests."""
    return timezone.now()


def page(supplier):
    return f"/suppliers/{supplier.pk}/papers/certificate/"


def said(now, content=None, **more):
    today = timezone.localdate(now)
    return {
        "kind": "iso_9001",
        "number": "Q-1",
        "issuer": "Meridian",
        "issued_on": (today - dt.timedelta(days=5)).isoformat(),
        "expires_on": (today + dt.timedelta(days=1000)).isoformat(),
        "scope": "Dyeing",
        "upload": SimpleUploadedFile("photo.jpg", jpeg() if content is None else content),
    } | more


def numbers_on(answer):
    return [row["number"] for row in answer.context["object_list"]]


def test_a_photo_from_a_phone_is_handed_in_and_accepted(as_user, code, mill, mill_user, buyer, now):
    answer = as_user(mill_user).post(page(mill), said(now))
    row = Certificate.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, row.get_absolute_url())
    assert (row.file.name, row.file.content_type) == ("photo.jpg", "image/jpeg")
    assert (row.supplier, row.by, row.state) == (mill, mill_user, "handed_in")
    assert as_user(buyer).post(f"{row.get_absolute_url()}accept/").status_code == 302
    assert 'state-valid">Valid' in as_user(mill_user).get(row.get_absolute_url()).text


def test_what_is_wrong_stands_beside_its_field(as_user, code, mill, mill_user, other_mill, now):
    browser = as_user(mill_user)
    for more, field in (
        ({"upload": ""}, "upload"),
        ({"number": ""}, "number"),
        ({"expires_on": "2020-01-01"}, "expires_on"),
        ({"issued_on": "2999-01-01"}, "issued_on"),
        ({"kind": "iso_1"}, "kind"),
        ({"site": other_mill.sites.get().pk}, "site"),
        ({"upload": SimpleUploadedFile("a.pdf", HTML)}, "upload"),
    ):
        answer = browser.post(page(mill), said(now, **more))
        assert answer.status_code == 422
        assert field in answer.context["form"].errors, more
    assert not Certificate.objects.exists()


def test_a_supplier_does_not_accept_its_own_and_a_stranger_learns_nothing(
    as_user, certificate, mill_user, stranger, strange_auditor, buyer
):
    row = certificate(40)
    address = row.get_absolute_url()
    assert as_user(mill_user).post(f"{address}accept/").status_code == 403
    for person in (stranger, strange_auditor):
        assert as_user(person).get(address).status_code == 404
        assert as_user(person).get(row.file.get_absolute_url()).status_code == 404
    assert as_user(stranger).post(page(row.supplier), {}).status_code == 404
    row.refresh_from_db()
    assert row.state == "handed_in"


def test_the_buyer_who_handed_it_in_is_refused(as_user, certificate, buyer, second_buyer):
    row = certificate(40, by=buyer)
    accept = f"{row.get_absolute_url()}accept/"
    refused = as_user(buyer).post(accept)
    assert (refused.status_code, "another person judges it" in refused.text) == (403, True)
    assert accept not in as_user(buyer).get(row.get_absolute_url()).text
    assert as_user(second_buyer).post(accept).status_code == 302


def test_a_renewal_is_offered_and_filled_in(as_user, accepted, mill, mill_user, stranger, now):
    old = accepted(20)
    shown = as_user(mill_user).get(old.get_absolute_url())
    address = f"{page(mill)}?renews={old.pk}"
    assert address in shown.text
    form = as_user(mill_user).get(address).context["form"]
    assert (form.initial["renews"], form.initial["issuer"]) == (old.pk, "Meridian")
    answer = as_user(mill_user).post(address, said(now, renews=old.pk))
    assert answer.status_code == 302
    assert Certificate.objects.get(number="Q-1").renews == old
    for other in ("99999", "x", "9" * 30):
        assert as_user(mill_user).get(f"{page(mill)}?renews={other}").status_code in (200, 404)


def test_the_papers_page_keeps_the_history(as_user, accepted, certificate, mill, auditor, buyer):
    accepted(20)
    accepted(900)
    shown = as_user(auditor).get(f"/suppliers/{mill.pk}/papers/")
    ((kind, rows),) = shown.context["kinds"]
    assert (kind.pk, [row.number for row in rows]) == ("iso_9001", ["N-900", "N-20"])
    assert [row.standing for row in rows] == ["valid", ""]
    assert "renewed" in shown.text


def test_the_papers_page_asks_a_constant_number_of_questions(
    as_user, accepted, mill, buyer, django_assert_num_queries
):
    accepted(20)
    browser = as_user(buyer)
    address = f"/suppliers/{mill.pk}/papers/"
    browser.get(address)
    with django_assert_num_queries(8):
        browser.get(address)
    for days in (40, 90, 400):
        accepted(days, kind="iso_14001")
    with django_assert_num_queries(8):
        browser.get(address)


# --- the list ---------------------------------------------------------------------------------
@pytest.fixture
def several(accepted, certificate, buyer, now):
    accepted(-30, kind="sa8000")
    accepted(0)
    accepted(90, kind="iso_14001")
    accepted(91, kind="iso_45001")
    certificate(700, kind="iso_50001")
    declined = certificate(800, kind="iso_50001")
    decline_certificate(certificate=declined, reason="No", by=buyer, at=now)
    accepted(10, kind="iso_14001")  # the one that ends in 90 days stands in its place


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["N--30", "N-0", "N-90", "N-91", "N-700"]),
        ("?standing=expired", ["N--30"]),
        ("?standing=soon", ["N-0", "N-90"]),
        ("?standing=valid", ["N-91"]),
        ("?standing=ending", ["N--30", "N-0", "N-90"]),
        ("?state=handed_in", ["N-700"]),
        ("?state=declined", ["N-800"]),
        ("?kind=iso_14001", ["N-90"]),
        ("?kind=iso_14001&history=1", ["N-10", "N-90"]),
        ("?history=1", ["N--30", "N-0", "N-10", "N-90", "N-91", "N-700", "N-800"]),
        ("?q=n-91", ["N-91"]),
        ("?q=red", ["N--30", "N-0", "N-90", "N-91", "N-700"]),
        ("?supplier__tier=3", []),
        ("?sort=-expires", ["N-700", "N-91", "N-90", "N-0", "N--30"]),
    ],
)
def test_what_ends_first_stands_first(as_user, buyer, several, asked, found):
    assert numbers_on(as_user(buyer).get(LIST + asked)) == found


def test_a_window_of_expiry_is_asked_for_by_its_days(as_user, buyer, several, now):
    day = timezone.localdate(now) + dt.timedelta(days=90)
    shown = as_user(buyer).get(f"{LIST}?expires_from={day}&expires_to={day}")
    assert numbers_on(shown) == ["N-90"]


def test_a_broken_filter_is_told_not_a_crash(as_user, buyer, several):
    answer = as_user(buyer).get(f"{LIST}?expires_from=never&kind=nope")
    assert answer.status_code == 200
    assert "Enter a valid date." in answer.text


def test_the_list_asks_a_constant_number_of_questions(
    as_user, buyer, accepted, django_assert_num_queries
):
    accepted(40)
    browser = as_user(buyer)
    browser.get(LIST)
    with django_assert_num_queries(6):
        browser.get(LIST)
    for days in (41, 42):
        accepted(days, kind="sa8000" if days == 41 else "iso_45001")
    with django_assert_num_queries(6):
        browser.get(LIST)


def test_the_list_goes_out_and_the_sheet_can_come_back(as_user, buyer, several):
    sheet = b"".join(as_user(buyer).get(f"{LIST}?export=csv").streaming_content).decode("utf-8-sig")
    rows = sheet.splitlines()
    assert len(rows) == 6
    assert rows[0].startswith("Supplier code,Supplier,Site,Kind,Certificate number,Issuer")


def test_only_procurement_and_administrators_read_the_list(
    as_user, mill_user, auditor, sales, admin_user
):
    for person in (mill_user, auditor, sales):
        assert as_user(person).get(LIST).status_code == 403
    assert as_user(admin_user).get(LIST).status_code == 200


def test_a_pdf_is_taken_too(as_user, code, mill, mill_user, now):
    assert as_user(mill_user).post(page(mill), said(now, pdf())).status_code == 302
