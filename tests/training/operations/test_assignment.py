import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.models import Audit, Finding, Protocol, Provision, ProvisionMatch
from suppliers import catalogue_risk
from suppliers.models import Approval, ApprovalPolicy, Classification, RiskModel, RiskYear, Supplier
from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training.models import CourseAssignment
from training.operations.assignment import (
    apply_rules,
    assign_by_hand,
    complete_assignments,
    lift_assignment,
)
from training.operations.course_rules import switch_rule
from training.queries.course_answers import answered, counted
from training.tasks.assignment import apply_span, suppliers_to_give

from ..assignment_cast import DAY, TODAY, assigned, colleague, completed, course, rule
from ..counselling_cast import audited, found, protocol


@pytest.fixture
def exits(db):
    return course()


@pytest.fixture
def exits_zh(exits):
    return course("EXITS-ZH", "zh-hant")


@pytest.fixture
def locked(mill, auditor, buyer):
    """An open finding in B2 at the mill, found sixty days ago."""
    return found(audited(mill, auditor, buyer))


def given(supplier):
    return list(CourseAssignment.objects.filter(supplier=supplier).order_by("pk"))


def everybody():
    return list(Supplier.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(("value", "count"), [("B2", 1), ("B", 1), ("B1", 0), ("A", 0)])
def test_an_open_finding_in_the_provision_or_section_gets_the_course(
    exits, locked, mill, now, value, count
):
    rule(exits, value=value)
    assert apply_rules(suppliers=everybody(), at=now) == count
    assert [row.finding for row in given(mill)] == [locked] * count


def test_what_is_given_says_why_and_until_when(exits, locked, mill, mill_user, now):
    rule(exits)
    apply_rules(suppliers=[mill.pk], at=now)
    row = CourseAssignment.objects.get()
    assert (row.why, row.due_on, row.assigned_by) == ("finding:B2", TODAY + 30 * DAY, None)
    assert Entry.objects.filter(event="training.assignment.made").get().actor == "portal"
    notice = Notice.objects.get(recipient=mill_user)
    assert notice.subject == "Course to take: Ways out en"
    assert "finding in B2" in notice.body


def test_applied_again_it_gives_nothing_twice(exits, locked, mill, mill_user, now):
    rule(exits)
    assert [apply_rules(suppliers=[mill.pk], at=now) for _night in range(2)] == [1, 0]
    assert Notice.objects.filter(recipient=mill_user).count() == 1


def test_two_findings_are_two_assignments_and_one_line_in_one_notice(
    exits, locked, mill, mill_user, now
):
    found(locked.audit)
    rule(exits)
    assert apply_rules(suppliers=[mill.pk], at=now) == 2
    assert Notice.objects.get(recipient=mill_user).body.count("Ways out en") == 1


def test_each_is_told_in_their_language_of_the_course_they_take(exits_zh, exits, locked, mill, now):
    reader = colleague(mill, "mei", "zh-hant")
    colleague(mill, "ann", "en")
    rule(exits)
    apply_rules(suppliers=[mill.pk], at=now)
    assert "Ways out zh-hant" in Notice.objects.get(recipient=reader).body
    assert "Ways out en" in Notice.objects.get(recipient__username="ann").body


@pytest.mark.parametrize("days", [0, 1])
def test_a_finding_from_before_the_rule_gets_nothing(exits, locked, mill, now, days):
    rule(exits, since=locked.discovered_on + days * DAY)
    assert apply_rules(suppliers=[mill.pk], at=now) == 1 - days


def test_an_opportunity_needs_no_course(exits, mill, auditor, buyer, now):
    found(audited(mill, auditor, buyer), "opportunity")
    rule(exits)
    assert apply_rules(suppliers=[mill.pk], at=now) == 0


@pytest.mark.parametrize(("rating", "count"), [("major", 0), ("priority", 1)])
def test_an_auditors_draft_is_not_known_but_for_what_is_priority(
    exits, mill, auditor, buyer, now, rating, count
):
    at = now - 9 * DAY
    audit = Audit.objects.create(
        site=mill.sites.get(), kind="vap_initial", protocol=protocol(), auditor=auditor,
        planned_by=buyer, planned_on=at.date(), planned_at=at, started_on=at.date(),
        state="in_progress",
    )  # fmt: skip
    found(audit, rating)
    rule(exits)
    assert apply_rules(suppliers=[mill.pk], at=now) == count


@pytest.mark.parametrize("status", ["rejected", "ended"])
def test_a_supplier_that_is_gone_gets_nothing(exits, locked, mill, now, status):
    rule(exits)
    Supplier.objects.filter(pk=mill.pk).update(status=status)
    assert apply_rules(suppliers=[mill.pk], at=now) == 0


def test_a_rule_that_is_off_or_of_a_draft_gives_nothing(exits, locked, mill, buyer, now):
    off = rule(exits, is_active=False)
    assert apply_rules(suppliers=[mill.pk], at=now) == 0
    switch_rule(off, on=True, by=buyer, at=now)
    type(exits).objects.update(is_published=False)
    assert apply_rules(suppliers=[mill.pk], at=now) == 0
    type(exits).objects.update(is_published=True)
    assert apply_rules(suppliers=[mill.pk], at=now) == 1


@pytest.mark.parametrize(
    ("kind", "count"), [("same", 1), ("wider", 1), ("narrower", 0), ("related", 0)]
)
def test_a_provision_of_the_former_version_counts_by_the_crosswalk(
    exits, mill, auditor, buyer, now, kind, count
):
    audit, today = audited(mill, auditor, buyer), Provision.objects.get(code="B2")
    old = Protocol.objects.create(
        standard="Code", version="O", is_current=False, source="t",
        deadline_profile=today.protocol.deadline_profile,
    )  # fmt: skip
    former = Provision.objects.create(protocol=old, code="B9", section="B", number=9, title="Exits")
    ProvisionMatch.objects.create(provision=former, counterpart=today, kind=kind)
    Finding.objects.create(
        audit=audit, number=1, provision=former, rating="major", description="Locked.",
        discovered_on=audit.started_on, recorded_at=now, recorded_by=auditor,
    )  # fmt: skip
    rule(exits)
    assert apply_rules(suppliers=[mill.pk], at=now) == count


def test_a_new_supplier_gets_it_once_for_all(exits, mill, mill_user, now):
    row = rule(exits, "new", "", since=TODAY - DAY)
    Supplier.objects.update(created_at=now - 2 * DAY)
    assert apply_rules(suppliers=[mill.pk], at=now) == 0
    Supplier.objects.update(created_at=now - 10 * dt.timedelta(hours=1))
    assert apply_rules(suppliers=[mill.pk], at=now) == 1
    completed(exits, mill_user, mill)
    complete_assignments(course=exits, supplier=mill, at=now)
    assert apply_rules(suppliers=[mill.pk], at=now) == 0
    assert [fit.answer for fit in answered(row, on=TODAY, suppliers=[mill.pk])] == ["has_it"]


@pytest.mark.parametrize(
    ("decision", "count"), [("approved", 1), ("conditional", 1), ("rejected", 0)]
)
def test_a_supplier_approved_since_is_new(exits, mill, buyer, second_buyer, now, decision, count):
    rule(exits, "new", "", since=TODAY - DAY)
    Supplier.objects.update(created_at=now - 900 * DAY)
    Approval.objects.create(
        supplier=mill, kind="new", state="decided", proposal=decision, proposed_by=buyer,
        policy=ApprovalPolicy.objects.create(name="t", valid_from=TODAY), checklist={"t": 1},
        proposed_at=now, decision=decision, decided_by=second_buyer, decided_at=now, reason="r",
        condition_until=TODAY + 9 * DAY if decision == "conditional" else None,
        condition_text="A plan." if decision == "conditional" else "",
    )  # fmt: skip
    assert apply_rules(suppliers=[mill.pk], at=now) == count


def judged(supplier, risk_class, year, now):
    catalogue_risk.load(at=now)
    RiskYear.objects.get_or_create(year=year)
    Classification.objects.create(
        supplier=supplier, year_id=year, model=RiskModel.objects.first(), risk_class=risk_class,
        coverage=100, judged_at=now,
    )  # fmt: skip


def test_the_class_of_the_newest_judged_year_counts(exits, mill, other_mill, now):
    rule(exits, "class", "high", since=dt.date(2025, 3, 1))
    judged(mill, "high", 2025, now)
    assert [fit.supplier_id for fit in answered(rule_of(exits), on=TODAY)] == [mill.pk]
    judged(mill, "low", 2026, now)
    judged(other_mill, "high", 2026, now)
    judged(mill, "high", 2027, now)  # a year that has not begun
    assert [fit.supplier_id for fit in answered(rule_of(exits), on=TODAY)] == [other_mill.pk]
    assert apply_rules(suppliers=everybody(), at=now) == 1
    assert given(other_mill)[0].why == "class:high:2026"


def rule_of(course):
    return course.rules.get()


def test_a_certificate_that_has_ended_does_not_count_as_completed(
    exits, mill, mill_user, locked, now
):
    rule(exits)
    row = completed(exits, mill_user, mill, now - 400 * DAY, valid_until=TODAY)
    type(exits).objects.update(valid_months=12)  # of today; the certificate was given for longer
    assert apply_rules(suppliers=[mill.pk], at=now) == 0  # the only person has completed it
    type(row).objects.update(valid_until=TODAY - DAY)
    assert apply_rules(suppliers=[mill.pk], at=now) == 1


@pytest.mark.parametrize(("days", "count"), [(0, 0), (1, 1)])
def test_a_renewal_on_the_findings_day_or_later_answers_it(
    exits, mill, mill_user, locked, now, days, count
):
    colleague(mill, "ann")  # has not completed it
    rule(exits)
    row = completed(exits, mill_user, mill, now - 400 * DAY)
    assert counted(answered(rule_of(exits), on=TODAY))["give"] == 1
    age = (TODAY - locked.discovered_on).days + days
    type(row).objects.update(renewed_at=now - age * DAY)
    assert apply_rules(suppliers=[mill.pk], at=now) == count


def test_the_preview_counts_what_would_be_given(exits, mill, mill_user, other_mill, locked, now):
    row = rule(exits)
    assert counted(answered(row, on=TODAY)) == {
        "all": 1, "give": 1, "has_it": 0, "completed": 0, "suppliers": 1, "no_login": 0,
    }  # fmt: skip
    mill_user.is_active = False
    mill_user.save()
    assert counted(answered(row, on=TODAY))["no_login"] == 1


def test_a_completion_in_any_language_completes_all_that_is_open(
    exits, exits_zh, mill, other_mill, locked, mill_user, now
):
    rows = [assigned(exits, mill), assigned(exits, mill, finding=locked, why="finding:B2")]
    foreign = assigned(exits, other_mill)
    lifted = assigned(exits_zh, mill, lifted_at=now, lifted_because="r")
    assert complete_assignments(course=exits_zh, supplier=mill, at=now, by=mill_user) == 2
    for row in (*rows, foreign, lifted):
        row.refresh_from_db()
    assert [row.completed_at for row in rows] == [now, now]
    assert (foreign.completed_at, lifted.completed_at) == (None, None)
    assert complete_assignments(course=exits, supplier=mill, at=now) == 0


def test_by_hand_who_has_it_open_keeps_it(exits, mill, other_mill, buyer, mill_user, now):
    assigned(exits, mill)
    both = {"suppliers": [mill.pk, other_mill.pk], "due_on": TODAY + DAY, "why": "Agreed"}
    assert assign_by_hand(course=exits, **both, by=buyer, at=now) == 1
    row = CourseAssignment.objects.get(supplier=other_mill)
    assert (row.why, row.assigned_by, row.rule) == ("Agreed", buyer, None)
    assert not Notice.objects.filter(recipient=mill_user).exists()


def test_lifted_once_with_its_reason(exits, mill, buyer, now):
    row = assigned(exits, mill)
    lift_assignment(row, because="Certificate renewed", by=buyer, at=now)
    row.refresh_from_db()
    assert (row.lifted_at, row.lifted_because) == (now, "Certificate renewed")
    with pytest.raises(NotNow):
        lift_assignment(row, because="Again", by=buyer, at=now)
    assert complete_assignments(course=exits, supplier=mill, at=now) == 0


def test_the_night_goes_only_to_suppliers_that_get_something(exits, locked, mill, other_mill, now):
    rule(exits)
    assert suppliers_to_give(by=None, at=now) == [[mill.pk]]
    assert apply_span([mill.pk], by=None, at=now) == {"suppliers": 1, "courses": 1}
    assert suppliers_to_give(by=None, at=now) == []


def test_more_suppliers_cost_no_more_queries(exits, mill, other_mill, auditor, buyer, now):
    rule(exits)
    found(audited(mill, auditor, buyer))
    with CaptureQueriesContext(connection) as one:
        apply_rules(suppliers=[mill.pk], at=now)
    CourseAssignment.objects.all().delete()
    found(audited(other_mill, auditor, buyer))
    for _more in range(3):
        found(other_mill.sites.get().audits.get())
    both = everybody()
    with CaptureQueriesContext(connection) as many:
        apply_rules(suppliers=both, at=now)
    assert CourseAssignment.objects.count() == 5
    assert len(many) == len(one)


def test_by_hand_nobody_is_asked_where_everybody_has_completed_it(
    exits, mill, other_mill, buyer, mill_user, now
):
    completed(exits, mill_user, mill)
    both = {"suppliers": [mill.pk, other_mill.pk], "due_on": TODAY + DAY, "why": "Agreed"}
    assert assign_by_hand(course=exits, **both, by=buyer, at=now) == 1
    assert given(mill) == []
    colleague(mill, "ann")
    assert assign_by_hand(course=exits, **both, by=buyer, at=now) == 1
    assert len(given(mill)) == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_give_it_once(exits, mill, now):
    """Without a finding no constraint but the open assignment would stop the second one."""
    rule(exits, "new", "", since=TODAY - DAY)
    Supplier.objects.update(created_at=now)

    def work(_number):
        try:
            return apply_rules(suppliers=[mill.pk], at=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sorted(workers.map(work, range(4))) == [0, 0, 0, 1]
    assert len(given(mill)) == 1
