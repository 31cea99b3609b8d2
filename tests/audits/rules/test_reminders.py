"""Both sides of every day of reminding, missed nights, and when it goes to others."""

import datetime as dt

import pytest

from audits.rules.reminders import goes_to_buyer, goes_to_managers, newest_day, reminder

DUE = dt.date(2026, 9, 15)


def day(offset):
    return DUE + dt.timedelta(days=offset)


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        (-15, None), (-14, -14), (-8, -14), (-7, -7), (-2, -7), (-1, -1), (0, 0), (6, 0), (7, 7),
        (13, 7), (14, 14), (364, 364), (370, 364), (371, 371),
    ],
)  # fmt: skip
def test_the_newest_day_of_reminding(today, newest):
    assert newest_day(DUE, day(today)) == (None if newest is None else day(newest))


@pytest.mark.parametrize(
    ("last", "today", "step"),
    [
        (None, -15, None),  # too early
        (None, -14, -14),
        (-14, -14, None),  # never twice a day
        (-14, -8, None),
        (-14, -7, -7),
        (-14, -5, -7),  # two nights missed: made up
        (-5, -2, None),  # the seventh day was made up by the fifth
        (-5, -1, -1),
        (-14, 0, 0),  # two reminders missed are one
        (-1, 0, 0),
        (0, 6, None),
        (0, 7, 7),
        (1, 6, None),
        (6, 7, 7),
        (7, 13, None),
        (7, 14, 14),
        (0, 700, 700),  # without end
        (None, 20, 14),  # never reminded: once, with the newest
        (3, 2, None),  # the clock was set back
    ],
)
def test_a_reminder_is_due_once_for_each_of_its_days(last, today, step):
    found = reminder(DUE, None if last is None else day(last), day(today))
    assert (found and found.step) == step


@pytest.mark.parametrize(
    ("last", "today", "since"),
    [(None, 20, -14), (-14, 0, -7), (-7, 3, -1), (-1, 3, 0), (0, 20, 7), (3, 20, 7), (7, 14, 14)],
)
def test_it_is_owed_since_the_first_day_after_the_last_one(last, today, since):
    found = reminder(DUE, None if last is None else day(last), day(today))
    assert found.since == day(since)


def test_a_whole_year_of_nights_reminds_on_exactly_these_days():
    last, days = None, []
    for offset in range(-30, 100):
        if reminder(DUE, last, day(offset)):
            last = day(offset)
            days.append(offset)
    assert days == [-14, -7, -1, 0, *range(7, 100, 7)]


@pytest.mark.parametrize(
    ("late", "managers", "buyer"), [(0, False, False), (6, False, False), (7, True, False),
                                    (13, True, False), (14, True, True), (400, True, True)],
)  # fmt: skip
def test_managers_hear_after_a_week_and_the_buyer_after_two(late, managers, buyer):
    assert (goes_to_managers(DUE, day(late)), goes_to_buyer(DUE, day(late))) == (managers, buyer)


@pytest.mark.parametrize("due", [dt.date.min, dt.date.min + dt.timedelta(days=13)])
def test_a_date_of_the_first_days_there_are_is_reminded_of(due):
    assert reminder(due, None, dt.date(2026, 8, 17)).since == dt.date.min
