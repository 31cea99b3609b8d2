"""The card: every number opens its rows; a supplier reads its own published card and no other."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scorecards import operations
from scorecards.models import Scorecard, ScorecardPolicy
from tests.conftest import make_supplier
from training.models import Attendance, Event


def address(card):
    return reverse("scorecards:scorecard_detail", args=[card.pk])


LIST = "/scorecards/"


def texts(response):
    return " ".join(response.content.decode().split())


def test_the_card_shows_grade_score_coverage_and_the_arithmetic(as_user, buyer, card):
    page = as_user(buyer).get(address(card))
    text = texts(page)
    assert page.status_code == 200
    assert "The score 90 lies in the band of A, which starts at 85." in text
    assert [(d["name"], d["points"]) for d in page.context["dimensions"]] == [
        ("Quality", "33.75"), ("Cost", "22.5"), ("Delivery", "22.5"), ("Sustainability", "0"),
        ("Technology", "11.25"),
    ]  # fmt: skip
    assert "Last audits is missing" in text


def test_the_rows_behind_a_number_are_linked_for_those_who_may_open_them(
    as_user, buyer, sales, quarter, compute, find, mill, now
):
    finding = find(mill)
    compute(quarter)
    operations.publish_quarter(quarter=quarter, by=buyer, at=now)
    card = Scorecard.objects.get(supplier=mill)
    audit = reverse("audits:audit_detail", args=[finding.audit_id])
    assert f'href="{audit}"' in texts(as_user(buyer).get(address(card)))
    seen_by_sales = texts(as_user(sales).get(address(card)))
    assert f'href="{audit}"' not in seen_by_sales
    assert f"AU-{finding.audit_id:05d}" in seen_by_sales


def test_a_sum_opens_the_list_of_its_rows_for_this_supplier(
    as_user, buyer, quarter, compute, mill, other_mill, now
):
    for number, supplier in enumerate((mill, other_mill)):
        event = Event.objects.create(
            code=f"E-{number}", title="Forum", kind="forum", starts_on=dt.date(2026, 5, 4),
            state="held", created_at=now,
        )  # fmt: skip
        Attendance.objects.create(
            event=event, supplier=supplier, name=f"Guest {number}", person_key=f"guest {number}",
            recorded_at=now,
        )  # fmt: skip
    compute(quarter)
    browser, card = as_user(buyer), Scorecard.objects.get(supplier=mill)
    rows = f"{reverse('training:participation_list', args=[mill.pk])}?quarter={quarter.pk}"
    assert f'href="{rows}"' in texts(browser.get(address(card)))
    opened = texts(browser.get(rows))
    assert ("E-0" in opened, "E-1" in opened, "100.0 %" in opened) == (True, False, True)


def test_a_held_grade_says_what_would_lift_it(as_user, buyer, quarter, compute, find, mill):
    find(mill)
    compute(quarter)
    page = as_user(buyer).get(address(Scorecard.objects.get(supplier=mill)))
    assert page.context["raise_by"]["sentences"][0] == (
        "Open priority finding: close all 1. The score alone gives grade A."
    )


def test_the_trend_is_a_drawing_with_its_table_behind_and_no_inline_style(
    as_user, buyer, card, compute, measure, mill, supply
):
    supply(mill, 60, quarter="2026Q1")
    measure(mill, quarter="2026Q1", quality=75, cost=75, delivery=75)
    compute(type(card.quarter).objects.get(pk="2026Q1"))
    page = as_user(buyer).get(address(card))
    text = texts(page)
    assert [(q, c and str(c.score)) for q, c in page.context["trend"]][-2:] == [
        ("2026Q1", "75.00"), ("2026Q2", "90.00"),
    ]  # fmt: skip
    assert len(page.context["chart"]["points"]) == 2
    assert '<title id="trend-title">' in text
    assert "style=" not in text


def test_a_supplier_reads_its_own_card_once_published_and_no_other(
    as_user, mill_user, stranger, computed, mill, buyer, now
):
    card = Scorecard.objects.get(supplier=mill)
    own = as_user(mill_user)
    assert own.get(address(card)).status_code == 404
    operations.publish_quarter(quarter=computed, by=buyer, at=now)
    assert own.get(address(card)).status_code == 200
    assert as_user(stranger).get(address(card)).status_code == 404
    assert [c.supplier for c in own.get(LIST).context["object_list"]] == [mill]


@pytest.mark.parametrize("person", ["buyer", "sales", "admin_user", "mill_user"])
def test_each_role_that_reads_cards_gets_the_list_and_the_card(
    as_user, request, published_card, person
):
    browser = as_user(request.getfixturevalue(person))
    assert browser.get(LIST).status_code == 200
    assert browser.get(address(published_card)).status_code == 200


def test_the_newest_quarter_comes_first(as_user, buyer, computed, compute, measure, mill, supply):
    measure(mill, quarter="2026Q1", quality=75)
    supply(mill, 60, quarter="2026Q1")
    compute(type(computed).objects.get(pk="2026Q1"))
    page = as_user(buyer).get(LIST)
    assert [c.quarter_id for c in page.context["object_list"]] == ["2026Q2", "2026Q2", "2026Q1"]


def test_an_auditor_reads_no_scorecard(as_user, auditor, published_card):
    browser = as_user(auditor)
    assert browser.get(LIST).status_code == 403
    assert browser.get(address(published_card)).status_code == 403


def test_a_supplier_exports_its_own_cards_only(as_user, mill_user, published):
    answer = as_user(mill_user).get(LIST, {"export": "csv"})
    csv = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert [line.split(",")[1] for line in csv.splitlines()[1:]] == ["M-001"]


def test_the_list_asks_as_many_queries_for_one_card_as_for_many(
    as_user, buyer, computed, compute, supply, measure, country
):
    browser = as_user(buyer)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as before:
        browser.get(LIST)
    for number in range(3):
        supplier = make_supplier(f"X-{number}", f"Mill {number}", country)
        supply(supplier, 0)
        measure(supplier, quality=80)
    compute(computed)
    with CaptureQueriesContext(connection) as after:
        page = browser.get(LIST)
    assert (len(page.context["object_list"]), len(after)) == (5, len(before))


def test_the_grades_of_a_policys_draft_are_not_offered(as_user, mill_user, published):
    draft = ScorecardPolicy.objects.create(name="Next", valid_from="2027-01-01", source="us")
    draft.bands.create(grade="S", lower=95)
    page = as_user(mill_user).get("/scorecards/")
    choices = page.context["filterset"].form.fields["grade"].choices
    assert "S" not in {value for value, _label in choices}
