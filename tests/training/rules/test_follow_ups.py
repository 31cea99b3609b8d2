"""7 days and 1 day before, on the day, then weekly; nothing twice, nothing missed."""

import datetime as dt

import pytest

from training.rules.follow_ups import goes_to_lead, is_owed, newest_day

DUE = dt.date(2026, 9, 15)


def day(n):
    return DUE + dt.timedelta(days=n)


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        (-8, None),
        (-7, -7),
        (-6, -7),
        (-2, -7),
        (-1, -1),
        (0, 0),
        (1, 0),
        (6, 0),
        (7, 7),
        (13, 7),
        (700, 700),
    ],
)
def test_the_newest_day_of_reminding(today, newest):
    assert newest_day(DUE, day(today)) == (None if newest is None else day(newest))


@pytest.mark.parametrize(
    ("last", "today", "owed"),
    [
        (None, -8, False), (None, -7, True), (None, 30, True),
        (-7, -7, False), (-7, -2, False), (-7, -1, True), (-6, -1, True),
        (-1, 0, True), (0, 6, False), (0, 7, True), (3, 6, False), (3, 7, True), (7, 14, True),
        (-30, -7, True), (-3, -2, False),
    ],
)  # fmt: skip
def test_a_missed_night_is_made_up_and_no_day_is_reminded_of_twice(last, today, owed):
    assert is_owed(DUE, None if last is None else day(last), day(today)) is owed


def test_reminders_never_go_silent():
    last, told = None, 0
    for n in range(-10, 100):
        if is_owed(DUE, last, day(n)):
            last, told = day(n), told + 1
    assert told == 3 + 14


def test_the_lead_is_told_from_the_second_week_on():
    assert not goes_to_lead(DUE, day(13))
    assert goes_to_lead(DUE, day(14))
