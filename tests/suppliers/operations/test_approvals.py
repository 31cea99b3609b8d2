import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from suppliers import operations as registry
from suppliers.models import Approval, Supplier
from suppliers.operations.approvals import (
    decide_approval,
    propose_approval,
    remind_of_condition,
    withdraw_approval,
)
from suppliers.queries.approval import approval_due, approval_rows, conditions_near
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from tests.conftest import person
from tests.suppliers.approval_cast import assess, certify, condition, seen, small_policy


@pytest.fixture
def policy(db, now):
    return small_policy(at=now)


@pytest.fixture
def candidate(policy, mill):
    Supplier.objects.filter(pk=mill.pk).update(status="candidate")
    mill.refresh_from_db()
    return mill


@pytest.fixture
def ready(candidate, now, second_buyer):
    certify(candidate, at=now, by=second_buyer)
    assess(candidate, at=now, by=second_buyer)
    return candidate


@pytest.fixture
def decide(buyer, second_buyer, now):
    """`decide(supplier, decision, …)`: proposed by the one, decided by the other buyer."""

    def run(supplier, decision, at=now, **said):
        proposal = propose_approval(supplier=supplier, proposal=decision, by=buyer, at=at)
        return decide_approval(
            approval=proposal,
            decision=decision,
            seen=seen(supplier, at=at),
            by=second_buyer,
            at=at,
            **said,
        )

    return run


def status(supplier):
    return Supplier.objects.get(pk=supplier.pk).status


def test_a_candidate_is_approved_by_two_people_and_the_checklist_is_kept(
    ready, decide, policy, buyer, second_buyer, now
):
    approval = decide(ready, "approved")
    kept = Approval.objects.get()
    assert (kept.state, kept.decision, kept.kind) == ("decided", "approved", "new")
    assert (kept.proposed_by, kept.decided_by, kept.policy) == (buyer, second_buyer, policy)
    assert [line["state"] for line in kept.checklist] == ["met", "met"]
    assert kept.checklist[1]["total"] == "72.00"
    assert status(ready) == approval.supplier.status == "approved"
    entry = Entry.objects.get(event="suppliers.approval.decided")
    assert (entry.actor, entry.detail["to"]) == ("second_buyer", "approved")


def test_what_was_seen_stays_when_the_world_moves_on(ready, decide, now, second_buyer):
    decide(ready, "approved")
    ready.certificates.update(expires_on=now.date() - dt.timedelta(days=1))
    assess(ready, at=now + dt.timedelta(days=1), by=second_buyer, scores=(10, 10))
    assert [line["state"] for line in Approval.objects.get().checklist] == ["met", "met"]


@pytest.mark.parametrize("missing", ["certificate", "assessment", "passed"])
def test_nothing_may_be_open_for_an_approval(candidate, decide, now, second_buyer, missing):
    if missing != "certificate":
        certify(candidate, at=now, by=second_buyer)
    if missing != "assessment":
        scores = (69, 75) if missing == "certificate" else (69, 69)
        assess(candidate, at=now, by=second_buyer, scores=scores)
    with pytest.raises(NotNow, match="still open"):
        decide(candidate, "approved")
    assert status(candidate) == "candidate"
    assert Approval.objects.get().state == "proposed"


def test_a_conditional_approval_has_a_day_and_what_must_happen(candidate, decide, now):
    decide(candidate, "conditional", **condition(1, at=now))
    kept = Approval.objects.get()
    assert (status(candidate), kept.condition_text) == ("conditional", "Renew the certificate")
    assert [line["state"] for line in kept.checklist] == ["missing", "missing"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"condition_text": "x"}, "condition_until"),
        ({"condition_text": "x", "condition_until": dt.date(2026, 8, 17)}, "condition_until"),
        ({"condition_until": dt.date(2026, 8, 18)}, "condition_text"),
    ],
)
def test_half_a_condition_is_refused_by_its_field(candidate, decide, said, field):
    with pytest.raises(ValidationError) as refusal:
        decide(candidate, "conditional", **said)
    assert list(refusal.value.message_dict) == [field]
    assert status(candidate) == "candidate"


def test_a_rejection_needs_a_reason(candidate, decide):
    with pytest.raises(ValidationError) as refusal:
        decide(candidate, "rejected")
    assert list(refusal.value.message_dict) == ["reason"]


def test_a_rejection_rejects(candidate, decide):
    decide(candidate, "rejected", reason="No way")
    assert status(candidate) == "rejected"


def test_the_proposer_does_not_decide(ready, buyer, now):
    proposal = propose_approval(supplier=ready, proposal="approved", by=buyer, at=now)
    with pytest.raises(NotYours, match="You proposed"):
        decide_approval(
            approval=proposal, decision="approved", seen=seen(ready, at=now), by=buyer, at=now
        )
    assert status(ready) == "candidate"


