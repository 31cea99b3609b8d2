"""The agenda of an event: its sessions. Those who were told of the event are told when it changes."""

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Session
from .events import told_of_change


@transaction.atomic
def add_session(event, *, topic, speaker, organisation, starts_at, minutes, place=None, by, at):
    """Add one item to the agenda; `minutes` 1–1440, `place` one of the event's, None: at all of them."""
    session = Session.objects.create(
        event=event,
        topic=topic,
        speaker=speaker,
        organisation=organisation,
        starts_at=starts_at,
        minutes=minutes,
        place=place,
    )
    record("training.session.added", event, by=by, at=at, topic=topic, minutes=minutes)
    told_of_change(event, at=at)
    return session


@transaction.atomic
def change_session(session, *, by, at):
    """Keep a changed item of the agenda (validated by its form)."""
    names = ("topic", "speaker", "organisation", "starts_at", "minutes", "place")
    values = {name: getattr(session, name) for name in names}
    if not Session.objects.filter(pk=session.pk).update(**values):
        raise NotNow(_("This session was removed meanwhile."))
    event, detail = session.event, {"topic": session.topic, "minutes": session.minutes}
    record("training.session.changed", event, by=by, at=at, **detail)
    told_of_change(event, at=at)
    return event


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
    told_of_change(event, at=at)
    return event
