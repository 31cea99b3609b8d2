"""What a counselling meeting finds out, and what is promised in it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audits.operations import find_cause
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.operations import record

from .. import notices_counselling as notices
from ..models import Event, FollowUp, TreatedFinding
from ..queries.counselling import may_do, may_treat


@transaction.atomic
def record_cause(treated, *, cause, seen=None, by, at):
    """Keep the cause found and carry it into the finding's next plan. `seen`: when the cause was last recorded
    as the person saw it (None: not yet); if somebody else was faster, NotNow."""
    _on_the_day(treated.event, by=by, at=at)
    cause = cause.strip()
    event, finding, link = treated.event, treated.finding, treated.get_absolute_url()
    find_cause(finding=finding, text=cause, source=event.title, link=link, by=by, at=at)
    rows = TreatedFinding.objects.filter(pk=treated.pk, treated_at=seen)
    if rows.update(cause=cause, treated_at=at, treated_by=by) != 1:
        raise NotNow(_("Somebody else recorded the cause meanwhile. Read it, then change it."))
    treated.cause, treated.treated_at, treated.treated_by = cause, at, by
    record("training.meeting.cause_recorded", event, by=by, at=at, finding=finding.reference)
    if seen is None:
        notices.cause_found(treated, by=by, at=at)
    return treated


@transaction.atomic
def add_follow_up(treated, *, text, owner="", owner_user=None, due_on, by, at):
    """Keep what somebody promised. `owner`: a name; where a login is given, its name counts. `due_on`: today or
    later. Its first reminder comes after the day of the promise."""
    _on_the_day(treated.event, by=by, at=at)
    today = timezone.localdate(at)
    if due_on < today:
        raise ValidationError({"due_on": _("This day is over already.")})
    name = str(owner_user) if owner_user else owner.strip()
    if not name:
        raise ValidationError({"owner": _("Say who sees to it: a name, or one of the people.")})
    if not TreatedFinding.objects.select_for_update(of=("self",)).filter(pk=treated.pk).exists():
        raise NotNow(_("This finding is not on the agenda any more."))
    follow_up = FollowUp.objects.create(
        treated=treated,
        text=text.strip(),
        owner=name[:120],
        owner_user=owner_user,
        due_on=due_on,
        reminded_on=today,
    )
    _told("added", follow_up, by=by, at=at, due_on=due_on)
    notices.promised(follow_up, by=by, at=at)
    return follow_up


@transaction.atomic
def do_follow_up(follow_up, *, remark, by, at):
    """It is done. By its owner, the supplier's people for what is theirs, the lead auditor or procurement."""
    if not may_do(by, follow_up):
        raise NotYours(_("Somebody else sees to this: only they can say that it is done."))
    rows = FollowUp.objects.filter(pk=follow_up.pk, done_at=None)
    if rows.update(done_at=at, done_by=by, done_remark=remark.strip()) != 1:
        raise NotNow(_("This is marked as done already."))
    follow_up.done_at, follow_up.done_by, follow_up.done_remark = at, by, remark.strip()
    _told("done", follow_up, by=by, at=at, remark=remark.strip())
    notices.done(follow_up, by=by, at=at)
    return follow_up


@transaction.atomic
def reopen_follow_up(follow_up, *, by, at):
    """Take back that it is done; by who treats the meeting's findings. It is reminded of again."""
    _treats(follow_up.treated.event, by)
    rows = FollowUp.objects.filter(pk=follow_up.pk, done_at__isnull=False)
    undone = {"done_at": None, "done_by": None, "done_remark": ""}
    if rows.update(**undone, reminded_on=timezone.localdate(at)) != 1:
        raise NotNow(_("This is not marked as done."))
    _told("reopened", follow_up, by=by, at=at)
    return follow_up


@transaction.atomic
def remove_follow_up(follow_up, *, by, at):
    """Take back a follow-up that is not done; by who treats the meeting's findings."""
    _treats(follow_up.treated.event, by)
    if not FollowUp.objects.filter(pk=follow_up.pk, done_at=None).delete()[0]:
        raise NotNow(_("What is done stays in the record."))
    _told("removed", follow_up, by=by, at=at)
    return follow_up.treated


def _treats(event, by):
    if not may_treat(by, event):
        raise NotYours(_("Only the auditor who leads the meeting, or procurement, does this."))


def _on_the_day(event, *, by, at):
    """NotNow before the meeting's day (in its own zone), and where it is no plan any more or not yet one."""
    _treats(event, by)
    if event.state not in (Event.State.OPEN, Event.State.HELD):
        raise NotNow(_("Causes and follow-ups are written down in a meeting that is open or held."))
    if not event.has_come(at):
        day = date_format(event.starts_on)
        raise NotNow(
            _("The meeting is on %(day)s: this is written down from then on.") % {"day": day}
        )


def _told(what, follow_up, *, by, at, **detail):
    event = follow_up.treated.event
    words = {"finding": follow_up.treated.finding.reference, "text": follow_up.text[:100]}
    record(f"training.follow_up.{what}", event, by=by, at=at, **words, **detail)
