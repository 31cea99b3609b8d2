"""Who came."""

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import (
    Attendance,
    Event,
    Interval,
)
from ..rules.counting import LONGEST_STAY, attended_seconds, person_key
from .erasure import refuse_if_erased


@transaction.atomic
def record_attendance(
    event, *, supplier, name, email="", entered_at=None, left_at=None, by, at, trail=True
):
    """One stay of one person; a re-join adds an interval to the same person-time.

    Repeating the same entry changes nothing but a leaving time learnt later. Without `entered_at`
    the person counts as there and the time as not recorded.
    """
    if event.state not in (Event.State.OPEN, Event.State.HELD):
        raise NotNow(_("Attendance is recorded for open and held events only."))
    refuse_if_erased(event, at=at)
    if left_at and (entered_at is None or left_at < entered_at):
        raise NotNow(_("%(name)s cannot leave before entering.") % {"name": name})
    if left_at and left_at - entered_at > LONGEST_STAY:
        raise NotNow(_("Nobody stays for more than a day at a time."))
    attendance, new = Attendance.objects.get_or_create(
        event=event,
        supplier=supplier,
        person_key=person_key(name, email),
        defaults={"name": name, "email": email, "recorded_at": at},
    )
    if entered_at is not None:
        _add_interval(attendance, entered_at, left_at)
    if trail:
        verb = "recorded" if new else "rejoined"
        record(f"training.attendance.{verb}", event, by=by, at=at, supplier=supplier.code)
    return attendance, new


def _add_interval(attendance, entered_at, left_at):
    interval, new = Interval.objects.get_or_create(
        attendance=attendance, entered_at=entered_at, defaults={"left_at": left_at}
    )
    if not new and left_at and interval.left_at != left_at:
        interval.left_at = left_at
        interval.save(update_fields=["left_at"])
    stays = list(attendance.intervals.values_list("entered_at", "left_at"))
    known = [stay for stay in stays if stay[1] is not None]
    attendance.attended_seconds = attended_seconds(known) if known else None
    attendance.save(update_fields=["attended_seconds"])


@transaction.atomic
def strike_attendance(attendance, *, reason, by, at):
    """Take back an attendance recorded by mistake; the trail keeps the reason."""
    event = attendance.event
    if not Attendance.objects.filter(pk=attendance.pk).delete()[0]:
        return event  # somebody else was first
    record(
        "training.attendance.struck",
        event,
        by=by,
        at=at,
        supplier=attendance.supplier.code,
        reason=reason,
    )
    return event
