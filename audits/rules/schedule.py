"""The columns of a schedule: the weeks that touch a month, or the days of a week. Weeks begin on Monday."""

import datetime as dt
from calendar import monthrange

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
#: A day outside is a slip of the pen, and close to the calendar's ends nothing can be reckoned.
EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)
LONGEST_VISIT = 31  # days that an agenda may go on after the audit's first one


def monday(day):
    return day - day.weekday() * DAY


def weeks_of_month(day):
    """[(first day, last day)] of every week that has a day in the month of `day`."""
    first = day.replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    start, weeks = monday(first), []
    while start <= last:
        weeks.append((start, start + WEEK - DAY))
        start += WEEK
    return weeks


def days_of_week(day):
    """[(day, day)] of the seven days of the week of `day`."""
    start = monday(day)
    return [(start + n * DAY, start + n * DAY) for n in range(7)]


def neighbours(day, *, month):
    """(a day in the period before, a day in the period after)."""
    if not month:
        return day - WEEK, day + WEEK
    first = day.replace(day=1)
    return (first - DAY).replace(day=1), (first + 32 * DAY).replace(day=1)


def placed(columns, begins, ends):
    """For each column whether a visit from `begins` to `ends` (both included) falls into it."""
    return [begins <= last and ends >= first for first, last in columns]
