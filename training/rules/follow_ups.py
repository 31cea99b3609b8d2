"""When a follow-up of a counselling meeting is reminded of: 7 days and 1 day before, on the day, and then
every week without end. A night that was missed is made up, and no day is reminded of twice."""

import datetime as dt

#: Days before the day on which it is reminded of.
BEFORE = (7, 1, 0)
#: Days between the reminders after it.
EVERY = 7
#: Days late from which the auditor who led the meeting is told as well (our default).
LEAD_AFTER = 14


def is_owed(due, last, today):
    """Whether a reminder is owed. `last`: the day of the last one or of the promise, or None."""
    newest = newest_day(due, today)
    return newest is not None and (last is None or newest > last)


def newest_day(due, today):
    """The newest day of reminding that is not after today; None before the first."""
    late = (today - due).days
    if late >= 0:
        return today - dt.timedelta(days=late % EVERY)
    begun = [days for days in BEFORE if days >= -late]
    return due - dt.timedelta(days=min(begun)) if begun else None


def goes_to_lead(due, today):
    return (today - due).days >= LEAD_AFTER
