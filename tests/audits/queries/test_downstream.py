import datetime as dt
from decimal import Decimal

import pytest

from audits import operations, queries
from audits.models import Finding
from sustainportal.files.content import upload

from ..conftest import DAY, PLAN


def test_what_is_open_without_drafts(find, finish, mill, other_mill):
    find("minor")
    assert list(queries.open_findings()) == []
    urgent = find("priority", "B1")
    assert list(queries.open_findings()) == [urgent]
    finish(98, 100)
    assert queries.open_findings([mill.pk]).count() == 2
    assert queries.open_findings([other_mill.pk]).count() == 0


def test_what_was_open_on_a_day(walk, now):
    walk("closed")
    today = dt.date(2026, 8, 17)
    assert queries.open_findings().count() == 0
    assert queries.open_findings(on=today).count() == 0
    assert queries.open_findings(on=dt.date(2026, 8, 16)).count() == 1
    assert queries.open_findings(on=dt.date(2026, 8, 1)).count() == 0


def test_the_worst_that_is_open(find, finish, child_labour, mill):
    find("priority", "A2", zero_tolerance=child_labour)
    find("priority", "B1")
    find("minor")
    finish(97, 100, "rejected")
    [worst] = queries.worst_open().values()
    assert (worst.supplier_id, worst.zero_tolerance, worst.priority, worst.major, worst.minor) == (
        mill.pk, 1, 2, 0, 1,
    )  # fmt: skip
    assert (worst.worst, worst.weight) == ("zero_tolerance", 41)


def test_a_supplier_with_nothing_open_is_not_there(walk, mill):
    walk("closed")
    assert queries.worst_open([mill.pk]) == {}


@pytest.fixture
def timed(finding):
    """The finding with its plan due on 23 August and its actions on 10 September 2026."""
    Finding.objects.filter(pk=finding.pk).update(complete_due=dt.date(2026, 9, 10))
    finding.refresh_from_db()
    return finding


def moment(month, day):
    return dt.datetime(2026, month, day, 4, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("plan_at", "done", "counts"),
    [
        (moment(8, 23), moment(9, 10), (1, 1, 1, 1)),
        (moment(8, 24), moment(9, 10), (1, 0, 1, 1)),
        (moment(8, 23), moment(9, 11), (1, 1, 1, 0)),
        (moment(8, 23), None, (1, 1, 1, 0)),
        (None, None, (1, 0, 1, 0)),
    ],
)
def test_what_was_due_and_came_in_time(
    timed, mill, mill_user, auditor, a_file, plan_at, done, counts
):
    if plan_at:
        operations.submit_plan(finding=timed, by=mill_user, at=plan_at, **PLAN)
    if done:
        operations.approve_plan(finding=timed, by=auditor, at=plan_at)
        operations.submit_actions(finding=timed, done="x", files=[a_file], by=mill_user, at=done)
    facts = queries.cap_timeliness("2026Q3")[mill.pk]
    assert (
        facts.plans_due,
        facts.plans_on_time,
        facts.actions_due,
        facts.actions_on_time,
    ) == counts
    assert facts.percent == Decimal(100 * facts.on_time) / facts.due


def test_a_return_and_a_late_answer_is_late(timed, mill, mill_user, auditor, a_file):
    operations.submit_plan(finding=timed, by=mill_user, at=moment(8, 20), **PLAN)
    operations.approve_plan(finding=timed, by=auditor, at=moment(8, 21))
    act = {"finding": timed, "done": "x", "by": mill_user}
    operations.submit_actions(**act, files=[a_file], at=moment(9, 9))
    operations.return_actions(finding=timed, remark="Door 5?", by=auditor, at=moment(9, 10))
    assert queries.cap_timeliness("2026Q3")[mill.pk].actions_on_time == 0
    again = upload("door-5.png", a_file.content + b"5", size_limit=10_000)
    operations.submit_actions(**act, files=[again], at=moment(9, 12))
    assert queries.cap_timeliness("2026Q3")[mill.pk].actions_on_time == 0


def test_other_quarters_and_days_to_come_are_left_out(timed, mill):
    assert queries.cap_timeliness("2026Q2") == {}
    assert queries.cap_timeliness("2026Q4") == {}
    facts = queries.cap_timeliness("2026Q3", until=dt.date(2026, 8, 31))[mill.pk]
    assert (facts.plans_due, facts.actions_due) == (1, 0)
    assert queries.cap_timeliness("2026Q3", suppliers=[]) == {}


def test_the_last_score_of_each_supplier(finding, plan, auditor, mill, other_mill, now):
    first = finding.audit
    first.refresh_from_db()
    later = plan(kind="cma")
    operations.start_audit(audit=later, started_on=now.date(), by=auditor, at=now)
    operations.record_visit(
        audit=later, conforming=10, applicable=10, workers=None, interviewed=None,
        closing_on=now.date(), summary="", by=auditor, at=now,
    )  # fmt: skip
    operations.finalise_audit(
        audit=later, outcome="approved", closing_on=now.date(), by=auditor, at=now
    )
    last = queries.last_audit_scores()[mill.pk]
    assert (last.audit_id, last.score, last.colour) == (later.pk, Decimal("200.00"), "green")
    before = queries.last_audit_scores(until=(now - 1 * DAY).date())[mill.pk]
    assert before.audit_id == first.pk
    assert queries.last_audit_scores([other_mill.pk]) == {}


def test_the_years_self_assessments(survey, answers, mill, mill_user, buyer, now):
    assert queries.survey_scores(2026)[mill.pk].score is None
    operations.submit_survey(survey=survey, answers=answers, by=mill_user, at=now)
    operations.accept_survey(survey=survey, by=buyer, at=now)
    result = queries.survey_scores(2026, [mill.pk])[mill.pk]
    assert (result.state, result.score) == ("accepted", Decimal("78.95"))
    assert queries.survey_scores(2025) == {}


def test_many_suppliers_cost_one_query(walk, django_assert_num_queries):
    walk("approved")
    for ask in (
        queries.worst_open,
        queries.last_audit_scores,
        lambda: queries.cap_timeliness("2026Q3"),
        lambda: queries.survey_scores(2026),
    ):
        with django_assert_num_queries(1):
            ask()
