import datetime as dt

import pytest
from django.db import transaction

from suppliers.rules import quarters
from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training import operations, queries
from training.models import Attendance, Completion, Course, Event, LessonView, OpeningBalance

NINE = dt.datetime(2026, 9, 1, 9, 0, tzinfo=dt.UTC)


def came(event, supplier, by, now, start=0, end=60, name="Mei Lin"):
    return operations.record_attendance(
        event,
        supplier=supplier,
        name=name,
        entered_at=NINE + dt.timedelta(minutes=start),
        left_at=NINE + dt.timedelta(minutes=end),
        by=by,
        at=now,
    )


def test_an_event_without_a_session_cannot_be_opened(draft, buyer, now):
    with pytest.raises(NotNow, match="at least one session"):
        operations.open_event(draft, by=buyer, at=now)


def test_opening_tells_the_invited_suppliers_people_and_nobody_else(event, mill_user, stranger):
    assert Notice.objects.filter(event="training.event.invited").count() == 0


def test_people_of_an_invited_supplier_are_told(draft, mill, mill_user, stranger, buyer, now):
    operations.add_session(
        draft, topic="T", speaker="", organisation="", starts_at=now, minutes=30, by=buyer, at=now
    )
    operations.invite(draft, {mill.pk: "x"}, by=buyer, at=now)
    operations.open_event(draft, by=buyer, at=now)
    assert list(Notice.objects.values_list("recipient", flat=True)) == [mill_user.pk]


def test_three_joins_are_one_person_time(event, mill, buyer, now):
    came(event, mill, buyer, now, 0, 20)
    came(event, mill, buyer, now, 25, 40)
    came(event, mill, buyer, now, 30, 60)
    row = Attendance.objects.get()
    assert row.attended_seconds == (20 + 35) * 60
    assert row.intervals.count() == 3


def test_repeating_a_scan_changes_nothing(event, mill, buyer, now):
    came(event, mill, buyer, now)
    came(event, mill, buyer, now)
    row = Attendance.objects.get()
    assert (row.intervals.count(), row.attended_seconds) == (1, 3600)


def test_leaving_before_entering_is_refused_and_keeps_nothing(event, mill, buyer, now):
    with pytest.raises(NotNow, match="cannot leave before entering"):
        came(event, mill, buyer, now, 60, 0)
    assert Attendance.objects.count() == 0


def test_two_buyers_marking_it_held_one_wins_and_the_other_is_told(
    event, buyer, second_buyer, event_day
):
    operations.hold_event(event, by=buyer, at=event_day)
    with pytest.raises(NotNow, match="Only an event that is open"):
        operations.hold_event(event, by=second_buyer, at=event_day)
    assert Entry.objects.filter(event="training.event.held").count() == 1


def test_a_cancelled_event_counts_nothing(event, mill, buyer, now):
    came(event, mill, buyer, now)
    operations.cancel_event(event, by=buyer, at=now)
    assert queries.statistics()["lines"] == []


def test_only_held_events_count_and_hours_do_not_multiply_by_heads(
    event, mill, buyer, now, event_day
):
    came(event, mill, buyer, now, name="Mei Lin")
    came(event, mill, buyer, now, name="Anh Tran")
    assert queries.statistics()["lines"] == []
    operations.hold_event(event, by=buyer, at=event_day)
    (line,) = queries.statistics()["lines"]
    assert (line.year, line.person_times, line.minutes, line.seconds, line.suppliers) == (
        2026,
        2,
        90,
        7200,
        1,
    )


def test_a_year_inside_the_opening_balance_is_flagged_and_not_counted_again(
    event, mill, buyer, now, event_day
):
    came(event, mill, buyer, now)
    operations.hold_event(event, by=buyer, at=event_day)
    OpeningBalance.objects.create(
        measure="person_times", since_year=2019, until_year=2026, value=4423, source="before"
    )
    found = queries.statistics()
    (line,) = found["lines"]
    assert (line.person_times, line.total_person_times) == (1, None)
    assert found["overlap"] == [(2026, "person_times")]


