"""What people are told about events."""

from django.utils.translation import gettext as _

from sustainportal.accounts.models import User
from sustainportal.notices.operations import owe, owe_each, take_back_owed

from .calendar_entry import CANCEL, entry_writer
from .notices_registration import by_supplier, names, of
from .queries.people import people_by_supplier


def people_of(supplier_ids):
    return User.objects.filter(is_active=True, memberships__supplier__in=supplier_ids)


def concerned(event):
    """The people of every supplier that was invited or has registered."""
    ids = set(event.invitations.values_list("supplier", flat=True))
    ids |= set(event.registrations.values_list("supplier", flat=True))
    return people_of(ids)


def tell_invited(event, supplier_ids, *, at):
    """Everyone of the invited suppliers is told once, with the entry for their calendar."""
    owe(
        people_of(supplier_ids),
        "training.event.invited",
        subject=lambda: _("Invitation: %(title)s") % of(event),
        body=lambda: (
            _(
                "Your company is invited to “%(title)s” on %(date)s. Please register your people, "
                "or say that nobody can come."
            )
            % of(event)
        ),
        link=event.get_absolute_url(),
        at=at,
        calendar=entry_writer(event, at=at),
    )


def tell_changed(event, *, at):
    """Everyone of the suppliers that were invited or have registered is told. What was said of a change
    before and is not mailed yet is taken back: they are told once, with what holds now."""
    take_back_owed("training.event.changed", link=event.get_absolute_url())
    owe(
        concerned(event),
        "training.event.changed",
        subject=lambda: _("Changed: %(title)s") % of(event),
        body=lambda: (
            _("Date, place or agenda have changed. “%(title)s” is on %(date)s now. %(where)s")
            % of(event, where=_where(event))
        ).strip(),
        link=event.get_absolute_url(),
        at=at,
        calendar=entry_writer(event, at=at),
    )


def _where(event):
    return _("Place: %(place)s") % {"place": event.place} if event.place else ""


def tell_cancelled(event, *, at):
    """Everyone of the suppliers that were invited or had registered is told."""
    take_back_owed("training.event.changed", link=event.get_absolute_url())
    owe(
        concerned(event),
        "training.event.cancelled",
        subject=lambda: _("Cancelled: %(title)s") % of(event),
        body=lambda: _("“%(title)s” on %(date)s will not take place.") % of(event),
        link=event.get_absolute_url(),
        at=at,
        calendar=entry_writer(event, at=at, method=CANCEL),
    )


def ask_why_absent(event, supplier_ids, *, at):
    """Attendance was required and nobody of these suppliers came."""
    owe(
        people_of(supplier_ids),
        "training.event.absent",
        subject=lambda: _("Nobody came: %(title)s") % of(event),
        body=lambda: (
            _("Attendance at “%(title)s” on %(date)s was required. Please say why nobody came.")
            % of(event)
        ),
        link=event.get_absolute_url(),
        at=at,
    )


def remind(event, unanswered, registrations, *, at, leave_out=frozenset()):
    """Remind the people of suppliers that have not answered (ids) and of those with registrations, seated
    or waiting: one notice a person, none for those in `leave_out` (ids). Returns how many."""
    rows = by_supplier(registrations)
    people = people_by_supplier({*unanswered, *rows})
    return owe_each(
        [
            (
                person,
                lambda: _("Reminder: %(title)s on %(date)s") % of(event),
                lambda supplier=supplier: _reminder(event, rows.get(supplier, ())),
                event.get_absolute_url(),
            )
            for supplier in dict.fromkeys([*unanswered, *rows])
            for person in people[supplier]
            if person.pk not in leave_out
        ],
        "training.event.reminder",
        at=at,
    )


def _reminder(event, rows):
    if not rows:
        return _(
            "Your company is invited and has not answered yet. Please register your people, or say that nobody can come."
        )
    seated = [row for row in rows if row.waiting_since is None]
    waiting = [row for row in rows if row.waiting_since is not None]
    parts = [_where(event)]
    if seated:
        parts.append(_("Registered: %(names)s.") % {"names": names(seated)})
    if waiting:
        parts.append(_("Waiting for a seat: %(names)s.") % {"names": names(waiting)})
    return "\n".join(part for part in parts if part)
