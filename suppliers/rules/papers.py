"""How long a certificate holds, and when somebody must be reminded. Days are calendar days."""

import datetime as dt
import hashlib

SOON_DAYS = 90  # from here on a certificate "expires soon"
VALID, SOON, EXPIRED = "valid", "soon", "expired"
EARLIEST = dt.date(1990, 1, 1)  # a paper of an earlier day is a slip of the pen
LONGEST_YEARS = 20  # that a certificate holds

#: Days before the end from which a step is due, the last first.
STEPS_BEFORE = ((7, "7"), (30, "30"), (90, "90"))
AFTER, WEEK = "after", 7


def standing(expires_on, on):
    """valid, soon (90 days or fewer are left) or expired. The last day itself still counts."""
    left = (expires_on - on).days
    if left < 0:
        return EXPIRED
    return SOON if left <= SOON_DAYS else VALID


def holds_too_long(issued_on, expires_on):
    """Whether a certificate would hold for more than 20 years."""
    begun, ends = issued_on.timetuple()[:3], expires_on.timetuple()[:3]
    return (ends[0] - LONGEST_YEARS, *ends[1:]) > begun


def soon_until(on):
    """The last day of validity that still is "soon" on this day."""
    return on + dt.timedelta(days=SOON_DAYS)


def step_due(expires_on, on):
    """The reminder that is due on a day: "90", "30", "7", "after" from the day after the end, "week 1"
    seven days later and so on; None while more than 90 days are left.

    Only the newest step counts: a night that was missed is made good by the next, without a flood.
    """
    left = (expires_on - on).days
    if left < 0:
        weeks = (-left - 1) // WEEK
        return f"week {weeks}" if weeks else AFTER
    return next((name for days, name in STEPS_BEFORE if left <= days), None)


def plain_text(text):
    """A text as it is kept and hashed: line feeds only, no outer white space."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def text_hash(text):
    """The sha256 of the kept text in UTF-8, as 64 hex digits."""
    return hashlib.sha256(plain_text(text).encode()).hexdigest()


def rate(signed, asked):
    """Percent with one decimal; None where nobody was asked: that is neither 0 nor 100."""
    return round(100 * signed / asked, 1) if asked else None


def held_percent(held, wanted):
    """Percent of the wanted kinds that are held; None where no kind is wanted."""
    wanted = set(wanted)
    return round(100 * len(wanted & set(held)) / len(wanted), 1) if wanted else None
