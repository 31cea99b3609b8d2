import datetime as dt

import pytest

from audits.rules.schedule import days_of_week, neighbours, placed, weeks_of_month

D = dt.date


@pytest.mark.parametrize(
    ("day", "first", "last", "weeks"),
    [
        (D(2026, 8, 17), D(2026, 7, 27), D(2026, 9, 6), 6),
        (D(2026, 2, 1), D(2026, 1, 26), D(2026, 3, 1), 5),
        (D(2027, 2, 28), D(2027, 2, 1), D(2027, 2, 28), 4),
        (D(2026, 12, 31), D(2026, 11, 30), D(2027, 1, 3), 5),
    ],
)
def test_every_week_that_touches_the_month(day, first, last, weeks):
    columns = weeks_of_month(day)
    assert (columns[0][0], columns[-1][1], len(columns)) == (first, last, weeks)
    assert all(start.weekday() == 0 and (end - start).days == 6 for start, end in columns)


def test_the_seven_days_of_a_week_from_monday():
    days = days_of_week(D(2026, 8, 23))  # a Sunday
    assert days[0] == (D(2026, 8, 17), D(2026, 8, 17))
    assert days[-1] == (D(2026, 8, 23), D(2026, 8, 23))


@pytest.mark.parametrize(
    ("day", "month", "before", "after"),
    [
        (D(2026, 1, 31), True, D(2025, 12, 1), D(2026, 2, 1)),
        (D(2026, 12, 31), True, D(2026, 11, 1), D(2027, 1, 1)),
        (D(2026, 8, 17), False, D(2026, 8, 10), D(2026, 8, 24)),
    ],
)
def test_the_periods_beside_it(day, month, before, after):
    assert neighbours(day, month=month) == (before, after)


def test_a_visit_stands_in_every_column_it_touches():
    columns = [(D(2026, 8, 3), D(2026, 8, 9)), (D(2026, 8, 10), D(2026, 8, 16))]
    assert placed(columns, D(2026, 8, 9), D(2026, 8, 10)) == [True, True]
    assert placed(columns, D(2026, 8, 10), D(2026, 8, 10)) == [False, True]
    assert placed(columns, D(2026, 8, 1), D(2026, 8, 2)) == [False, False]
