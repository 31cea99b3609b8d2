"""Put a stay right that was recorded wrongly, with the reason."""

from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Event, Interval
from ..rules.counting import LONGEST_STAY
from .stays import recount


@transaction.atomic
def correct_stay(stay, *, entered_at, left_at, reason, by, at):
    """Change when somebody came and left (`left_at` None: not known), also after the year was published: its
    figures then stand beside those of now. NotNow where it cannot have been."""
    stay = Interval.objects.select_for_update(of=["self"]).select_related("attendance__event").get(pk=stay.pk)
    attendance = stay.attendance
    event = attendance.event
    if event.state not in (Event.State.OPEN, Event.State.HELD):
        raise NotNow(_("Attendance is recorded for open and held events only."))
    _refuse_impossible(attendance.name, entered_at, left_at)
    before = _told(stay, event)
    stay.entered_at, stay.left_at, stay.corrected_because = entered_at, left_at, reason
    try:
        with transaction.atomic():
            stay.save(update_fields=["entered_at", "left_at", "corrected_because"])
    except IntegrityError as error:
        raise NotNow(_("Another stay of this person begins at the same moment.")) from error
    recount(attendance)
    detail = {"reason": reason, "before": before, "after": _told(stay, event)}
    supplier = attendance.supplier.code
    record("training.attendance.corrected", event, by=by, at=at, supplier=supplier, **detail)
    return attendance


def _refuse_impossible(name, entered_at, left_at):
    if left_at and left_at < entered_at:
        raise NotNow(_("%(name)s cannot leave before entering.") % {"name": name})
    if left_at and left_at - entered_at > LONGEST_STAY:
        raise NotNow(_("Nobody stays for more than a day at a time."))


def _told(stay, event):
    """From – to in the event's own time, for the trail."""
    moments = [
        "?" if moment is None else moment.astimezone(ZoneInfo(event.zone)).strftime("%Y-%m-%d %H:%M:%S")
        for moment in (stay.entered_at, stay.left_at)
    ]
    return " – ".join(moments)
