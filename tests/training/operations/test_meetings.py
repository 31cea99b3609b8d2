"""A meeting is planned from findings; its agenda grows and shrinks as long as nothing was written down."""

import pytest

from audits.models import Finding
from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training import operations as events
from training.models import Event, Invitation, TreatedFinding
from training.operations.counselling import add_follow_up, record_cause
from training.operations.meetings import add_findings, plan_meeting, remove_finding

from ..counselling_cast import audited, found, opened, planned


@pytest.fixture
def audit(mill, auditor, buyer):
    return audited(mill, auditor, buyer)


@pytest.fixture
def finding(audit):
    return found(audit)


def test_a_meeting_is_a_draft_with_its_agenda_and_invitations(finding, mill, auditor, buyer, now):
    event = Event(code="CM", title="Causes", starts_on=now.date(), lead=auditor)
    plan_meeting(
        event,
        findings={finding.pk: "Major, overdue"},
        reasons={mill.pk: "1 overdue"},
        by=buyer,
        at=now,
    )
    event.refresh_from_db()
    assert (event.kind, event.state, event.attendance_required) == ("counselling", "draft", True)
    assert list(event.treated.values_list("finding", "why")) == [(finding.pk, "Major, overdue")]
    assert list(event.invitations.values_list("supplier", "reason")) == [(mill.pk, "1 overdue")]
    assert set(Entry.objects.values_list("event", flat=True)) >= {
        "training.event.planned", "training.meeting.findings_added",
    }  # fmt: skip
    assert Notice.objects.count() == 0  # a draft is told to nobody


def test_a_finding_that_is_closed_by_now_stops_the_whole_plan(finding, auditor, buyer, now):
    second = found(finding.audit)
    Finding.objects.filter(pk=second.pk).update(
        state="closed", closed_at=now, closed_by=buyer, is_history=True
    )
    with pytest.raises(NotNow, match="no longer open"):
        planned([finding, second], lead=auditor, by=buyer)
    assert (Event.objects.count(), TreatedFinding.objects.count(), Invitation.objects.count()) == (
        0,
        0,
        0,
    )


def test_an_opportunity_is_nothing_to_treat(audit, auditor, buyer):
    with pytest.raises(NotNow):
        planned([found(audit, "opportunity")], lead=auditor, by=buyer)


def test_adding_the_same_finding_again_adds_nothing(finding, auditor, buyer, now):
    event = planned([finding], lead=auditor, by=buyer)
    second = found(finding.audit)
    assert (
        add_findings(
            event, findings={finding.pk: "", second.pk: "Minor"}, reasons={}, by=buyer, at=now
        )
        == 1
    )
    assert event.treated.count() == 2
    assert event.invitations.count() == 1


def test_a_supplier_added_to_an_open_meeting_is_invited_and_told(
    finding, other_mill, stranger, auditor, strange_auditor, buyer, now
):
    event = opened([finding], lead=auditor, by=buyer)
    Notice.objects.all().delete()
    theirs = found(audited(other_mill, strange_auditor, buyer))
    add_findings(event, findings={theirs.pk: ""}, reasons={}, by=buyer, at=now)
    assert [notice.recipient for notice in Notice.objects.all()] == [stranger]


def test_after_the_meeting_only_findings_of_invited_suppliers_are_added(
    finding, other_mill, auditor, strange_auditor, buyer, now
):
    event = opened([finding], lead=auditor, by=buyer)
    events.hold_event(event, by=buyer, at=now)
    theirs = found(audited(other_mill, strange_auditor, buyer))
    with pytest.raises(NotNow, match="invited suppliers"):
        add_findings(event, findings={theirs.pk: ""}, reasons={}, by=buyer, at=now)
    assert (
        add_findings(event, findings={found(finding.audit).pk: ""}, reasons={}, by=buyer, at=now)
        == 1
    )


def test_a_cancelled_meeting_and_another_kind_of_event_treat_nothing(
    finding, auditor, buyer, now, draft
):
    event = planned([], lead=auditor, by=buyer)
    events.cancel_event(event, by=buyer, at=now)
    for one in (event, draft):
        with pytest.raises(NotNow):
            add_findings(one, findings={finding.pk: ""}, reasons={}, by=buyer, at=now)
    assert TreatedFinding.objects.count() == 0


def test_a_finding_is_taken_off_until_something_is_written_down(finding, auditor, buyer, now):
    event = opened([finding, found(finding.audit), found(finding.audit)], lead=auditor, by=buyer)
    plain, with_cause, with_follow_up = event.treated.order_by("finding__number")
    record_cause(with_cause, cause="Nobody checks.", by=auditor, at=now)
    add_follow_up(with_follow_up, text="Check.", owner="Lan", due_on=now.date(), by=auditor, at=now)
    remove_finding(plain, by=buyer, at=now)
    for row in (with_cause, with_follow_up):
        with pytest.raises(NotNow, match="stays on the agenda"):
            remove_finding(row, by=buyer, at=now)
    assert event.treated.count() == 2
    assert event.invitations.count() == 1
    remove_finding(plain, by=buyer, at=now)  # somebody else was first: nothing happens
