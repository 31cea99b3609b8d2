"""When the buyers are reminded of a condition: 30, 7 and 0 days before its day, and every week after it."""

import datetime as dt

BEFORE = (30, 7, 0)
EVERY = 7


def first_step(until):
    """The day of the first reminder."""
    return until - dt.timedelta(days=max(BEFORE))


def step_on(until, on):
    """The day of the newest reminder that is due by `on`; None before the first.

    A reminder is owed once for each such day: a night that was missed is made good by the next one.
    """
    if on < first_step(until):
        return None
    if on >= until:
        return until + dt.timedelta(days=(on - until).days // EVERY * EVERY)
    return max(day for days in BEFORE if (day := until - dt.timedelta(days=days)) <= on)
