import datetime as dt

import pytest

from audits.catalogue import DEADLINES
from audits.rules.deadlines import Rule, days_late, deadlines, months_later, rule_for, scope_of

FOUND = dt.date(2026, 3, 2)
REPORT = dt.date(2026, 3, 20)
RULES = [Rule(*row, source="v5.x default", to_confirm=True) for row in DEADLINES]


def dates(rating, section, matter="", **clocks):
    rule = rule_for(RULES, rating=rating, section=section, matter=matter)
    found = deadlines(rule, discovered_on=FOUND, **clocks)
    return {deadline.step: deadline.date for deadline in found}


@pytest.mark.parametrize(
    ("rating", "section", "matter", "start", "days"),
    [
        ("priority", "B", "", FOUND, (7, 10, 30)),
        ("priority", "C", "", FOUND, (7, 10, 30)),
        ("priority", "A", "", FOUND, (7, 10, 90)),
        ("priority", "D", "", FOUND, (7, 10, 90)),
        ("priority", "A", "hours_up_to_84", REPORT, (14, 42, 180)),
        ("priority", "A", "social_insurance", REPORT, (14, 42, 180)),
        ("major", "B", "", REPORT, (14, 42, 180)),
        ("minor", "A", "", REPORT, (14, 42, 270)),
        ("risk", "E", "", REPORT, (14, 42, 270)),
    ],
)
def test_the_default_table(rating, section, matter, start, days):
    expected = [start + dt.timedelta(days=n) for n in days]
    assert list(dates(rating, section, matter, final_on=REPORT).values()) == expected


def test_the_reports_clock_waits_for_the_report():
    assert dates("major", "A") == {}
    assert len(dates("priority", "A")) == 3


def test_an_opportunity_has_no_deadline():
    assert dates("opportunity", "A", final_on=REPORT) == {}


def test_each_date_tells_its_clock_days_and_source():
    rule = rule_for(RULES, rating="priority", section="B")
    first = deadlines(rule, discovered_on=FOUND)[0].as_dict()
    assert first == {
        "step": "submit", "date": "2026-03-09", "days": 7, "clock": "discovery",
        "started_on": "2026-03-02", "source": "v5.x default", "to_confirm": True, "capped": False,
    }  # fmt: skip


def test_nothing_is_due_later_than_the_cap():
    rule = Rule("minor", "any", "report", 14, 42, 900)
    found = deadlines(
        rule, discovered_on=FOUND, final_on=REPORT, closing_on=dt.date(2026, 3, 4), cap_months=18
    )
    assert [(d.date, d.capped) for d in found][2] == (dt.date(2027, 9, 4), True)
    assert [d.capped for d in found] == [False, False, True]


def test_only_priority_findings_have_a_scope():
    assert scope_of("major", "B") == "any"
    assert scope_of("priority", "B", "social_insurance") == "hours_or_insurance"


@pytest.mark.parametrize(
    ("date", "months", "then"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 8, 31), 18, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 1), 12, dt.date(2027, 12, 1)),
    ],
)
def test_months_end_in_the_month(date, months, then):
    assert months_later(date, months) == then


@pytest.mark.parametrize(
    ("today", "finished", "late"),
    [(9, None, 0), (10, None, 1), (30, dt.date(2026, 3, 11), 2), (30, dt.date(2026, 3, 1), 0)],
)
def test_days_late_freeze_when_finished(today, finished, late):
    assert days_late(dt.date(2026, 3, 9), dt.date(2026, 3, today), finished) == late


def test_without_a_date_nothing_is_late():
    assert days_late(None, dt.date(2026, 3, 9)) == 0
