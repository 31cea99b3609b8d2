"""When people are reminded of an event they are invited to or registered for."""

import datetime as dt

#: Days before the event on which somebody is reminded.
DAYS_BEFORE = (7, 1)


def reminder_since(starts_on, today):
    """The day from which the reminder of today is owed, or None: too early, or the event has begun.

    Whoever was reminded on that day or later has had it; so a night that was missed is made up and nobody
    is told twice. Both days passed at once (somebody invited two days before): only the later one is owed.
    """
    days_left = (starts_on - today).days
    passed = [days for days in DAYS_BEFORE if 0 < days_left <= days]
    return starts_on - dt.timedelta(days=min(passed)) if passed else None
