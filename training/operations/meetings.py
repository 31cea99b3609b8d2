"""Plan a counselling meeting from findings; put findings on its agenda, and take them off again."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from audits.queries import open_findings
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Event, Invitation, TreatedFinding
from . import invite, plan_event

CHANGEABLE = (Event.State.DRAFT, Event.State.OPEN, Event.State.HELD)


@transaction.atomic
def plan_meeting(event, *, findings, reasons, by, at):
    """Keep a new counselling meeting (validated by its form) as a draft, with its agenda and invitations.
    `findings`: {finding id: why it is treated}; `reasons`: {supplier id: why it is invited}."""
    event.kind, event.attendance_required = Event.Kind.COUNSELLING, True
    plan_event(event, by=by, at=at)
    add_findings(event, findings=findings, reasons=reasons, by=by, at=at)
    return event


@transaction.atomic
def add_findings(event, *, findings, reasons, by, at):
    """Put findings on the agenda and invite the suppliers that are not yet. Of a meeting that was held: what was
    treated as well, of invited suppliers. Returns how many were new."""
    held = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if held.kind != Event.Kind.COUNSELLING or held.state not in CHANGEABLE:
        raise NotNow(_("Findings are treated in counselling meetings that are not cancelled."))
    known = set(held.treated.values_list("finding", flat=True))
    new = {key: why for key, why in findings.items() if key not in known}
    suppliers = _suppliers_of(new)
    _invite(held, suppliers, reasons, by=by, at=at)
    TreatedFinding.objects.bulk_create(
        TreatedFinding(event=held, finding_id=key, why=why[:200], added_at=at)
        for key, why in new.items()
    )
    if new:
        record("training.meeting.findings_added", held, by=by, at=at, findings=len(new))
    return len(new)


def _suppliers_of(findings):
    """{supplier id: how many of these}; NotNow if one of them is not open any more."""
    rows = open_findings().to_put_right().filter(pk__in=list(findings)).order_by()
    counts = defaultdict(int)
    for supplier in rows.values_list("audit__site__supplier", flat=True):
        counts[supplier] += 1
    if sum(counts.values()) != len(findings):
        raise NotNow(_("Some of these findings are no longer open. Look again and choose anew."))
    return counts


def _invite(event, suppliers, reasons, *, by, at):
    invited = Invitation.objects.filter(event=event, supplier__in=list(suppliers))
    missing = set(suppliers) - set(invited.values_list("supplier", flat=True))
    if missing and event.state == Event.State.HELD:
        raise NotNow(_("This meeting was held: only findings of invited suppliers can be added."))
    if missing:
        words = _("open findings: %(count)d")
        picks = {key: reasons.get(key) or words % {"count": suppliers[key]} for key in missing}
        invite(event, picks, by=by, at=at)


@transaction.atomic
def remove_finding(treated, *, by, at):
    """Take a finding off the agenda, as long as nothing of it was written down. The invitation stays."""
    event = treated.event
    if event.state not in CHANGEABLE:
        raise NotNow(_("This meeting is cancelled; its agenda stays as it was."))
    held = TreatedFinding.objects.select_for_update(of=("self",)).filter(pk=treated.pk).first()
    if held is None:
        return event  # somebody else was first
    if held.treated_at or held.follow_ups.exists():
        raise NotNow(_("Its cause or a follow-up is recorded: it stays on the agenda."))
    held.delete()
    reference = treated.finding.reference
    record("training.meeting.finding_removed", event, by=by, at=at, finding=reference)
    return event
