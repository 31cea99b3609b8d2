"""The published lines of DOMAIN.md, reproduced from rows, and what is and is not counted."""

import datetime as dt
from decimal import Decimal

import pytest

from audits.models import Finding, Step
from audits.queries import year_summary
from audits.queries.comparison import comparison

from .constructed import audited, found

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 8, 17)
OUTCOMES_OF_2017 = ["approved"] * 9 + ["conditional"] * 5 + ["rejected"] * 6
#: year: suppliers audited, findings, closed so that the published whole percent comes out, the percent
PUBLISHED = {
    2020: (36, 647, 641, 99),
    2021: (36, 720, 706, 98),
    2022: (43, 643, 630, 98),
    2023: (91, 829, 812, 98),
}


@pytest.fixture
def people(protocol, auditor, buyer, country):
    return {"protocol": protocol, "auditor": auditor, "buyer": buyer, "country": country}


@pytest.fixture
def finders(provision, auditor, buyer):
    return {"provision": provision("B2"), "auditor": auditor, "buyer": buyer}


def test_the_outcomes_of_2017_are_45_or_70_percent(people):
    audited(2017, 20, outcomes=OUTCOMES_OF_2017, **people)
    year = year_summary(2017)
    assert [(row["outcome"], row["count"]) for row in year["outcomes"]] == [
        ("approved", 9), ("conditional", 5), ("rejected", 6),
    ]  # fmt: skip
    assert (year["audits"], year["improvement"].suppliers) == (20, 20)
    assert year["approved"] == Decimal("45.0")
    assert year["approved_with_conditional"] == Decimal("70.0")


def test_the_lines_of_2020_to_2023(people, finders):
    for year, (suppliers, findings, closed, _percent) in PUBLISHED.items():
        found(audited(year, suppliers, **people), findings, closed, **finders)
    for year, (suppliers, findings, closed, percent) in PUBLISHED.items():
        result = year_summary(year)["improvement"]
        assert (result.suppliers, result.findings, result.closed) == (suppliers, findings, closed)
        assert round(result.pooled) == percent
        assert result.mean is not None
    lines = comparison("year", year=None, today=TODAY)
    assert [
        (line["key"], line["improvement"].suppliers, line["improvement"].findings, round(line["improvement"].pooled))
        for line in lines
    ] == [(str(year), row[0], row[1], row[3]) for year, row in sorted(PUBLISHED.items(), reverse=True)]


def test_opportunities_and_what_checks_found_are_not_counted(people, finders):
    audits = audited(2020, 2, **people)
    found(audits, 3, 1, **finders)
    found(audits, 2, 0, rating="opportunity", from_number=10, **finders)
    found(audits, 2, 0, found_by="check", from_number=20, **finders)
    year = year_summary(2020)
    assert (year["improvement"].findings, year["improvement"].closed) == (3, 1)
    assert sum(row["count"] for row in year["ratings"]) == 3
    assert sum(row["count"] for row in year["sections"]) == 3
    assert sum(row["count"] for row in year["provisions"]) == 3
    [line] = comparison("year", year=None, today=TODAY)
    assert line["improvement"].findings == 3


def test_audits_that_are_not_final_are_not_counted(people, finders, begun):
    assert year_summary(begun.started_on.year)["audits"] == 0
    assert comparison("tier", year=begun.started_on.year, today=TODAY) == []


def test_the_groups_of_a_year_sum_to_the_year(people, finders):
    found(audited(2020, 7, **people), 30, 10, **finders)
    for by in ("country", "tier", "commodity"):
        lines = comparison(by, year=2020, today=TODAY)
        assert sum(line["improvement"].findings for line in lines) == 30
        assert sum(line["improvement"].closed for line in lines) == 10
        assert sum(line["audits"] for line in lines) == 7
        assert sum(line["improvement"].suppliers for line in lines) == 7
    assert sorted(line["key"] for line in comparison("tier", year=2020, today=TODAY)) == ["1", "2", "3"]
    assert [line["key"] for line in comparison("commodity", year=2020, today=TODAY)] == ["none"]


def test_days_per_step_are_told_from_the_steps(people, finders, mill_user, auditor):
    audits = audited(2020, 1, **people)
    finding, _other = found(audits, 2, 0, **finders)
    way = [
        ("submit_plan", "not_started", "submitted", 4),
        ("return_plan", "submitted", "needs_revision", 6),
        ("remark", "needs_revision", "needs_revision", 7),
        ("submit_plan", "needs_revision", "submitted", 16),
        ("approve_plan", "submitted", "approved", 17),
        ("submit_actions", "approved", "actions_submitted", 37),
        ("verify", "actions_submitted", "ready_for_closure", 40),
    ]
    Step.objects.bulk_create(
        Step(finding=finding, verb=verb, from_state=before, to_state=after, by=auditor,
             at=audits[0].final_at + dt.timedelta(days=days))
        for verb, before, after, days in way
    )  # fmt: skip
    steps = {row["step"]: (row["days"], row["count"], row["findings"]) for row in year_summary(2020)["steps"]}
    assert steps == {
        "submit": (Decimal("7.0"), 2, 1),  # 4 days, and 10 after it came back
        "approve": (Decimal("1.5"), 2, 1),
        "act": (Decimal("20.0"), 1, 1),
        "verify": (Decimal("3.0"), 1, 1),
        "close": (None, 0, 0),
    }


def test_a_year_costs_the_same_few_queries_however_many_findings(people, finders, django_assert_num_queries):
    audits = audited(2020, 3, **people)
    found(audits, 3, 1, **finders)
    with django_assert_num_queries(5):
        year_summary(2020)
    found(audits, 60, 20, from_number=10, **finders)
    with django_assert_num_queries(5):
        year_summary(2020)
    assert Finding.objects.count() == 63
