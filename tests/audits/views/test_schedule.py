import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

ADDRESS = reverse("audits:schedule")


@pytest.fixture(autouse=True)
def today(time_machine, now):
    time_machine.move_to(now)  # Monday, 17 August 2026


def cells(page, person):
    [row] = [row for row in page.context["table"] if row["auditor"] == person]
    return row["cells"]


def test_a_visit_stands_in_its_week_and_the_others_are_free(
    as_user, buyer, auditor, strange_auditor, planned
):
    page = as_user(buyer).get(ADDRESS)
    assert cells(page, auditor) == [[], [planned], [], [], [], []]  # 3 to 9 August
    assert cells(page, strange_auditor) == [[]] * 6
    assert page.context["free"] == [strange_auditor]


def test_a_week_shows_its_days(as_user, buyer, auditor, planned):
    page = as_user(buyer).get(ADDRESS + "?span=week&day=2026-08-07")
    assert cells(page, auditor) == [[], [], [], [], [planned], [], []]


def test_a_visit_lasts_from_its_beginning_to_the_closing_meeting(
    as_user, buyer, auditor, begun, now
):
    begun.closing_on = dt.date(2026, 8, 10)
    begun.save()
    page = as_user(buyer).get(ADDRESS)
    assert cells(page, auditor)[1:3] == [[begun], [begun]]


def test_it_can_be_narrowed(as_user, buyer, auditor, strange_auditor, planned):
    browser = as_user(buyer)
    page = browser.get(ADDRESS + f"?auditor={strange_auditor.pk}")
    assert [row["auditor"] for row in page.context["table"]] == [strange_auditor]
    assert cells(browser.get(ADDRESS + "?kind=remote"), auditor) == [[]] * 6


@pytest.mark.parametrize(
    "query",
    ["?day=x", "?span=x", "?auditor=x", "?kind=x", "?auditor=999999", "?day=0001-01-01",
     "?day=9999-12-31", "?span=week&day=0001-01-01", "?span=week&day=9999-12-31"],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out(as_user, buyer, planned, query):
    assert as_user(buyer).get(ADDRESS + query).status_code == 200


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("1989-12-31", dt.date(2026, 8, 17)), ("1990-01-01", dt.date(1990, 1, 1)),
        ("2100-12-31", dt.date(2100, 12, 31)), ("2101-01-01", dt.date(2026, 8, 17)),
    ],
)  # fmt: skip
def test_a_day_is_of_the_years_1990_to_2100(as_user, buyer, planned, day, shown):
    page = as_user(buyer).get(f"{ADDRESS}?day={day}")
    assert (page.status_code, page.context["day"]) == (200, shown)
    assert page.context["form"].has_error("day") is (day != shown.isoformat())


def test_an_auditor_sees_the_own_visits(as_user, auditor, strange_auditor, planned):
    page = as_user(auditor).get(ADDRESS)
    assert [row["auditor"] for row in page.context["table"]] == [auditor]
    page = as_user(strange_auditor).get(ADDRESS)
    assert (cells(page, strange_auditor), page.context["late"]) == ([[]] * 6, [])


def test_a_visit_that_has_not_begun_on_its_day_is_overdue_the_day_after(
    as_user, buyer, planned, time_machine
):
    for day, late in ((7, []), (8, [planned])):
        time_machine.move_to(dt.datetime(2026, 8, day, 9, tzinfo=dt.UTC))
        assert as_user(buyer).get(ADDRESS).context["late"] == late


def test_cancelled_audits_are_not_shown(as_user, buyer, auditor, planned, now):
    from audits.operations import cancel_audit

    cancel_audit(audit=planned, because="The site closes.", by=buyer, at=now)
    page = as_user(buyer).get(ADDRESS)
    assert (cells(page, auditor), page.context["late"]) == ([[]] * 6, [])


def test_more_audits_ask_no_more_questions(as_user, buyer, plan):
    counts = []
    for _n in range(2):
        plan()
        with CaptureQueriesContext(connection) as asked:
            as_user(buyer).get(ADDRESS)
        counts.append(len(asked))
        plan()
    assert counts[0] == counts[1]
