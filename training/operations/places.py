"""The places of an event: add one, change it, remove it and move its people."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from .. import notices_registration as notices
from ..models import Event, Place, Registration
from .events import refuse_fewer_seats, told_of_change
from .seats import hold_seats, move_up


def _hold(event):
    event, seats = hold_seats(event)
    if event.state not in (Event.State.DRAFT, Event.State.OPEN):
        raise NotNow(_("This event is over; its places stand as they were."))
    return event, seats


@transaction.atomic
def keep_place(place, *, by, at):
    """Keep a new or changed place (validated by its form). ValidationError when its event has one of this
    name, or more people have a seat there than there would be seats."""
    event, _seats = _hold(place.event)
    if event.places.filter(name=place.name).exclude(pk=place.pk).exists():
        raise ValidationError({"name": _("This event has a place of this name already.")})
    new, before = place.pk is None, event.places.filter(pk=place.pk).first()
    if not new:
        if before is None:
            raise NotNow(_("This place was removed meanwhile."))
        refuse_fewer_seats(place.capacity, place.registrations.seated().count())
    place.save()
    verb = "added" if new else "changed"
    record(f"training.place.{verb}", event, by=by, at=at, place=place.name)
    if new or (before.name, before.address) != (place.name, place.address):
        told_of_change(event, at=at)
    move_up(*hold_seats(event), by=by, at=at)
    return event


@transaction.atomic
def remove_place(place, *, to=None, by, at):
    """Take a place away. Its sessions and people move to `to`, another place of the event; whoever finds no
    seat there waits in line, and the suppliers' people are told. NotNow when it has people or sessions,
    there are other places, and `to` is not given."""
    event, _seats = _hold(place.event)
    others = event.places.exclude(pk=place.pk)
    if to is not None and not others.filter(pk=to.pk).exists():
        raise NotNow(_("This is not another place of this event."))
    people = list(event.registrations.filter(place=place).select_related("supplier"))
    sessions = event.sessions.filter(place=place)
    if to is None and (people or sessions.exists()) and others.exists():
        raise NotNow(_("Say where the people and sessions of this place go."))
    sessions.update(place=to)
    moved = _moved(event, people, to, at)
    Place.objects.filter(pk=place.pk).delete()
    record("training.place.removed", event, by=by, at=at, place=place.name)
    notices.tell_moved(event, moved, place, at=at)
    told_of_change(event, at=at)
    move_up(*hold_seats(event), by=by, at=at)
    return event


def _moved(event, people, to, at):
    """The people with their new place; too many there: those who registered last wait in line."""
    event.registrations.filter(pk__in=[row.pk for row in people]).update(place=to)
    seated = [row for row in people if row.waiting_since is None]
    seated.sort(key=lambda row: (row.registered_at, row.pk))
    late = seated[max(0, len(seated) - _over(event, to)) :]
    Registration.objects.filter(pk__in=[row.pk for row in late]).update(waiting_since=at)
    for row in late:
        row.waiting_since = at
    for row in people:
        row.place = to
    return people


def _over(event, place):
    """How many more people have a seat at a place than it has seats."""
    if place is None or place.capacity is None:
        return 0
    return max(0, event.registrations.seated().filter(place=place).count() - place.capacity)
