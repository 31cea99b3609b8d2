import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from suppliers.models import Membership
from sustainportal.accounts.roles import Role
from sustainportal.notices.models import Notice
from training import operations
from training.models import Event
from training.operations.answers import decline
from training.operations.reminders import remind
from training.tasks.reminders import (
    ask_event,
    ask_who_came,
    events_of_late,
    held_events,
    remind_span,
    reminder_spans,
)

from ...conftest import make_supplier, person


def night(event, days_before):
    """The night's job so many days before the event. Returns the people told."""
    day = event.starts_on - dt.timedelta(days=days_before)
    at = dt.datetime.combine(day, dt.time(1), tzinfo=dt.UTC)
    told = 0
    for item in reminder_spans(by=None, at=at, day=day.isoformat()):
        told += remind_span(item, by=None, at=at, day=day.isoformat())["people"]
    return told


def reminders():
    rows = Notice.objects.filter(event="training.event.reminder").order_by("pk")
    return [(row.recipient.username, row.body) for row in rows]


def register(event, supplier, by, now, name="An"):
    return operations.register(event, supplier=supplier, name=name, email="", by=by, at=now)


@pytest.mark.parametrize(
    ("nights", "told"),
    [
        ([8], [0]),
        ([7, 6, 5], [1, 0, 0]),
        ([6], [1]),  # the night before was missed
        ([7, 1], [1, 1]),
        ([7, 2, 1, 0], [1, 0, 1, 0]),
        ([1], [1]),
        ([0], [0]),
        ([-1], [0]),
    ],
)
def test_the_unanswered_are_reminded_seven_days_and_one_day_before(event, mill_user, nights, told):
    assert [night(event, days) for days in nights] == told


def test_registered_and_waiting_people_are_named(event, mill, mill_user, now):
    Event.objects.update(capacity=1, place="Hall 3")
    for name in ("An", "Bo"):
        register(event, mill, mill_user, now, name)
    night(event, 7)
    ((who, body),) = reminders()
    assert who == "mill_user"
    assert body == "Place: Hall 3\nRegistered: An.\nWaiting for a seat: Bo."


def test_the_unanswered_are_asked_to_answer(event, mill_user):
    night(event, 7)
    assert "has not answered yet" in reminders()[0][1]


def test_who_declined_is_left_alone(event, mill_user, now):
    decline(event.invitations.get(), because="On leave", by=mill_user, at=now)
    assert night(event, 7) == 0


def test_registered_without_an_invitation_are_reminded_once(
    event, other_mill, stranger, mill_user, now
):
    register(event, other_mill, stranger, now)
    assert [night(event, days) for days in (7, 6, 1, 1)] == [2, 0, 2, 0]


@pytest.mark.parametrize("state", ["draft", "held", "cancelled"])
def test_only_open_events_remind(event, mill_user, state):
    Event.objects.update(state=state)
    assert night(event, 7) == 0


def test_an_item_done_twice_tells_nobody_twice(event, other_mill, stranger, mill_user, now):
    register(event, other_mill, stranger, now)
    today = event.starts_on - dt.timedelta(days=7)
    at = dt.datetime.combine(today, dt.time(1), tzinfo=dt.UTC)
    (item,) = reminder_spans(by=None, at=at, day=today.isoformat())
    assert [remind(item=item, today=today, at=at)["people"] for _time in range(2)] == [2, 0]


def test_who_answers_before_the_job_comes_to_them_is_not_asked_to_answer(
    event, mill, mill_user, now
):
    today = event.starts_on - dt.timedelta(days=7)
    at = dt.datetime.combine(today, dt.time(1), tzinfo=dt.UTC)
    (item,) = reminder_spans(by=None, at=at, day=today.isoformat())
    register(event, mill, mill_user, now)
    remind(item=item, today=today, at=at)
    assert reminders()[0][1] == "Registered: An."


