"""Closure audits: each finding of the audit they follow is looked at again, and what comes of it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.models import Audit, Confirmation, Finding
from audits.queries.confirmations import confirmed_by_others, to_confirm
from sustainportal.accounts.refusals import NotNow, NotYours

DAY = dt.timedelta(days=1)


@pytest.fixture
def closure(walk, plan, auditor, now):
    """`closure("actions_submitted")`: a closure audit under way of an audit whose finding stands there."""

    def begun(state="actions_submitted", kind="vap_closure"):
        finding = walk(state)
        audit = plan(
            kind=kind, follows=Audit.objects.get(pk=finding.audit_id), planned_on=now.date(), at=now
        )
        operations.start_audit(audit=audit, started_on=now.date(), by=auditor, at=now)
        return finding, audit

    return begun


def say(audit, finding, holds, remark, by, at):
    said = [{"finding": finding, "holds": holds, "remark": remark}]
    return operations.confirm_findings(audit=audit, said=said, by=by, at=at)


def finish(audit, by, at):
    if audit.kind == "vap_closure":
        operations.record_visit(
            audit=audit, conforming=100, applicable=100, workers=None, interviewed=None,
            closing_on=at.date(), summary="", by=by, at=at,
        )  # fmt: skip
    return operations.finalise_audit(
        audit=audit, outcome="approved", closing_on=at.date(), by=by, at=at
    )


def test_a_closure_audit_is_not_final_before_it_looked_at_each_finding(closure, auditor, now):
    finding, audit = closure()
    with pytest.raises(ValidationError, match="1 are left"):
        finish(audit, auditor, now)
    say(audit, finding, True, "", auditor, now)
    assert finish(audit, auditor, now).state == "final"


def test_what_was_put_right_is_verified(closure, auditor, now):
    finding, audit = closure("actions_submitted")
    say(audit, finding, True, "Seen.", auditor, now)
    finding.refresh_from_db()
    assert finding.state == "actions_submitted"  # a draft moves nothing
    finish(audit, auditor, now)
    finding.refresh_from_db()
    assert (finding.state, finding.verified_by) == ("ready_for_closure", auditor)


@pytest.mark.parametrize("state", ["actions_submitted", "ready_for_closure"])
def test_what_was_not_put_right_goes_back_to_the_supplier(closure, auditor, now, state):
    finding, audit = closure(state)
    say(audit, finding, False, "Door 5 is locked.", auditor, now)
    finish(audit, auditor, now)
    finding.refresh_from_db()
    assert finding.state == "further_action"
    assert finding.steps.last().remark == f"{audit.reference}: Door 5 is locked."


def test_where_the_supplier_is_still_at_work_it_is_a_remark(closure, auditor, now):
    finding, audit = closure("approved")
    say(audit, finding, False, "Not begun.", auditor, now)
    finish(audit, auditor, now)
    finding.refresh_from_db()
    assert (finding.state, finding.steps.last().verb) == ("approved", "remark")


def test_what_is_missing_has_to_be_said(closure, auditor, now):
    finding, audit = closure()
    with pytest.raises(ValidationError, match="what is still missing"):
        say(audit, finding, False, " ", auditor, now)
    assert Confirmation.objects.count() == 0


def test_it_may_be_said_anew_until_the_report_is_final(closure, auditor, now):
    finding, audit = closure()
    say(audit, finding, False, "Door 5.", auditor, now)
    say(audit, finding, True, "Opened while we watched.", auditor, now + DAY)
    kept = Confirmation.objects.get()
    assert (kept.holds, kept.remark, kept.at) == (True, "Opened while we watched.", now + DAY)
    finish(audit, auditor, now + DAY)
    with pytest.raises(NotNow):
        say(audit, finding, False, "No.", auditor, now + DAY)


def test_only_its_lead_says_it_and_only_of_findings_it_follows(closure, buyer, auditor, now):
    finding, audit = closure()
    with pytest.raises(NotYours):
        say(audit, finding, True, "", buyer, now)
    with pytest.raises(ValidationError):
        say(audit, Finding(pk=finding.pk + 1), True, "", auditor, now)


def test_a_priority_closure_looks_at_priority_findings_only(closure, auditor, now):
    _finding, audit = closure("actions_submitted", kind="priority_closure")  # the finding is major
    assert list(to_confirm(audit)) == []
    assert finish(audit, auditor, now).state == "final"


def test_the_followed_audit_shows_what_was_confirmed(closure, auditor, now):
    finding, audit = closure()
    say(audit, finding, True, "", auditor, now)
    original = Audit.objects.get(pk=finding.audit_id)
    assert list(confirmed_by_others(original)) == []
    finish(audit, auditor, now)
    assert [(row.finding, row.holds) for row in confirmed_by_others(original)] == [(finding, True)]


def test_a_closed_finding_that_does_not_hold_opens_again_as_a_repeat(closure, auditor, now):
    finding, audit = closure("closed")
    say(audit, finding, False, "Locked again.", auditor, now)
    finish(audit, auditor, now)
    finding.refresh_from_db()
    repeat = Finding.objects.get(repeat_of=finding)
    assert (finding.state, finding.check_owed.holds, repeat.state) == (
        "closed",
        False,
        "not_started",
    )
    assert repeat.description == f"{audit.reference}: Locked again."


@pytest.mark.parametrize(("later", "holds"), [(0, None), (89, None), (90, True)])
def test_a_closed_finding_that_holds_is_checked_when_its_check_is_due(
    closure, auditor, now, later, holds
):
    finding, audit = closure("closed")
    then = now + later * DAY
    say(audit, finding, True, "", auditor, then)
    finish(audit, auditor, then)
    assert finding.check_owed.holds is holds


@pytest.mark.parametrize(("rating", "refused"), [("priority", True), ("major", False)])
def test_who_led_it_for_the_audited_side_does_not_lead_its_closure(
    find, finish, plan, auditor, now, rating, refused
):
    followed = find(rating, "B1").audit
    Audit.objects.update(kind="ama")
    finish(98, 100)
    followed.refresh_from_db()
    follow = {"kind": "priority_closure", "follows": followed, "planned_on": now.date(), "at": now}
    if refused:
        with pytest.raises(ValidationError) as refusal:
            plan(**follow)
        assert list(refusal.value.message_dict) == ["auditor"]
    else:
        assert plan(**follow).auditor == auditor


def test_what_may_not_be_verified_is_a_remark_and_the_report_is_final(closure, auditor, now):
    finding, audit = closure("actions_submitted")
    finding.plans.get().actions.update(done_on=None)
    say(audit, finding, True, "Seen.", auditor, now)
    assert finish(audit, auditor, now).state == "final"
    finding.refresh_from_db()
    assert (finding.state, finding.steps.last().verb) == ("actions_submitted", "remark")
