"""When a date is reminded of: 14, 7 and 1 days before it, on it, and then every week without end.

Every reminder has its day. One is due while its day is after the last reminder and not after today, so a
night that was missed is made up by the next one, and no day is reminded of twice. The figures are
defaults of ours (DOMAIN.md 9: reminders must not go silent).
"""

import datetime as dt
from dataclasses import dataclass

#: Days before the date on which it is reminded of, the first one first.
BEFORE = (14, 7, 1)
#: Days between the reminders after it.
EVERY = 7
#: Days overdue from which the supplier's managers are told as well (default: the first week).
MANAGERS_AFTER = 7
#: Days overdue from which the buyer is told as well (default: the second week).
BUYER_AFTER = 14
#: Days in which a survey that was handed in should be judged (default: the suppliers' own two weeks).
JUDGED_WITHIN = 14


@dataclass(frozen=True)
class Reminder:
    """`step`: days after the date (−14, −7, −1, 0, 7, 14, …) of the newest reminder that is due, and
    `since`: the day from which one was owed; the longer ago, the more urgent."""

    step: int
    since: dt.date


def reminder(due, last, today):
    """The Reminder that is due today of a date, or None. `last`: the day of the last one, or None.

    Several days that were missed are one reminder.
    """
    newest = newest_day(due, today)
    if newest is None or (last is not None and newest <= last):
        return None
    return Reminder(step=(newest - due).days, since=first_day_after(due, last))


def newest_day(due, today, before=BEFORE):
    """The newest day of reminding that is not after today; None before the first. `before`: the days before
    the date on which it is reminded of."""
    days_over = (today - due).days
    if days_over >= 0:
        return today - dt.timedelta(days=days_over % EVERY)
    begun = [days for days in before if days >= -days_over]
    return _before(due, min(begun)) if begun else None


def first_day_after(due, last):
    """The first day of reminding after `last`; the very first where there was none."""
    early = [_before(due, days) for days in (*BEFORE, 0)]
    for day in early:
        if last is None or day > last:
            return day
    return due + dt.timedelta(days=EVERY * ((last - due).days // EVERY + 1))


def _before(due, days):
    """So many days before; the first day there is where that would lie before it."""
    return dt.date.fromordinal(max(1, due.toordinal() - days))


def goes_to_managers(due, today):
    """Whether the supplier's managers are told as well."""
    return (today - due).days >= MANAGERS_AFTER


def goes_to_buyer(due, today):
    """Whether the buyer who planned the audit (or sent the survey) is told as well."""
    return (today - due).days >= BUYER_AFTER