def test_ten_suppliers_cost_as_many_queries_as_one(event, mill_user, buyer, now):
    counts = []
    for number in range(2):
        if number:
            made = [make_supplier(f"Z-{n}", f"Z {n}") for n in range(9)]
            for supplier in made:
                user = person(supplier.code, Role.SUPPLIER)
                Membership.objects.create(supplier=supplier, user=user)
            operations.invite(event, {one.pk: "x" for one in made}, by=buyer, at=now)
            Notice.objects.all().delete()
            event.invitations.update(reminded_on=None)
        with CaptureQueriesContext(connection) as found:
            assert night(event, 7) == (10 if number else 1)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_night_after_the_list_came_in_asks_the_absent(event, mill, mill_user, buyer, event_day):
    Event.objects.update(attendance_required=True)
    event.refresh_from_db()
    operations.hold_event(event, by=buyer, at=event_day)
    event.head_counts.create(organisation="Somebody", heads=3, recorded_at=event_day)
    at = event_day + dt.timedelta(days=1)
    (item,) = held_events(by=None, at=at)
    assert [ask_event(item, by=None, at=at) for _time in range(2)] == [
        {"suppliers": 1}, {"suppliers": 0},
    ]  # fmt: skip


def test_who_comes_to_be_known_after_it_was_held_is_asked_what_they_thought(
    event, mill, mill_user, other_mill, stranger, buyer, event_day
):
    operations.record_attendance(event, supplier=mill, name="An", by=buyer, at=event_day)
    operations.hold_event(event, by=buyer, at=event_day)
    operations.record_attendance(event, supplier=other_mill, name="Bo", by=buyer, at=event_day)
    at = event_day + dt.timedelta(days=1)
    (item,) = events_of_late(by=None, at=at)
    told = [ask_who_came(item, by=None, at=at) for _time in range(2)]
    assert told == [{"people": 1}, {"people": 0}]
    rows = Notice.objects.filter(event="training.satisfaction.asked").order_by("pk")
    assert [row.recipient for row in rows] == [mill_user, stranger]
    assert events_of_late(by=None, at=event_day + dt.timedelta(days=30)) == []


def test_who_was_told_of_the_event_since_the_reminder_was_owed_has_the_next_one(event, mill_user):
    since = dt.datetime.combine(event.starts_on, dt.time(4), tzinfo=dt.UTC) - dt.timedelta(days=7)
    event.invitations.update(invited_at=since)
    assert [night(event, days) for days in (6, 2, 1)] == [0, 0, 1]


def test_an_invitation_of_a_draft_is_told_when_it_is_opened(event, mill_user):
    at = dt.datetime.combine(event.starts_on, dt.time(4), tzinfo=dt.UTC) - dt.timedelta(days=3)
    Event.objects.update(opened_at=at)
    assert [night(event, days) for days in (2, 1)] == [0, 1]


def test_who_registered_since_the_reminder_was_owed_has_the_next_one(
    event, other_mill, stranger, mill, mill_user, now
):
    at = dt.datetime.combine(event.starts_on, dt.time(4), tzinfo=dt.UTC) - dt.timedelta(days=7)
    register(event, other_mill, stranger, at)
    register(event, mill, mill_user, at - dt.timedelta(days=1))
    register(event, mill, mill_user, at, "Bo")  # An is owed it
    assert [night(event, days) for days in (6, 5, 1)] == [1, 0, 2]


@pytest.mark.parametrize("gone", ["ended", "rejected", "merged"])
def test_whom_we_parted_from_is_not_reminded(
    event, mill, mill_user, other_mill, stranger, buyer, now, gone
):
    register(event, mill, mill_user, now)
    operations.invite(event, {other_mill.pk: "x"}, by=buyer, at=now)
    if gone == "merged":
        kept = make_supplier("K-1", "Kept")
        type(mill).objects.filter(pk__in=[mill.pk, other_mill.pk]).update(merged_into=kept)
    else:
        type(mill).objects.update(status=gone)
    assert night(event, 7) == 0


def test_a_night_asked_for_again_plans_nothing_for_the_invited(event, mill_user):
    day = (event.starts_on - dt.timedelta(days=7)).isoformat()
    assert len(reminder_spans(by=None, at=None, day=day)) == 1
    night(event, 7)
    assert reminder_spans(by=None, at=None, day=day) == []
