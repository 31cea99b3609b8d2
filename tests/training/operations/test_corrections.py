import datetime as dt

import pytest

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry
from training import operations
from training.models import Attendance, Interval

NINE = dt.datetime(2026, 9, 1, 1, tzinfo=dt.UTC)  # nine in the event's own time
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def stay(event, mill, buyer, now):
    operations.record_attendance(
        event, supplier=mill, name="Mei", entered_at=NINE, left_at=NINE + HOUR, by=buyer, at=now
    )
    return Interval.objects.get()


def correct(stay, buyer, now, **words):
    values = {"entered_at": NINE, "left_at": NINE + 2 * HOUR, "reason": "The door was busy."}
    return operations.correct_stay(stay, **values | words, by=buyer, at=now)


def test_a_corrected_stay_says_why_and_counts_anew(stay, buyer, now):
    correct(stay, buyer, now)
    stay.refresh_from_db()
    assert (stay.left_at, stay.corrected_because) == (NINE + 2 * HOUR, "The door was busy.")
    assert Attendance.objects.get().attended_seconds == 7200
    told = Entry.objects.get(event="training.attendance.corrected").detail
    assert told == {
        "supplier": "M-001",
        "reason": "The door was busy.",
        "before": "2026-09-01 09:00:00 – 2026-09-01 10:00:00",
        "after": "2026-09-01 09:00:00 – 2026-09-01 11:00:00",
    }


def test_a_stay_whose_end_nobody_knows_has_no_time(stay, buyer, now):
    correct(stay, buyer, now, left_at=None)
    assert Attendance.objects.get().attended_seconds is None


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (NINE - dt.timedelta(seconds=1), "cannot leave before"),
        (NINE + 24 * HOUR + dt.timedelta(seconds=1), "more than a day"),
    ],
)
def test_what_cannot_have_been_is_refused(stay, buyer, now, left, said):
    with pytest.raises(NotNow, match=said):
        correct(stay, buyer, now, left_at=left)
    assert Attendance.objects.get().attended_seconds == 3600


@pytest.mark.parametrize("left", [NINE, NINE + 24 * HOUR])
def test_what_just_can_have_been_is_kept(stay, buyer, now, left):
    correct(stay, buyer, now, left_at=left)
    assert Interval.objects.get().left_at == left


def test_two_stays_do_not_begin_in_one_moment(stay, event, mill, buyer, now):
    operations.record_attendance(
        event, supplier=mill, name="Mei", entered_at=NINE + 5 * HOUR, by=buyer, at=now
    )
    second = Interval.objects.get(entered_at=NINE + 5 * HOUR)
    with pytest.raises(NotNow, match="same moment"):
        correct(second, buyer, now)


def test_a_cancelled_event_is_left_as_it_was(stay, event, buyer, now):
    operations.cancel_event(event, by=buyer, at=now)
    with pytest.raises(NotNow, match="open and held"):
        correct(stay, buyer, now)