def test_the_database_refuses_a_proposer_who_decides_too(ready, decide, buyer):
    approval = decide(ready, "approved")
    named = pytest.raises(IntegrityError, match="approval_decider_is_not_proposer")
    with named, transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(decided_by=buyer)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"condition_until": None}, "approval_condition_iff_conditional"),
        ({"condition_text": ""}, "approval_condition_iff_conditional"),
        ({"decision": "approved"}, "approval_condition_iff_conditional"),
        ({"decided_at": None}, "approval_decided_iff_by_whom_and_when"),
        ({"policy": None}, "approval_decided_iff_by_whom_and_when"),
        ({"state": "proposed"}, "approval_decided_iff_by_whom_and_when"),
    ],
)
def test_the_database_keeps_decisions_whole(candidate, decide, now, fields, constraint):
    approval = decide(candidate, "conditional", **condition(30, at=now))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(**fields)


def test_whoever_added_a_new_supplier_does_not_decide_its_approval(
    policy, buyer, second_buyer, now
):
    made = registry.add_supplier(name="Amber", status="candidate", by=second_buyer, at=now)
    proposal = propose_approval(supplier=made, proposal="conditional", by=buyer, at=now)
    said = {"decision": "conditional", "seen": seen(made, at=now), "at": now}
    with pytest.raises(NotYours, match="You added"):
        decide_approval(approval=proposal, by=second_buyer, **said, **condition(9, at=now))
    third = person("third_buyer", "procurement")
    decide_approval(approval=proposal, by=third, **said, **condition(9, at=now))
    assert status(made) == "conditional"


def test_of_two_deciders_one_wins_and_the_other_is_told(ready, buyer, second_buyer, now):
    proposal = propose_approval(supplier=ready, proposal="approved", by=buyer, at=now)
    loaded = Approval.objects.get()
    said = {"seen": seen(ready, at=now), "at": now}
    decide_approval(approval=proposal, decision="approved", by=second_buyer, **said)
    third = person("third_buyer", "procurement")
    with pytest.raises(NotNow, match="not open any more"):
        decide_approval(approval=loaded, decision="rejected", reason="No", by=third, **said)
    assert status(ready) == "approved"
    assert Notice.objects.filter(event="suppliers.approval.decided").count() == 1


def test_a_checklist_that_changed_since_it_was_seen_is_looked_at_again(
    ready, buyer, second_buyer, now
):
    proposal = propose_approval(supplier=ready, proposal="approved", by=buyer, at=now)
    before = seen(ready, at=now)
    assess(ready, at=now, by=buyer, scores=(90, 90), assessed_on=now.date())
    with pytest.raises(NotNow, match="checklist has changed"):
        decide_approval(
            approval=proposal, decision="approved", seen=before, by=second_buyer, at=now
        )


def test_only_one_proposal_waits_at_a_time(ready, buyer, second_buyer, now):
    proposal = propose_approval(supplier=ready, proposal="approved", by=buyer, at=now)
    with pytest.raises(NotNow, match="waits already"):
        propose_approval(supplier=ready, proposal="rejected", by=second_buyer, at=now)
    withdraw_approval(approval=proposal, by=buyer, at=now)
    with pytest.raises(NotNow, match="not open any more"):
        withdraw_approval(approval=proposal, by=buyer, at=now)
    propose_approval(supplier=ready, proposal="rejected", by=second_buyer, at=now)
    states = Approval.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "proposed"]


@pytest.mark.parametrize("now_is", ["rejected", "ended"])
def test_there_is_nothing_to_propose_for_who_is_out(candidate, buyer, now, now_is):
    Supplier.objects.filter(pk=candidate.pk).update(status=now_is)
    candidate.refresh_from_db()
    with pytest.raises(NotNow, match="nothing to approve"):
        propose_approval(supplier=candidate, proposal="approved", by=buyer, at=now)


def test_a_record_that_was_merged_is_not_approved(candidate, other_mill, buyer, now):
    registry.merge_suppliers(keep=other_mill, gone=candidate, by=buyer, at=now)
    candidate.refresh_from_db()
    with pytest.raises(NotNow, match="merged"):
        propose_approval(supplier=candidate, proposal="approved", by=buyer, at=now)
    assert [row.code for row in approval_rows(now.date())] == []


def test_a_status_that_moved_meanwhile_stops_the_decision(ready, buyer, second_buyer, now):
    proposal = propose_approval(supplier=ready, proposal="approved", by=buyer, at=now)
    Supplier.objects.filter(pk=ready.pk).update(status="ended")
    with pytest.raises(NotNow, match="status of"):
        decide_approval(
            approval=proposal,
            decision="approved",
            seen=seen(ready, at=now),
            by=second_buyer,
            at=now,
        )
    assert (status(ready), Approval.objects.get().state) == ("ended", "proposed")


