"""Approve suppliers: one person proposes, another decides. Nothing else gives these statuses."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.operations import record

from .. import notices
from ..models import Approval, Supplier
from ..queries.approval import active_policy, checklist_of, who_added
from ..rules import approval as rules
from ..rules.approval_reminders import step_on
from ..rules.lifecycle import after_decision, may_be_proposed
from ..signals import registry_changed
from ..wording_approval import REFUSALS

State, Kind = Approval.State, Approval.Kind


@transaction.atomic
def propose_approval(*, supplier, proposal, reason="", by, at):
    """Ask a second person to decide. NotNow where the supplier's life has no place for it, or one waits."""
    if not may_be_proposed(supplier.status):
        raise NotNow(
            _("%(name)s is “%(now)s”: there is nothing to approve. Make it a candidate first.")
            % {"name": supplier.name, "now": supplier.get_status_display()}
        )
    if supplier.merged_into_id:
        raise NotNow(
            _("%s was merged into another supplier: propose the approval there.") % supplier.name
        )
    kind = Kind.NEW if supplier.status == Supplier.Status.CANDIDATE else Kind.RENEWAL
    try:
        with transaction.atomic():
            approval = Approval.objects.create(
                supplier=supplier,
                kind=kind,
                proposal=proposal,
                proposal_reason=reason,
                proposed_by=by,
                proposed_at=at,
            )
    except IntegrityError as error:
        raise NotNow(
            _("A proposal for %s waits already: decide or withdraw it first.") % supplier.name
        ) from error
    record("suppliers.approval.proposed", supplier, by=by, at=at, decision=proposal, reason=reason)
    notices.approval_proposed(approval, at=at)
    return approval


@transaction.atomic
def withdraw_approval(*, approval, by, at):
    """Take a proposal back before anybody decided it."""
    take(approval, state=State.WITHDRAWN)
    record("suppliers.approval.withdrawn", approval.supplier, by=by, at=at)
    return approval


@transaction.atomic
def decide_approval(
    *, approval, decision, seen, reason="", condition_until=None, condition_text="", by, at
):
    """Decide a proposal; the supplier's status follows. The checklist as it was `seen` is kept.

    NotYours for the proposer, and for whoever added a new supplier. NotNow when it was decided already,
    when the checklist or the policy has changed since the page was opened, or when approval is asked
    for while something is open. ValidationError naming the field for a condition without day or text.
    """
    refuse_own(approval, by)
    supplier, policy = approval.supplier, usable_policy()
    today = timezone.localdate(at)
    lines = checklist_of(supplier, policy, on=today)
    if seen != seen_as(policy, lines):
        raise NotNow(
            _("The checklist has changed while this page was open. Look at it again, then decide.")
        )
    said = {"until": condition_until, "text": condition_text, "reason": reason, "today": today}
    refuse_unfit(rules.refusal(decision, lines, **said))
    take(
        approval,
        state=State.DECIDED,
        decision=decision,
        reason=reason,
        condition_until=condition_until,
        condition_text=condition_text.strip(),
        decided_by=by,
        decided_at=at,
        policy=policy,
        checklist=lines,
    )
    now, to = supplier.status, give_status(supplier, decision, at)
    if now != to:
        registry_changed.send(Supplier, suppliers=[supplier.pk], by=by, at=at)
    detail = {"decision": decision, "reason": reason, "policy": policy.name, "now": now, "to": to}
    if condition_until:
        detail |= {"condition": condition_text, "due_on": condition_until.isoformat()}
    record("suppliers.approval.decided", supplier, by=by, at=at, **detail)
    notices.approval_decided(approval, at=at)
    return approval


def seen_as(policy, lines):
    """What a checklist looked like, in one short text: the same policy and the same lines give the same."""
    text = json.dumps([policy.pk, lines], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def usable_policy():
    """The active policy; NotNow if there is none."""
    policy = active_policy()
    if policy is None:
        raise NotNow(
            _("No approval policy is active. An administrator activates one under Administration.")
        )
    return policy


def refuse_own(approval, by):
    """Four eyes: neither the proposer decides, nor whoever added the new supplier."""
    if approval.proposed_by_id == by.pk:
        raise NotYours(_("You proposed this approval: another person decides it."))
    if approval.kind == Kind.NEW and who_added(approval.supplier) == str(by.pk):
        raise NotYours(_("You added this supplier: another person decides its approval."))


def refuse_unfit(key):
    """Say why a decision cannot be kept: the moment, or a field of the form."""
    if key is None:
        return
    if key == "open":
        raise NotNow(REFUSALS[key])
    field = "condition_text" if key == "no_text" else "condition_until"
    raise ValidationError({"reason" if key == "no_reason" else field: REFUSALS[key]})


def take(approval, **fields):
    """Claim a proposal that is still open, and write these fields."""
    if Approval.objects.filter(pk=approval.pk, state=State.PROPOSED).update(**fields) != 1:
        raise NotNow(_("This proposal is not open any more: somebody has decided or withdrawn it."))
    for name, value in fields.items():
        setattr(approval, name, value)


def give_status(supplier, decision, at):
    """The supplier's status after a decision; NotNow if somebody moved or merged it meanwhile."""
    now = supplier.status
    if supplier.merged_into_id:
        raise NotNow(
            _("%s was merged into another supplier: propose the approval there.") % supplier.name
        )
    if not may_be_proposed(now):
        raise NotNow(
            _("%(name)s is “%(now)s” meanwhile: withdraw the proposal.")
            % {"name": supplier.name, "now": supplier.get_status_display()}
        )
    to = after_decision(now, decision)
    changed_at = at if to != now else supplier.changed_at
    held = Supplier.objects.standing().filter(pk=supplier.pk, status=now)
    if held.update(status=to, changed_at=changed_at) != 1:
        raise NotNow(_("Somebody else has just changed the status of %s.") % supplier.name)
    supplier.status, supplier.changed_at = to, changed_at
    return to


@transaction.atomic
def remind_of_condition(*, approval_id, on, at):
    """Tell the buyers that a condition's day comes or has passed, once for each step; 1 if they were told."""
    approval = (
        Approval.objects.running_conditions().select_related("supplier").filter(pk=approval_id)
    ).first()
    step = approval and step_on(approval.condition_until, on)
    if step is None:
        return 0
    unsaid = Approval.objects.filter(pk=approval_id).exclude(reminded_on__gte=step)
    if unsaid.update(reminded_on=on) != 1:
        return 0
    notices.condition_due(approval, on=on, at=at)
    return 1
