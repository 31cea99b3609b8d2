"""Whom a meeting is proposed to treat, and why."""

import pytest

from suppliers import catalogue_risk
from suppliers.models import Classification, RiskModel, RiskYear, Supplier
from training import operations as events
from training.models import Supervision
from training.queries.counselling import follow_ups_waiting, treated_in
from training.queries.meetings import lately_treated, meetings_of, needs, proposable, proposals

from ..counselling_cast import DAY, audited, found, opened, planned


@pytest.fixture
def audit(mill, auditor, buyer):
    return audited(mill, auditor, buyer)


@pytest.fixture
def theirs(other_mill, strange_auditor, buyer):
    return audited(other_mill, strange_auditor, buyer)


def test_facts_are_gathered_and_the_most_urgent_comes_first(
    audit, theirs, mill, other_mill, buyer, now
):
    first = found(audit, submit_due=now.date() - DAY)
    found(audit, repeat_of=first)
    found(audit, "opportunity")
    found(theirs, "priority")
    catalogue_risk.load(at=now)
    RiskYear.objects.create(year=2026)
    Classification.objects.create(
        supplier=mill, year_id=2026, model=RiskModel.objects.first(), risk_class="high", in_scope=True,
        coverage=90, judged_at=now,
    )  # fmt: skip
    Supervision.objects.create(
        supplier=mill,
        since=now.date(),
        why="findings",
        reason="Repeats.",
        started_at=now,
        started_by=buyer,
    )
    second, one = needs("2026Q3", on=now.date())
    assert (second.supplier, second.priority, second.findings) == (other_mill.pk, 1, 1)
    assert (one.supplier, one.findings, one.overdue, one.repeats) == (mill.pk, 2, 1, 1)
    assert (one.high, one.supervised, one.treated, second.high) == (True, True, False, False)


def test_left_out_are_agendas_to_come_drafts_closed_ones_and_suppliers_we_left(
    audit, theirs, mill, other_mill, auditor, buyer, now
):
    planned([found(audit)], lead=auditor, by=buyer)
    open_one, other = found(audit), found(theirs)
    shut = found(audit, state="closed", closed_at=now, closed_by=buyer, is_history=True)
    assert set(proposable(now.date())) == {open_one, other}
    assert shut not in proposable(now.date())
    for fields in ({"status": "ended"}, {"status": "rejected"}):
        Supplier.objects.filter(pk=other_mill.pk).update(**fields)
        assert set(proposable(now.date())) == {open_one}
    Supplier.objects.filter(pk=other_mill.pk).update(status="active", merged_into=mill)
    assert set(proposable(now.date())) == {open_one}
    draft = audited(mill, auditor, buyer, final=False)
    found(draft, "minor")
    assert set(proposable(now.date())) == {open_one}


@pytest.mark.parametrize(
    ("quarter", "lately"),
    [("2026Q2", False), ("2026Q3", True), ("2026Q4", True), ("2027Q1", True), ("2027Q2", False)],
)
def test_treated_lately_is_this_quarter_and_the_two_before(
    audit, mill, auditor, buyer, quarter, lately
):
    opened([found(audit)], lead=auditor, by=buyer)  # on 17 August 2026
    assert (mill.pk in lately_treated(quarter)) is lately


def test_a_cancelled_meeting_treated_nobody(audit, auditor, buyer, now):
    event = planned([found(audit)], lead=auditor, by=buyer)
    events.cancel_event(event, by=buyer, at=now)
    assert lately_treated("2026Q3") == set()
    assert proposable(now.date()).count() == 1


def test_search_and_page_cost_the_same_with_one_and_with_many(
    audit, theirs, now, django_assert_num_queries
):
    found(audit)
    for extra in (0, 3):
        for _ in range(extra):
            found(audit)
            found(theirs)
        with django_assert_num_queries(6):
            proposals(needs("2026Q3", on=now.date()), on=now.date())
    assert [need.findings for need in needs("2026Q3", on=now.date(), text="Red River")] == [4]


def test_who_may_read_a_meeting(
    audit, auditor, strange_auditor, buyer, admin_user, sales, mill_user, stranger, now
):
    draft = planned([found(audit)], lead=strange_auditor, by=buyer)
    cast = (buyer, admin_user, auditor, strange_auditor, mill_user, stranger, sales)
    read = [person.username for person in cast if meetings_of(person).exists()]
    assert read == ["buyer", "admin_user", "strange_auditor"]  # its lead prepares it
    draft.delete()
    opened([found(audit)], lead=strange_auditor, by=buyer)
    read = [person.username for person in cast if meetings_of(person).exists()]
    assert read == ["buyer", "admin_user", "auditor", "strange_auditor", "mill_user"]


def test_beside_a_finding_stands_only_what_is_not_cancelled(
    audit, auditor, buyer, mill_user, stranger, now
):
    finding = found(audit)
    event = opened([finding], lead=auditor, by=buyer)
    assert [row.event for row in treated_in(finding, mill_user)] == [event]
    assert treated_in(finding, stranger) == []
    events.cancel_event(event, by=buyer, at=now)
    assert treated_in(finding, buyer) == []


def test_what_waits_is_ones_own(
    audit, mill_user, auditor, buyer, second_buyer, stranger, sales, now
):
    event = opened([found(audit)], lead=auditor, by=buyer)
    row = event.treated.get()
    row.follow_ups.create(text="One", owner="Ms Tran", due_on=now.date() - DAY)
    row.follow_ups.create(text="Two", owner="Bea", owner_user=buyer, due_on=now.date())

    def pile(person):
        return [(one.count, one.late) for one in follow_ups_waiting(person, now.date())]

    assert (pile(mill_user), pile(buyer)) == ([(1, 1)], [(1, 0)])
    assert pile(auditor) == pile(second_buyer) == pile(stranger) == [(0, 0)]
    assert pile(sales) == []
    row.follow_ups.update(done_at=now, done_by=buyer)
    assert pile(mill_user) == [(0, 0)]