def test_participation_is_attended_of_invited_and_silent_about_the_never_invited(
    event, mill, other_mill, buyer, now, event_day
):
    operations.hold_event(event, by=buyer, at=event_day)
    quarter = quarters.of(event.starts_on)
    assert queries.participation(quarter) == {mill.pk: queries.Participation(1, 0, 0)}
    came(event, mill, buyer, now)
    assert queries.participation(quarter) == {mill.pk: queries.Participation(1, 1, 1)}
    assert queries.participation(quarters.shifted(quarter, 3)) != {}
    assert queries.participation(quarters.shifted(quarter, 4)) == {}
    assert queries.participation(quarters.shifted(quarter, -1)) == {}


def test_support_counts_for_a_year_from_the_invitation(event, mill, other_mill, now):
    ids, day = [mill.pk, other_mill.pk], now.date()
    assert queries.support_offered(ids, day) == {mill.pk}
    assert queries.support_offered(ids, day + dt.timedelta(days=365)) == {mill.pk}
    assert queries.support_offered(ids, day + dt.timedelta(days=366)) == set()
    assert queries.support_offered(ids, day - dt.timedelta(days=1)) == set()


@pytest.fixture
def course(db):
    course = Course.objects.create(code="C", title="C", language="en", is_published=True)
    course.lessons.create(position=1, title="One", body="…")
    course.lessons.create(position=2, title="Two", body="…")
    return course


def test_a_view_counts_once_per_person_lesson_and_day(course, mill, mill_user, now):
    lesson, day = course.lessons.first(), now.date()
    for on in (day, day, day + dt.timedelta(days=1)):
        operations.view_lesson(lesson, supplier=mill, by=mill_user, at=now, on=on)
    assert LessonView.objects.count() == 2
    counts = queries.course_counts()[course.pk]
    assert (counts["views"], counts["learners"], counts["completions"]) == (2, 1, 0)


def test_a_course_is_completed_only_when_every_lesson_was_viewed(course, mill, mill_user, now):
    one, two = course.lessons.all()
    operations.view_lesson(one, supplier=mill, by=mill_user, at=now, on=now.date())
    with pytest.raises(NotNow, match="1 lesson"):
        operations.complete_course(course, supplier=mill, by=mill_user, at=now)
    operations.view_lesson(two, supplier=mill, by=mill_user, at=now, on=now.date())
    operations.complete_course(course, supplier=mill, by=mill_user, at=now)
    with pytest.raises(NotNow, match="already completed"):
        operations.complete_course(course, supplier=mill, by=mill_user, at=now)
    assert Completion.objects.count() == 1


def test_if_the_trail_fails_the_change_did_not_happen(event, mill, buyer, now, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(Entry, "save", broken)
    with pytest.raises(OSError, match="disk full"), transaction.atomic():
        came(event, mill, buyer, now)
    assert Attendance.objects.count() == 0


def test_a_change_does_not_take_back_that_it_was_opened(draft, event, buyer, now):
    stale = Event.objects.get(pk=event.pk)
    stale.state, stale.title = "draft", "Spills"  # as the form loaded it before it was opened
    operations.plan_event(stale, by=buyer, at=now)
    kept = Event.objects.get(pk=event.pk)
    assert (kept.state, kept.title) == ("open", "Spills")


def test_a_course_without_lessons_is_not_completed(mill, mill_user, now):
    empty = Course.objects.create(code="C-0", title="Empty", language="en", is_published=True)
    with pytest.raises(NotNow):
        operations.complete_course(empty, supplier=mill, by=mill_user, at=now)


def test_an_attendance_is_taken_back_once(event, mill, buyer, now):
    came, _new = operations.record_attendance(
        event, supplier=mill, name="Mei Lin", by=buyer, at=now
    )
    same = Attendance.objects.get(pk=came.pk)
    for row in (came, same):
        operations.strike_attendance(row, reason="Not she.", by=buyer, at=now)
    assert Entry.objects.filter(event="training.attendance.struck").count() == 1


def test_nobody_stays_for_more_than_a_day_at_a_time(event, mill, buyer, now):
    def stay(**length):
        left = now + dt.timedelta(**length)
        return operations.record_attendance(
            event, supplier=mill, name="Mei", entered_at=now, left_at=left, by=buyer, at=now
        )

    with pytest.raises(NotNow, match="more than a day"):
        stay(days=1, seconds=1)
    stay(days=1)
    assert Attendance.objects.get().attended_seconds == 24 * 3600
