"""What waits for a person in this room."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sustainportal.web.waiting import Waiting

from ..models import Attendance, Event, HeadCount, Invitation
from .answers import with_came, with_registered
from .assignment import courses_to_take
from .board import boards_to_read
from .counselling import follow_ups_waiting

#: What an invitation waits for, and its name.
WAITS = {"answer": gettext_lazy("our answer"), "why": gettext_lazy("why nobody came")}


def invitations_waiting(person, what, on):
    """The invitations of the person's own supplier that wait for what WAITS names, as of a day."""
    rows = Invitation.objects.visible_to(person).order_by()
    if what == "answer":
        rows = rows.filter(event__state=Event.State.OPEN, event__starts_on__gte=on)
        rows = rows.filter(declined_at=None)
        return with_registered(rows).filter(registered=False)
    known = Q(event__in=_events_of(Attendance)) | Q(event__in=_events_of(HeadCount))
    before = Q(event__held_at=None) | Q(event__held_at__lt=_begin(on))  # who_came_is_known
    rows = rows.filter(known, before, event__state=Event.State.HELD)
    rows = rows.filter(event__attendance_required=True)
    rows = rows.filter(declined_at=None, excused_because="")
    return with_came(rows).filter(somebody_came=False)


def _begin(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _events_of(model):
    return model.objects.order_by().values("event")


def waiting_for(person, *, on):
    """The piles of this person: a query for each, five at most."""
    piles = []
    if person.has_perm("training.decline_invitation"):
        piles += [
            _pile(person, _("Invitations to answer"), "answer", on),
            _pile(person, _("Events nobody of yours came to: say why"), "why", on),
        ]
    piles += follow_ups_waiting(person, on)
    piles += courses_to_take(person, on)
    return piles + boards_to_read(person)


def _pile(person, label, what, on):
    address = f"{reverse('training:event_list')}?waits={what}"
    return Waiting(label, invitations_waiting(person, what, on).count(), address)
