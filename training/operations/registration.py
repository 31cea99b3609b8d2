"""Register people for an event, and take registrations back: whoever finds no seat waits in line."""

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import entry, record, record_many

from .. import notices_registration as notices
from ..models import Event, Registration
from ..rules.counting import person_key
from .answers import take_back_decline
from .seats import hold_seats, move_up


@transaction.atomic
def register(event, *, supplier, name, email, place=None, by, at):
    """Register one person of a supplier for an open event; see `register_people`."""
    people = [{"name": name, "email": email, "place": place}]
    return register_people(event, supplier=supplier, people=people, by=by, at=at)[0]


def refuse_to_register(event):
    """NotNow unless people may be registered for the event now."""
    if event.state != Event.State.OPEN:
        raise NotNow(_("This event is not open for registration."))


@transaction.atomic
def register_people(event, *, supplier, people, by, at):
    """Register several people of a supplier for an open event: all of them or, with NotNow, none.

    people: [{"name", "email", "place" (of this event, or None)}], in the order they are seated. Those for
    whom no seat is left wait in line. A declined invitation is answered with this.
    """
    event, seats = hold_seats(event)
    refuse_to_register(event)
    _refuse_known(event, supplier, people)
    rows = [_row(event, seats, supplier, person, at) for person in people]
    Registration.objects.bulk_create(rows)
    take_back_decline(event, supplier, by=by, at=at)
    record_many(
        [
            entry(
                f"training.registration.{'waiting' if row.waiting_since else 'made'}", event,
                by=by, at=at, supplier=supplier.code,
            )
            for row in rows
        ]
    )  # fmt: skip
    return rows


def _row(event, seats, supplier, person, at):
    place = person.get("place")
    if place is not None and place.pk not in seats.places:
        raise NotNow(
            _("The place of %(name)s is not one of this event.") % {"name": person["name"]}
        )
    key = place.pk if place else None
    seated = seats.has(key)
    if seated:
        seats.take(key)
    return Registration(
        event=event,
        supplier=supplier,
        name=person["name"],
        email=person["email"],
        person_key=person_key(person["name"], person["email"]),
        place=place,
        registered_at=at,
        waiting_since=None if seated else at,
    )


def _refuse_known(event, supplier, people):
    """NotNow that names the first person who is registered already, or stands there twice."""
    known = set(event.registrations.filter(supplier=supplier).values_list("person_key", flat=True))
    for person in people:
        key = person_key(person["name"], person["email"])
        if key in known:
            raise NotNow(_("%(name)s is already registered.") % {"name": person["name"]})
        known.add(key)


@transaction.atomic
def withdraw(registration, *, by, at):
    """Take a registration back before the event is held; the next in line takes the seat."""
    event, supplier = registration.event, registration.supplier
    if _deleted(registration, by=by, at=at):
        record("training.registration.withdrawn", event, by=by, at=at, supplier=supplier.code)
    return event


@transaction.atomic
def strike_registration(registration, *, reason, by, at):
    """The organiser takes somebody's registration back; the supplier's people are told why."""
    event, supplier = registration.event, registration.supplier
    if _deleted(registration, by=by, at=at):
        code = supplier.code
        record("training.registration.struck", event, by=by, at=at, supplier=code, reason=reason)
        notices.tell_struck(event, registration, reason, at=at)
    return event


def _deleted(registration, *, by, at):
    """Delete it and seat the next; False when somebody else was first."""
    event, _seats = hold_seats(registration.event)
    if event.state != Event.State.OPEN:
        raise NotNow(_("This event is over; the registration stays as it was."))
    if not Registration.objects.filter(pk=registration.pk).delete()[0]:
        return False
    event, seats = hold_seats(event)
    move_up(event, seats, by=by, at=at)
    return True


@transaction.atomic
def choose_place(registration, *, place, by, at):
    """Move a registered person to another place of the event. Who has a seat keeps one or stays; who waits
    keeps their turn in the line of the new place."""
    event, seats = hold_seats(registration.event)
    row = Registration.objects.filter(pk=registration.pk).select_related("supplier").first()
    if event.state != Event.State.OPEN or row is None:
        raise NotNow(_("This event is over; the registration stays as it was."))
    if place.pk not in seats.places:
        raise NotNow(_("This is not a place of this event."))
    if row.place_id == place.pk:
        return event
    if row.waiting_since is None:
        seats.give_back(row.place_id)
        if not seats.has(place.pk):
            raise NotNow(_("All seats are taken there. Choose another place."))
        seats.take(place.pk)
    Registration.objects.filter(pk=row.pk).update(place=place)
    detail = {"supplier": row.supplier.code, "place": place.name}
    record("training.registration.moved", event, by=by, at=at, **detail)
    move_up(event, seats, by=by, at=at)
    return event