def test_an_active_supplier_that_is_approved_again_stays_active(ready, decide):
    Supplier.objects.filter(pk=ready.pk).update(status="active")
    ready.refresh_from_db()
    approval = decide(ready, "approved")
    assert (approval.kind, status(ready)) == ("renewal", "active")


def test_without_an_active_policy_nobody_decides(ready, policy, buyer, second_buyer, now):
    proposal = propose_approval(supplier=ready, proposal="approved", by=buyer, at=now)
    type(policy).objects.update(status="retired", retired_at=now)
    with pytest.raises(NotNow, match="No approval policy"):
        decide_approval(approval=proposal, decision="approved", seen="", by=second_buyer, at=now)


def test_nobody_comes_into_the_registry_approved(buyer, now):
    for given in ("approved", "conditional", "rejected"):
        with pytest.raises(ValidationError, match="two people decide"):
            registry.add_supplier(name="Amber", status=given, by=buyer, at=now)
    assert Supplier.objects.count() == 0


# --- notices --------------------------------------------------------------------------------------
def test_who_is_told_of_a_proposal_and_of_a_decision(ready, decide, buyer, second_buyer, mill_user):
    decide(ready, "conditional", **condition(30, at=dt.datetime(2026, 8, 17)))
    told = list(Notice.objects.order_by("pk").values_list("recipient__username", "event"))
    assert sorted(told) == [
        ("buyer", "suppliers.approval.decided"),
        ("mill_user", "suppliers.approval.decided"),
        ("second_buyer", "suppliers.approval.proposed"),
    ]
    assert "Renew the certificate" in Notice.objects.get(recipient=mill_user).body


def reminders(now, until, days):
    """How many buyers are told on each of these days after the decision."""
    found = {}
    for day in days:
        on = now.date() + dt.timedelta(days=day)
        for pk in conditions_near(on + dt.timedelta(days=30)):
            found[day] = remind_of_condition(approval_id=pk, on=on, at=now + dt.timedelta(days=day))
    return found


def test_a_condition_is_told_once_a_step_and_every_week_when_late(candidate, decide, now):
    decide(candidate, "conditional", **condition(40, at=now))
    Notice.objects.all().delete()
    days = [9, 10, 10, 11, 32, 33, 34, 40, 41, 46, 47, 48, 54]
    assert reminders(now, 40, days) == {
        10: 0,
        11: 0,
        32: 0,
        33: 1,
        34: 0,
        40: 1,
        41: 0,
        46: 0,
        47: 1,
        48: 0,
        54: 1,
    }  # fmt: skip  (the second time on day 10 tells nobody)
    assert Notice.objects.filter(event="suppliers.approval.condition_due").count() == 2 * 5


def test_a_missed_night_is_made_good_once(candidate, decide, now):
    decide(candidate, "conditional", **condition(40, at=now))
    assert reminders(now, 40, [20, 21]) == {20: 1, 21: 0}


def test_a_condition_that_was_met_is_told_no_more(ready, decide, now):
    decide(ready, "conditional", **condition(5, at=now))
    decide(ready, "approved")
    assert reminders(now, 5, [0, 5, 12]) == {}
    assert approval_due(ready, now.date()) == []


def test_what_is_due_is_one_query(candidate, decide, buyer, now, django_assert_num_queries):
    decide(candidate, "conditional", **condition(5, at=now))
    propose_approval(supplier=candidate, proposal="approved", by=buyer, at=now)
    with django_assert_num_queries(1):
        due = approval_due(candidate, now.date())
    address = f"/suppliers/{candidate.pk}/approval/"
    assert due == [
        ("Condition of the approval: Renew the certificate", dt.date(2026, 8, 22), address),
        ("An approval waits for a second person", None, address),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two connections at once")
def test_two_connections_deciding_at_once_keep_one_decision(ready, buyer, second_buyer, now):
    """On PostgreSQL with two real connections; SQLite has one writer anyway."""
    from threading import Barrier, Thread

    from django.db import connections

    third = person("third_buyer", "procurement")
    proposal = propose_approval(supplier=ready, proposal="approved", by=buyer, at=now)
    gate, outcomes, shown = Barrier(2), [], seen(ready, at=now)

    def run(by):
        gate.wait()
        try:
            decide_approval(
                approval=Approval.objects.select_related("supplier").get(pk=proposal.pk),
                decision="approved",
                seen=shown,
                by=by,
                at=now,
            )
            outcomes.append("won")
        except NotNow:
            outcomes.append("told")
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(by,)) for by in (second_buyer, third)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["told", "won"]
    assert Entry.objects.filter(event="suppliers.approval.decided").count() == 1
