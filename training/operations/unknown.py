"""Answers about persons of a list whose supplier was not known."""

from django.db import transaction
from django.utils.translation import gettext as _

from suppliers.operations import add_alias
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Event, UnknownAttendee
from ..queries.who import EventPeople, moments
from .attendance_lists import keep_stays
from .erasure import refuse_if_erased


@transaction.atomic
def add_unknown(question, *, supplier, alike=(), spelling=False, by, at):
    """These are people of this supplier: their attendance is added with the stays of the list.

    `alike`: further open questions with the same answer. `spelling`: remember the organisation as another
    spelling of the supplier, so that the next list does not ask. Returns how many were answered; NotNow
    when the question was answered before, or the event counts no attendance.
    """
    rows = _claim([question, *alike], UnknownAttendee.State.ADDED, supplier, by=by, at=at)
    by_event = {}
    for row in rows:
        by_event.setdefault(row.event, []).append(row)
    for event, some in by_event.items():
        _check_takes(event, supplier, at=at)
        _add(event, some, supplier, at=at)
        record(
            "training.unknown.added", event, by=by, at=at, supplier=supplier.code, count=len(some)
        )
    if spelling and question.organisation:
        add_alias(supplier=supplier, spelling=question.organisation, by=by, at=at)
    return len(rows)


@transaction.atomic
def leave_out(question, *, reason, alike=(), by, at):
    """These people are nobody's, such as a speaker; they do not count. The trail keeps the reason.
    Returns how many were answered."""
    rows = _claim([question, *alike], UnknownAttendee.State.LEFT_OUT, None, by=by, at=at)
    for event in {row.event for row in rows}:
        count = sum(row.event_id == event.pk for row in rows)
        record("training.unknown.left_out", event, by=by, at=at, count=count, reason=reason)
    return len(rows)


@transaction.atomic
def ask_again(question, *, by, at):
    """Take back that somebody was left out."""
    claimed = UnknownAttendee.objects.filter(
        pk=question.pk, state=UnknownAttendee.State.LEFT_OUT
    ).update(state=UnknownAttendee.State.OPEN, answered_at=None, answered_by=None)
    if claimed != 1:
        raise NotNow(_("Only somebody who was left out can be asked about again."))
    record("training.unknown.asked_again", question.event, by=by, at=at)
    question.refresh_from_db()
    return question


def _claim(questions, state, supplier, *, by, at):
    """Move the open ones of these; the first must be. Whoever comes second is told."""
    keys = [question.pk for question in questions]
    waiting = UnknownAttendee.objects.open().select_for_update().filter(pk__in=keys)
    rows = list(waiting.order_by("pk"))
    if questions[0].pk not in {row.pk for row in rows}:
        raise NotNow(_("This question has been answered already."))
    UnknownAttendee.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=state, supplier=supplier, answered_at=at, answered_by=by
    )
    events = Event.objects.in_bulk({row.event_id for row in rows})
    for row in rows:
        row.event = events[row.event_id]
    return rows


def _check_takes(event, supplier, *, at):
    if event.state not in (Event.State.OPEN, Event.State.HELD):
        raise NotNow(_("Attendance is recorded for open and held events only."))
    if event.head_counts.filter(supplier=supplier).exists():
        raise NotNow(_("People of this supplier are counted without names at this event."))
    refuse_if_erased(event, at=at)


def _add(event, rows, supplier, *, at):
    here, people = EventPeople(event), {}
    for row in rows:
        person = here.of_supplier(supplier.pk, row.name, row.email)
        stays = {} if person.corrected else dict(moments(row.stays))
        who = (person.supplier, person.key)
        _name, _email, known = people.setdefault(who, (person.name, person.email, {}))
        known.update(stays)
    keep_stays(event, people, at=at)
