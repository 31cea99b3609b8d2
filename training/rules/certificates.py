"""How long a certificate holds, when it may be renewed, and how its code is read."""

import calendar
import datetime as dt

#: Days before the end from which a course may be completed anew, so that no gap arises.
RENEWAL_DAYS = 60


def valid_until(completed_on, months):
    """The last day it holds: the same day `months` later, or the last of a shorter month. None: for good."""
    if not months:
        return None
    years, month = divmod(completed_on.month - 1 + months, 12)
    year, month = completed_on.year + years, month + 1
    return dt.date(year, month, min(completed_on.day, calendar.monthrange(year, month)[1]))


def holds(until, on):
    """Whether it holds on a day; the last day counts."""
    return until is None or on <= until


def renewal_from(completed_on, until):
    """The first day from which lessons and quiz count for a renewal, never before the day after the
    completion; None when it holds for good."""
    if until is None:
        return None
    return max(until - dt.timedelta(days=RENEWAL_DAYS), completed_on + dt.timedelta(days=1))


def code_of(text):
    """The code as it is kept, however a person types it: "ab2c def…" → "AB2C-DEF…"."""
    letters = "".join(c for c in text.upper() if c.isascii() and c.isalnum())
    return "-".join(letters[place : place + 4] for place in range(0, min(len(letters), 40), 4))
