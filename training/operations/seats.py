"""The seats of an event under a lock: two who want the last one never both get it."""

from django.db.models import Count

from sustainportal.trail.operations import entry, record_many

from .. import notices_registration as notices
from ..models import Event, Registration
from ..rules.seats import Seats, free, next_in_line


def hold_seats(event):
    """(the event as it is now, its Seats), the event's row locked until the transaction ends. Everything
    that gives or takes a seat begins here."""
    event = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    return event, seats_of(event)


def seats_of(event):
    """The seats left at this moment; two queries."""
    rows = event.registrations.seated().order_by().values_list("place")
    taken = dict(rows.annotate(n=Count("pk")))
    places = {
        pk: free(capacity, taken.get(pk, 0))
        for pk, capacity in event.places.order_by().values_list("pk", "capacity")
    }
    return Seats(free(event.capacity, sum(taken.values())), places)


def move_up(event, seats, *, by, at):
    """Those first in line take the seats that are left, and their people are told. Returns how many.
    Only while the event is open: afterwards a seat is worth nothing."""
    if event.state != Event.State.OPEN:
        return 0
    line = list(event.registrations.waiting().select_related("supplier", "place"))
    chosen = set(next_in_line(seats, [(row.pk, row.place_id) for row in line]))
    moved = [row for row in line if row.pk in chosen]
    Registration.objects.filter(pk__in=chosen).update(waiting_since=None)
    record_many(
        [
            entry("training.registration.seated", event, by=by, at=at, supplier=row.supplier.code)
            for row in moved
        ]
    )
    notices.tell_seated(event, moved, at=at)
    return len(moved)
