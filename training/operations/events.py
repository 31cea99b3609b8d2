"""Plan an event, invite to it, open, hold or cancel it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from .. import notices
from ..models import Event
from ..notices_satisfaction import ask_satisfaction
from .postponing import move_agenda
from .readings import ask_to_post
from .seats import hold_seats, move_up

#: What the invited and registered are told of when it changes, and their calendars with them.
TOLD = ("title", "starts_on", "is_online", "place", "zone")
KEPT = {"id", "state", "created_at", "opened_at", "held_at", "revision", "secret"}


@transaction.atomic
def plan_event(event, *, by, at):
    """Keep a new or changed event (validated by its form). Held and cancelled events stand still.

    A change writes everything but the state: opening or holding it at the same moment is not undone. More seats
    go to those in line; another day takes the sessions with it, and like another place of an open event it is
    told. ValidationError at `capacity` when more people have a seat than there would be seats, at `kind` when
    a counselling meeting with findings would no longer be one.
    """
    if event.pk is None:
        event.created_at = at
        event.save()
        record("training.event.planned", event, by=by, at=at)
        return event
    before, _seats = hold_seats(event)
    if before.state not in (Event.State.DRAFT, Event.State.OPEN):
        raise NotNow(_("This event is over; its data can no longer be changed."))
    refuse_fewer_seats(event.capacity, before.registrations.seated().count())
    _refuse_other_kind(event, before)
    Event.objects.filter(pk=event.pk).update(**_described(event))
    record("training.event.changed", event, by=by, at=at)
    if event.starts_on != before.starts_on:
        move_agenda(event, (event.starts_on - before.starts_on).days)
    if any(getattr(before, name) != getattr(event, name) for name in TOLD):
        told_of_change(event, at=at)
    if event.capacity != before.capacity:
        move_up(*hold_seats(event), by=by, at=at)
    return event


def _described(event):
    """{field: value} of what a person says of an event."""
    fields = [field.attname for field in Event._meta.concrete_fields if field.name not in KEPT]
    return {name: getattr(event, name) for name in fields}


def refuse_fewer_seats(capacity, taken):
    """ValidationError when fewer seats are asked for than people have."""
    if capacity is not None and capacity < taken:
        text = _("%(taken)d people have a seat already. Take registrations back first.")
        raise ValidationError({"capacity": text % {"taken": taken}})


def _refuse_other_kind(event, before):
    counselled = before.kind == Event.Kind.COUNSELLING and event.kind != before.kind
    if counselled and before.treated.exists():
        text = _("Findings stand on the agenda of this meeting: it stays a counselling meeting.")
        raise ValidationError({"kind": text})


def told_of_change(event, *, at):
    """Another day, place or agenda: the calendar entry of an open event is a new one, and those it
    concerns are told. Inside the transaction of the change."""
    if Event.objects.filter(pk=event.pk, state=Event.State.OPEN).update(revision=F("revision") + 1):
        event.refresh_from_db(fields=["revision"])
        notices.tell_changed(event, at=at)


def _move(event, *, source, target, by, at, refusal, **fields):
    """Claim a move of the event's state, or say why it cannot be."""
    if Event.objects.filter(pk=event.pk, state__in=source).update(state=target, **fields) != 1:
        raise NotNow(refusal)
    event.state = target
    record(f"training.event.{target}", event, by=by, at=at)
    return event


@transaction.atomic
def open_event(event, *, by, at):
    """Draft → open: it can now be seen and registered for; the invited are told."""
    if not event.sessions.exists():
        raise NotNow(_("Add at least one session before you open the event."))
    if event.kind == Event.Kind.COUNSELLING and event.lead_id is None:
        raise NotNow(_("A counselling meeting is led by an auditor: choose one first."))
    _move(
        event,
        source=[Event.State.DRAFT],
        target=Event.State.OPEN,
        by=by,
        at=at,
        refusal=_("Only a draft can be opened for registration."),
        opened_at=at,
    )
    invited = list(event.invitations.values_list("supplier", flat=True))
    notices.tell_invited(event, invited, at=at)
    return event


@transaction.atomic
def hold_event(event, *, by, at):
    """Open → held: from now on its hours and attendances count. Those known to have come are asked what they
    thought of it; who comes to be known later, and who was absent, is asked in a night (tasks/reminders.py).
    NotNow before its first day, in its own time zone."""
    if not event.has_come(at):
        day = date_format(event.starts_on)
        raise NotNow(_("This event is on %(day)s: only then can it be marked as held.") % {"day": day})
    _move(
        event,
        source=[Event.State.OPEN],
        target=Event.State.HELD,
        by=by,
        at=at,
        refusal=_("Only an event that is open can be marked as held."),
        held_at=at,
    )
    event.held_at = at
    ask_satisfaction(event, at=at)
    ask_to_post(event, at=at)
    return event


@transaction.atomic
def cancel_event(event, *, by, at):
    """Draft or open → cancelled: nothing of it counts; those who were told are told again."""
    before = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    _move(
        event,
        source=[Event.State.DRAFT, Event.State.OPEN],
        target=Event.State.CANCELLED,
        by=by,
        at=at,
        refusal=_("An event that was held or cancelled cannot be cancelled."),
        revision=F("revision") + 1,
    )
    if before.state == Event.State.OPEN:
        event.refresh_from_db(fields=["revision"])
        notices.tell_cancelled(event, at=at)
    return event
