"""How old is what is open: four spans of days, the same for the age and for the delay."""

import datetime as dt

#: Code of a span → its first and last day. Both ends belong to it.
AGES = {"30": (0, 30), "90": (31, 90), "180": (91, 180), "more": (181, None)}
LATE = {"30": (1, 30), "90": (31, 90), "180": (91, 180), "more": (181, None)}


def days_of(span, today):
    """(first, last) day of what lies within that many days before `today`; first None: as far back as there is."""
    least, most = span
    first = None if most is None else today - dt.timedelta(days=most)
    return first, today - dt.timedelta(days=least)
