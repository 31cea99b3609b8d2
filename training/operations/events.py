"""Plan an event, invite to it, open, hold or cancel it."""

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from .. import notices
from ..models import (
    Event,
    Invitation,
    Session,
)


@transaction.atomic
def plan_event(event, *, by, at):
    """Keep a new or changed event (validated by its form). Held and cancelled events stand still.

    A change writes everything but the state: opening or holding it at the same moment is not undone.
    """
    new = event.pk is None
    if new:
        event.created_at = at
        event.save()
    else:
        standing = Event.objects.filter(pk=event.pk, state__in=["draft", "open"])
        if standing.update(**_described(event)) != 1:
            raise NotNow(_("This event is over; its data can no longer be changed."))
    record(f"training.event.{'planned' if new else 'changed'}", event, by=by, at=at)
    return event


def _described(event):
    """{field: value} of what a person says of an event."""
    kept = {"id", "state", "created_at", "opened_at"}
    fields = [field.attname for field in Event._meta.concrete_fields if field.name not in kept]
    return {name: getattr(event, name) for name in fields}


@transaction.atomic
def add_session(event, *, topic, speaker, organisation, starts_at, minutes, by, at):
    """Add one item to the agenda; `minutes` 1–1440."""
    session = Session.objects.create(
        event=event,
        topic=topic,
        speaker=speaker,
        organisation=organisation,
        starts_at=starts_at,
        minutes=minutes,
    )
    record("training.session.added", event, by=by, at=at, topic=topic, minutes=minutes)
    return session


@transaction.atomic
def remove_session(session, *, by, at):
    """Take an item off the agenda; the event's hours shrink by it."""
    event = session.event
    if not Session.objects.filter(pk=session.pk).delete()[0]:
        return event  # somebody else was first
    record(
        "training.session.removed",
        event,
        by=by,
        at=at,
        topic=session.topic,
        minutes=session.minutes,
    )
    return event


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
    """Open → held: from now on its hours and attendances count."""
    return _move(
        event,
        source=[Event.State.OPEN],
        target=Event.State.HELD,
        by=by,
        at=at,
        refusal=_("Only an event that is open can be marked as held."),
    )


@transaction.atomic
def cancel_event(event, *, by, at):
    """Draft or open → cancelled: nothing of it counts; those who were told are told again."""
    was_open = event.state == Event.State.OPEN
    _move(
        event,
        source=[Event.State.DRAFT, Event.State.OPEN],
        target=Event.State.CANCELLED,
        by=by,
        at=at,
        refusal=_("An event that was held or cancelled cannot be cancelled."),
    )
    if was_open:
        notices.tell_cancelled(event, at=at)
    return event


@transaction.atomic
def invite(event, picks, *, by, at):
    """Invite suppliers: `picks` maps supplier id → reason. Returns how many were new."""
    if event.state not in (Event.State.DRAFT, Event.State.OPEN):
        raise NotNow(_("Nobody can be invited to an event that is over."))
    known = set(event.invitations.values_list("supplier", flat=True))
    new = {key: reason for key, reason in picks.items() if key not in known}
    Invitation.objects.bulk_create(
        [
            Invitation(event=event, supplier_id=key, reason=reason, invited_at=at)
            for key, reason in new.items()
        ],
        ignore_conflicts=True,
    )
    record("training.event.invited", event, by=by, at=at, suppliers=len(new))
    if event.state == Event.State.OPEN:
        notices.tell_invited(event, list(new), at=at)
    return len(new)
