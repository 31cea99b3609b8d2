"""The case library: suppliers and auditors read what is published, procurement writes, nobody learns whose it was."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits import catalogue
from training.models import Case
from training.operations.cases import seen_of

from ..case_texts import TEXTS, finding_at, published, written

LIST = reverse("training:case_list")
NEW = reverse("training:case_new")


def address(name, case):
    return reverse(f"training:case_{name}", args=[case.pk])


@pytest.fixture
def finding(site, auditor, now):
    catalogue.load(at=now)
    return finding_at(site, auditor, now)


def sent(case=None, **fields):
    """What the form sends."""
    return TEXTS | ({"seen": seen_of(case)} if case else {}) | fields


# --- reading ------------------------------------------------------------------------------------
def test_suppliers_and_auditors_read_published_cases_only(
    as_user, buyer, admin_user, sales, mill_user, auditor, now
):
    case, draft = published(buyer, now, title="Shown"), written(buyer, now, title="Hidden")
    for person in (mill_user, auditor):
        page = as_user(person).get(LIST).text
        assert ("Shown" in page, "Hidden" in page) == (True, False)
        assert as_user(person).get(address("detail", case)).status_code == 200
        assert as_user(person).get(address("detail", draft)).status_code == 404
    for person in (buyer, admin_user):
        assert "Hidden" in as_user(person).get(LIST).text
        assert as_user(person).get(address("detail", draft)).status_code == 200
    assert as_user(sales).get(LIST).status_code == 403


def test_whose_case_it_was_stays_with_procurement_and_administrators(
    as_user, buyer, admin_user, mill_user, stranger, auditor, finding, now
):
    case = published(buyer, now, source=finding)
    for person, knows in (
        (buyer, True), (admin_user, True), (mill_user, False), (stranger, False), (auditor, False),
    ):  # fmt: skip
        page = as_user(person).get(address("detail", case)).text
        assert (finding.reference in page) == knows
        assert ("Red River" in page) == (knows)
        assert (str(buyer) in page) == (knows)


def test_an_export_has_every_language_and_never_the_source(as_user, buyer, mill_user, finding, now):
    published(buyer, now, source=finding, title_hant="打得開的出口")
    written(buyer, now)
    answer = as_user(mill_user).get(LIST + "?export=csv")
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    [heads, *rows] = csv.reader(io.StringIO(text.decode("utf-8-sig")))
    assert (len(heads), len(rows)) == (17, 1)
    assert rows[0][:3] == ["B2", "Exits that open", "打得開的出口"]
    assert finding.reference not in ",".join(rows[0])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A3", "B2", "B4"]),
        ("?q=panic", ["B2"]),
        ("?q=打得開", ["B2"]),
        ("?q=打得开", ["B2"]),
        ("?q=B", ["B2", "B4"]),
        ("?q=nothing+of+it", []),
        ("?section=B", ["B2", "B4"]),
        ("?section=Z", ["A3", "B2", "B4"]),
        ("?provision=B4", ["B4"]),
        ("?standing=draft", ["B4"]),
        ("?standing=published", ["A3", "B2"]),
        ("?sort=-provision", ["B4", "B2", "A3"]),
        ("?q=%00", ["A3", "B2", "B4"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(as_user, buyer, now, db, query, found):
    others = {part: "Other" for part in ("title", "situation", "cause", "measure", "result")}
    published(buyer, now, title_hant="打得開的出口", title_hans="打得开的出口")
    published(buyer, now, **others | {"provision": "A3"})
    written(buyer, now, **others | {"provision": "B4"})
    rows = as_user(buyer).get(LIST + query).context["object_list"]
    assert [case.provision for case in rows] == found


def test_a_supplier_cannot_ask_for_drafts(as_user, buyer, mill_user, now):
    written(buyer, now)
    page = as_user(mill_user).get(LIST + "?standing=draft")
    assert list(page.context["object_list"]) == []
    assert "standing" not in page.context["filterset"].form.fields


def test_the_list_costs_the_same_with_one_and_three_rows(as_user, buyer, mill_user, now):
    browser = as_user(mill_user)
    published(buyer, now)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as one:
        browser.get(LIST)
    for number in range(2):
        published(buyer, now, title=f"Another {number}", provision=f"C{number + 1}")
    with CaptureQueriesContext(connection) as three:
        browser.get(LIST)
    assert len(one) == len(three)


def test_a_case_is_read_in_the_readers_language_and_says_where_it_is_english(
    as_user, buyer, mill_user, now
):
    case = published(buyer, now, title_hant="打得開的出口", measure_hant="推桿。")
    browser = as_user(mill_user)
    english = browser.get(address("detail", case))
    assert "Panic bars" in english.text
    assert english.context["fallback"] is False
    half = browser.get(address("detail", case) + "?language=zh-hant")
    assert "打得開的出口" in half.text
    assert '<div lang="zh-hant"><p>推桿。</p></div>' in half.text
    assert '<div lang="en"><p>Nobody was asked' in half.text
    assert half.context["fallback"] is True
    missing = browser.get(address("detail", case) + "?language=zh-hans")
    assert "Exits that open" in missing.text
    assert missing.context["languages"] == [
        ("en", "English", "whole", False),
        ("zh-hant", "繁體中文", "partly", False),
        ("zh-hans", "简体中文", "missing", True),
    ]
    browser.cookies["django_language"] = "zh-hant"
    assert "打得開的出口" in browser.get(address("detail", case)).text
    assert browser.get(address("detail", case) + "?language=xx").status_code == 200


def test_what_is_written_is_shown_as_text(as_user, buyer, mill_user, now):
    case = published(buyer, now, cause="<script>alert(1)</script>\n\nA new paragraph.")
    page = as_user(mill_user).get(address("detail", case)).text
    assert "<script>alert" not in page
    assert "<p>A new paragraph.</p>" in page


# --- writing ------------------------------------------------------------------------------------
def test_a_buyer_writes_publishes_withdraws_and_removes_a_case(as_user, buyer, mill_user, now):
    browser, reader = as_user(buyer), as_user(mill_user)
    response = browser.post(NEW, sent())
    case = Case.objects.get()
    assert (response.url, case.published_at) == (case.get_absolute_url(), None)
    assert "Nothing in it names a supplier" in browser.get(address("publish", case)).text
    assert browser.post(address("publish", case), {"seen": seen_of(case)}).status_code == 302
    assert reader.get(address("detail", case)).status_code == 200
    assert browser.post(address("remove", case)).status_code == 409
    browser.post(address("withdraw", case))
    assert reader.get(address("detail", case)).status_code == 404
    assert browser.post(address("remove", case)).url == LIST
    assert not Case.objects.exists()


def test_a_case_of_a_finding_begins_with_its_text_and_remembers_it(as_user, buyer, finding):
    browser = as_user(buyer)
    form = browser.get(f"{NEW}?finding={finding.pk}")
    assert "Two of five exits were locked." in form.text
    browser.post(f"{NEW}?finding={finding.pk}", sent())
    assert Case.objects.get().source == finding


@pytest.mark.parametrize("asked", ["999999", "x", "-1", "1" * 30])
def test_a_finding_that_is_not_there_is_404(as_user, buyer, finding, asked):
    assert as_user(buyer).get(f"{NEW}?finding={asked}").status_code == 404


def test_an_open_finding_is_no_case_yet(as_user, buyer, site, auditor, now):
    catalogue.load(at=now)
    waiting = finding_at(site, auditor, now, state="not_started")
    assert as_user(buyer).get(f"{NEW}?finding={waiting.pk}").status_code == 404


def test_the_page_says_what_must_go_before_it_publishes(as_user, buyer, finding, now):
    case = written(buyer, now, source=finding, measure_hant="在 Red River Mill", result="")
    page = as_user(buyer).get(address("publish", case))
    assert page.context["problems"] == [
        "What was done, 繁體中文: “Red River Mill” is a name of the supplier this case was made of. Leave it out.",
        "What came of it, English: A published case needs this part in English.",
    ]
    answer = as_user(buyer).post(address("publish", case), {"seen": seen_of(case)})
    assert answer.status_code == 422
    assert "Red River Mill” is a name of the supplier" in answer.text
    case.refresh_from_db()
    assert case.published_at is None


def test_a_change_of_a_published_case_that_names_somebody_is_told_at_its_field(
    as_user, buyer, finding, now
):
    case = published(buyer, now, source=finding)
    answer = as_user(buyer).post(address("change", case), sent(case, cause_hans="在 M-001"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["cause_hans"] == [
        "Why, 简体中文: “M-001” is a code that leads to the supplier or the finding. Leave it out."
    ]
    case.refresh_from_db()
    assert case.cause_hans == ""


def test_two_people_do_not_write_over_each_other(as_user, buyer, second_buyer, now, db):
    case = written(buyer, now)
    mine, theirs = sent(case, title="Mine"), sent(case, title="Theirs")
    as_user(second_buyer).post(address("change", case), theirs)
    answer = as_user(buyer).post(address("change", case), mine)
    assert answer.status_code == 409
    assert "Mine" in answer.text
    assert Case.objects.get().title == "Theirs"


def test_a_case_that_was_changed_since_it_was_looked_through_is_not_published(
    as_user, buyer, second_buyer, now, db
):
    case = written(buyer, now)
    seen = seen_of(case)
    as_user(second_buyer).post(address("change", case), sent(case, result="Else."))
    assert as_user(buyer).post(address("publish", case), {"seen": seen}).status_code == 409


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("cause", "x" * 3001),
        ("provision", ""),
        ("provision", "Z9"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_kept(as_user, buyer, now, db, field, value):
    catalogue.load(at=now)
    answer = as_user(buyer).post(NEW, sent(**{field: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Case.objects.exists()


def test_a_provision_of_a_former_version_stays_what_it_is(as_user, buyer, now, db):
    catalogue.load(at=now)
    case = written(buyer, now, provision="Q7")
    assert (
        as_user(buyer).post(address("change", case), sent(case, provision="Q7")).status_code == 302
    )


def test_nobody_else_writes(as_user, mill_user, auditor, admin_user, sales, buyer, now):
    case = published(buyer, now)
    for person in (mill_user, auditor, admin_user, sales):
        browser = as_user(person)
        assert browser.post(NEW, sent()).status_code == 403
        for name in ("change", "publish", "withdraw", "remove"):
            assert browser.post(address(name, case), sent(case)).status_code == 403
    assert Case.objects.get().published_at == now
    assert 'class="btn' not in page_actions(as_user(mill_user).get(address("detail", case)).text)


def page_actions(text):
    return text.partition('class="page-actions"')[2].partition("</header>")[0]


# --- beside findings ----------------------------------------------------------------------------
def finding_page(browser, finding, name="finding_detail"):
    return browser.get(reverse(f"audits:{name}", args=[finding.pk])).text


def test_a_supplier_is_shown_cases_beside_an_open_finding_and_its_plan(
    as_user, buyer, mill_user, site, auditor, now
):
    catalogue.load(at=now)
    waiting = finding_at(site, auditor, now, state="not_started")
    case = published(buyer, now)
    written(buyer, now, title="Not this draft")
    for name in ("finding_detail", "submit_plan"):
        page = finding_page(as_user(mill_user), waiting, name)
        assert case.get_absolute_url() in page
        assert "Not this draft" not in page


def test_a_closed_finding_offers_procurement_to_make_a_case_of_it(
    as_user, buyer, mill_user, auditor, admin_user, finding, now
):
    published(buyer, now)
    link = f"{NEW}?finding={finding.pk}"
    assert link in finding_page(as_user(buyer), finding)
    for person in (mill_user, auditor, admin_user):
        page = finding_page(as_user(person), finding)
        assert link not in page
        assert "Cases that may help" not in page
    made = written(buyer, now, source=finding, title="Made of it")
    assert made.get_absolute_url() in finding_page(as_user(buyer), finding)
    assert "Made of it" not in finding_page(as_user(mill_user), finding)
