"""How training is counted. Three measures that are never mixed (DOMAIN: person-times, hours, person-hours).

- **person-times**: attendances; one person at one event is 1, however often they re-join.
- **hours**: the sum of the sessions' durations; an event's hours do not multiply by heads.
- **person-hours**: the sum of each person's attended time, the union of their intervals.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

#: From entering to leaving once; longer is a slip of the pen.
LONGEST_STAY = dt.timedelta(days=1)


def attended_seconds(intervals):
    """Seconds covered by the union of (entered, left) intervals; overlaps count once.

    Intervals are aware datetimes; one without an end is left out (its time is not known).
    Raises ValueError when somebody left before they entered.
    """
    total, covered_until = 0.0, None
    for entered, left in sorted((i for i in intervals if i[1] is not None), key=lambda i: i[0]):
        if left < entered:
            raise ValueError("Nobody can leave before they entered.")
        start = entered if covered_until is None else max(entered, covered_until)
        total += max(0.0, (left - start).total_seconds())
        covered_until = left if covered_until is None else max(covered_until, left)
    return int(total)


def hours(minutes):
    """Whole minutes as hours with one decimal (half up): 90 → Decimal("1.5")."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)


def person_hours(seconds):
    """Attended seconds as hours with one decimal; never floored to minutes first."""
    return (Decimal(seconds) / 3600).quantize(Decimal("0.1"), ROUND_HALF_UP)


def person_key(name, email):
    """Who is the same person at one event: the mail address, else the name as written."""
    return " ".join((email or name).casefold().split())
