"""When a follow-up of a counselling meeting is reminded of: 7 days and 1 day before, on the day, and then
every week without end. A night that was missed is made up, and no day is reminded of twice."""

from functools import partial

from audits.rules import reminders

#: Days before the day on which it is reminded of.
BEFORE = (7, 1, 0)
#: Days late from which the auditor who led the meeting is told as well (our default).
LEAD_AFTER = 14

#: The newest day of reminding of a follow-up: (due, today) → that day, None before the first.
newest_day = partial(reminders.newest_day, before=BEFORE)


def is_owed(due, last, today):
    """Whether a reminder is owed. `last`: the day of the last one or of the promise, or None."""
    newest = newest_day(due, today)
    return newest is not None and (last is None or newest > last)


def goes_to_lead(due, today):
    return (today - due).days >= LEAD_AFTER
