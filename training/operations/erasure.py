"""Who came is kept as long as it is needed; after that only that somebody came, and for how long."""

import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Attendance, Event, Registration, UnknownAttendee
from ..rules.retention import first_day_kept

#: What stands in the place of a name.
ERASED = "erased"


def kept_from(at):
    """The first day of events whose people's details are kept, seen from the moment `at`."""
    return first_day_kept(timezone.localdate(at), settings.ATTENDANCE_DETAILS_MONTHS)


def refuse_if_erased(event, *, at):
    """NotNow when the names of this event were erased: somebody added again would count twice."""
    old = event.starts_on < kept_from(at)
    if old and event.attendances.exclude(erased_at=None).exists():
        raise NotNow(
            _("The names of this event were erased after %(months)d months: nobody can be added by name.")
            % {"months": settings.ATTENDANCE_DETAILS_MONTHS}
        )  # fmt: skip


def events_to_erase(at):
    """Events before the first day kept that still hold somebody's details."""
    named = Attendance.objects.filter(erased_at=None).order_by().values("event")
    asked = Registration.objects.exclude(name=ERASED).order_by().values("event")
    unknown = UnknownAttendee.objects.exclude(name=ERASED).order_by().values("event")
    old = Event.objects.filter(starts_on__lt=kept_from(at))
    return old.filter(Q(pk__in=named) | Q(pk__in=asked) | Q(pk__in=unknown))


@transaction.atomic
def erase_details(event, *, at):
    """Erase names and addresses of everyone who came to, registered for or was unknown at this event; the
    counts, suppliers and times stay. Returns how many rows were erased."""
    rows = [
        *event.attendances.filter(erased_at=None),
        *event.registrations.exclude(name=ERASED),
        *event.unknown_attendees.exclude(name=ERASED),
    ]
    for row in rows:
        row.name, row.email, row.person_key = ERASED, "", f"erased {secrets.token_hex(16)}"
        if isinstance(row, Attendance):
            row.erased_at = at
    fields = ["name", "email", "person_key"]
    for model, more in ((Attendance, ["erased_at"]), (Registration, []), (UnknownAttendee, [])):
        mine = [row for row in rows if isinstance(row, model)]
        model.objects.bulk_update(mine, fields + more, batch_size=500)
    if rows:
        record("training.attendance.erased", event, by=None, at=at, rows=len(rows))
    return len(rows)
