"""More time: asked for with a reason, decided by another person, kept beside the old date.

An extension gives completion a later day. A pause lets every clock of the finding stand still until it
is ended, or until its last day; then the days it stood are added to the dates that were open.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role
from sustainportal.trail.operations import record

from .. import notices_findings as notices
from ..models import Finding, Postponement, Rating
from ..rules import life, postponing
from .deadlines import DUE, last_day, put_dates
from .moving import hold, not_moved, unreported
from .readings import post_open_findings

ASKED, GRANTED, REFUSED = Postponement.State
PAUSE = Postponement.Kind.PAUSE
NOT_TO_ASK = {
    "no_deadline": lambda: _("This finding has no deadline: there is nothing to postpone."),
    "paused": lambda: _("The clock stands still already."),
    "not_later": lambda: _("Choose a day after the one completion is due."),
    "late": lambda: _("Completion is overdue: a later day would rewrite what has passed."),
    "past": lambda: _("Choose a day that is still to come."),
    "beyond_cap": lambda: _("Nothing may be due after %(day)s (the cap after the closing meeting)."),
}


@transaction.atomic
def ask_postponement(*, finding, kind, until, reason, seen=None, by, at):
    """Ask for more time: an extension of completion to `until`, or a pause until that day. The supplier asks,
    or a reviewer on their own account; always with a reason, and another person decides."""
    held = hold(finding, by)
    _open_to_change(held, by)
    not_moved(held, seen)
    if not reason.strip():
        raise ValidationError({"reason": _("Please give the reason in a sentence.")})
    code, text = _fault(held, kind, until, at)
    if code:
        raise ValidationError({"until": text})
    try:
        with transaction.atomic():
            row = Postponement.objects.create(
                finding=held, kind=kind, until=until, reason=reason.strip(),
                due_before=held.complete_due, asked_at=at, asked_by=by,
            )  # fmt: skip
    except IntegrityError as twice:
        text = _("More time is already asked for: %s has to be decided first.") % held.reference
        raise NotNow(text) from twice
    record("audits.postponement.asked", held, by=by, at=at, kind=kind, until=until, reason=row.reason)
    notices.postponement_asked(row, at=at)
    return row


@transaction.atomic
def grant_postponement(*, postponement, remark="", by, at):
    """Grant it: an extension moves completion at once, a pause stops the clock from today. Of a priority
    finding procurement grants it. A ValidationError without a field if the day is not to be had any more."""
    row, held = _decidable(postponement, by)
    _open_to_change(held, by)
    if held.rating == Rating.PRIORITY and by.role != Role.PROCUREMENT:
        raise NotYours(_("More time for a priority finding is granted by procurement."))
    code, text = _fault(held, row.kind, row.until, at)
    if code:
        raise ValidationError(_("The day asked for has passed: refuse it.") if code == "past" else text)
    _decide(row, GRANTED, remark, by=by, at=at)
    if row.kind == PAUSE:
        held.paused_on = timezone.localdate(at)
        held.save(update_fields=["paused_on"])
    else:
        on = timezone.localdate(at)
        put_dates(
            held, postponing.extended(held.deadlines, row.until, on=on, reason=row.reason)
        )
        _keep_dates(held)
    record(
        "audits.postponement.granted", held, by=by, at=at,
        kind=row.kind, until=row.until, before=row.due_before, remark=row.remark,
    )  # fmt: skip
    notices.postponement_decided(row, at=at)
    post_open_findings([held.audit.site.supplier_id], by=by, at=at)
    return held


@transaction.atomic
def refuse_postponement(*, postponement, remark, by, at):
    """Refuse it, with a remark that says why."""
    row, held = _decidable(postponement, by)
    if not remark.strip():
        raise ValidationError({"remark": _("Please write a remark, so that the other side knows why.")})
    _decide(row, REFUSED, remark, by=by, at=at)
    record(
        "audits.postponement.refused", held, by=by, at=at,
        kind=row.kind, until=row.until, remark=row.remark,
    )  # fmt: skip
    notices.postponement_decided(row, at=at)
    return held


@transaction.atomic
def end_pause(*, finding, by, at):
    """A reviewer lets the clock run again from today."""
    held = hold(finding, by)
    if by.role not in life.REVIEWERS or held.is_auditee(by):
        raise NotYours(_("A pause is ended by a buyer or an auditor."))
    if held.paused_on is None:
        raise NotNow(_("The clock of %s is running already.") % held.reference)
    run_again(held, by=by, at=at)
    post_open_findings([held.audit.site.supplier_id], by=by, at=at)
    return held


def end_pauses(*, at):
    """End every pause whose last day has come, as of that day (for every night). Returns how many."""
    today = timezone.localdate(at)
    over = Postponement.objects.filter(
        kind=PAUSE, state=GRANTED, ended_on=None, until__lte=today
    ).values_list("finding", flat=True)
    return sum(_end_one(pk, at) for pk in list(over))


@transaction.atomic
def _end_one(pk, at):
    """End the pause of one finding if it still stands: True if it was."""
    names = ("provision", "audit__site__supplier", "audit__auditor", "audit__planned_by")
    rows = Finding.objects.select_related(*names, "audit__protocol__deadline_profile")
    held = rows.select_for_update(of=("self",)).get(pk=pk)
    ended = run_again(held, by=None, at=at)
    if ended:
        post_open_findings([held.audit.site.supplier_id], by=None, at=at)
    return ended


def run_again(finding, *, by, at, tell=True):
    """The clock of a finding runs again, inside the change that calls for it: the days it stood are added
    to the dates that were open when it stopped. False if it was running. `tell`: whether people are told;
    not where the change itself says more."""
    row = finding.postponements.filter(kind=PAUSE, state=GRANTED, ended_on=None).last()
    if row is None:
        return False
    ended_on = min(row.until, timezone.localdate(at))
    if Postponement.objects.filter(pk=row.pk, ended_on=None).update(ended_on=ended_on) != 1:
        return False
    finding.refresh_from_db(fields=["paused_on", "deadlines"])
    days = postponing.stood(finding.paused_on, ended_on)
    step = life.NEXT[_state_when(finding, row.decided_at)][1]
    parts = postponing.shifted(
        finding.deadlines, days, from_step=step, cap=last_day(finding), on=ended_on, reason=row.reason
    )
    put_dates(finding, parts)
    finding.paused_on = None
    _keep_dates(finding, "paused_on")
    record("audits.postponement.ended", finding, by=by, at=at, days=days, until=row.until)
    if tell:
        notices.pause_ended(finding, by=by, at=at)
    return True


def _state_when(finding, moment):
    """The state the finding was in at that moment."""
    step = finding.steps.filter(at__lte=moment).last()
    return step.to_state if step else life.NOT_STARTED


def _keep_dates(finding, *names):
    finding.save(update_fields=[*DUE.values(), "deadlines", *names])


def _fault(held, kind, until, at):
    """(code, text) of why the day cannot be had, or ("", ""); NotNow where no day could be."""
    cap = last_day(held)
    code = postponing.refusal(
        kind, until,
        today=timezone.localdate(at), due=held.complete_due, cap=cap, paused=held.paused_on is not None,
    )  # fmt: skip
    if code in ("no_deadline", "paused", "late"):
        raise NotNow(NOT_TO_ASK[code]())
    if not code:
        return "", ""
    return code, NOT_TO_ASK[code]() % {"day": cap and date_format(cap)}


def _open_to_change(held, by):
    unreported(held)
    if held.state not in life.POSTPONABLE:
        text = _("%(finding)s is “%(state)s”: there is nothing left to postpone.")
        raise NotNow(text % {"finding": held.reference, "state": held.get_state_display()})
    if by.role not in life.SUPPLIER | life.REVIEWERS:
        raise NotYours(_("This step is not for the role “%s”.") % by.get_role_display())


def _decidable(postponement, by):
    """(the row, its finding locked), if this person may decide it and nobody has."""
    held = hold(postponement.finding, by)
    row = Postponement.objects.select_related("asked_by", "decided_by").get(pk=postponement.pk)
    row.finding = held
    if row.asked_by_id == by.pk:
        raise NotYours(_("You asked for it: another person decides."))
    if by.role not in life.REVIEWERS or held.is_auditee(by):
        raise NotYours(_("More time is granted by a buyer or an auditor."))
    if row.state != ASKED:
        raise NotNow(_decided(row))
    return row, held


def _decide(row, state, remark, *, by, at):
    fields = {"state": state, "remark": remark.strip(), "decided_at": at, "decided_by": by}
    rows = Postponement.objects.filter(pk=row.pk, state=ASKED)
    if rows.update(**fields) != 1:
        raise NotNow(_decided(Postponement.objects.select_related("decided_by").get(pk=row.pk)))
    for name, value in fields.items():
        setattr(row, name, value)


def _decided(row):
    return _("%(person)s has decided it before you: %(state)s. Nothing of yours was kept.") % {
        "person": row.decided_by,
        "state": row.get_state_display(),
    }
