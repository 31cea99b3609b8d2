"""What suppliers' people are told about their registrations: seats, places, what was taken back."""

from collections import defaultdict

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.notices.operations import owe_each

from .calendar_entry import entry_writer
from .queries.people import people_by_supplier


def by_supplier(registrations):
    found = defaultdict(list)
    for row in registrations:
        found[row.supplier_id].append(row)
    return found


def names(rows):
    return ", ".join(row.name for row in rows)


def of(event, **more):
    """The words every text about an event may use."""
    return {"title": event.title, "date": date_format(event.starts_on)} | more


def tell_each(event, code, registrations, subject, body, *, at, calendar=""):
    """One notice to each person of each supplier: `body(rows)` writes it for that supplier's registrations."""
    people = people_by_supplier({row.supplier_id for row in registrations})
    owe_each(
        [
            (person, subject, lambda rows=rows: body(rows), event.get_absolute_url(), calendar)
            for supplier, rows in by_supplier(registrations).items()
            for person in people[supplier]
        ],
        code,
        at=at,
    )


def tell_seated(event, registrations, *, at):
    """Those who waited in line have a seat now."""
    if not registrations:
        return
    tell_each(
        event,
        "training.registration.seated",
        registrations,
        lambda: _("A seat has become free: %(title)s") % of(event),
        lambda rows: (
            _("Now registered for “%(title)s” on %(date)s: %(names)s.")
            % of(event, names=names(rows))
        ),
        at=at,
        calendar=entry_writer(event, at=at),
    )


def tell_struck(event, registration, reason, *, at):
    """The organiser took somebody's registration back."""
    tell_each(
        event,
        "training.registration.struck",
        [registration],
        lambda: _("Registration taken back: %(title)s") % of(event),
        lambda rows: (
            _("%(names)s cannot take part in “%(title)s” on %(date)s. Reason: %(reason)s")
            % of(event, names=names(rows), reason=reason)
        ),
        at=at,
    )


def tell_moved(event, registrations, place, *, at):
    """The place people had chosen was taken away."""
    tell_each(
        event,
        "training.registration.moved",
        registrations,
        lambda: _("Another place: %(title)s") % of(event),
        lambda rows: "\n".join(_moved(event, row, place) for row in rows),
        at=at,
    )


def _moved(event, row, place):
    words = {
        "name": row.name,
        "old": place.name,
        "new": row.place.name if row.place else event.place,
    }
    if row.waiting_since:
        return _("%(name)s: %(new)s instead of %(old)s; waits there for a seat.") % words
    if not words["new"]:
        return _("%(name)s: no longer at %(old)s.") % words
    return _("%(name)s: %(new)s instead of %(old)s.") % words
