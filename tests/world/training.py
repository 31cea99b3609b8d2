"""An open event for each mill, led by its auditor, with people; a draft event; courses for everyone."""

import datetime as dt

from training import operations
from training.models import Attendance, Course, Event, Invitation, Lesson, Session, UnknownAttendee

from ..conftest import NOW


def build(world):
    buyer = world.people["procurement"]
    event(world.own, buyer, "E-1", lead=world.people["auditor"])
    event(world.foreign, buyer, "E-2", lead=world.strange_auditor)
    world.draft.event = planned("E-3", world.people["auditor"], Event.State.DRAFT)
    world.draft.session = session(world.draft.event)
    Invitation.objects.create(
        event=world.draft.event, supplier=world.own.supplier, reason="picked", invited_at=NOW
    )
    for half, code in ((world.own, "C-1"), (world.foreign, "C-2"), (world.draft, "C-3")):
        half.course = Course.objects.create(
            code=code, title=f"Course {code}", language="en", is_published=half is not world.draft
        )
        half.lesson = Lesson.objects.create(
            course=half.course, position=1, title="First", body="Read this."
        )


def planned(code, lead, state):
    return Event.objects.create(
        code=code,
        title=f"Counselling {code}",
        kind=Event.Kind.COUNSELLING,
        starts_on=dt.date(2026, 8, 17),
        lead=lead,
        state=state,
        created_at=NOW,
    )


def session(event):
    return Session.objects.create(event=event, topic="Working hours", starts_at=NOW, minutes=90)


def event(half, buyer, code, *, lead):
    half.event = planned(code, lead, Event.State.OPEN)
    half.session = session(half.event)
    Invitation.objects.create(
        event=half.event, supplier=half.supplier, reason="open findings", invited_at=NOW
    )
    half.registration = operations.register(
        half.event, supplier=half.supplier, name="Lan Tran", email="", by=buyer, at=NOW
    )
    half.unknownattendee = UnknownAttendee.objects.create(
        event=half.event,
        name="Somebody",
        email="somebody@nowhere.test",
        person_key="somebody@nowhere.test",
        asked_at=NOW,
    )
    half.attendance = Attendance.objects.create(
        event=half.event,
        supplier=half.supplier,
        name="Minh Vo",
        person_key="minh vo",
        attended_seconds=5400,
        recorded_at=NOW,
    )
    half.stay = half.attendance.intervals.create(entered_at=NOW, left_at=NOW)
