"""Quarters as text: "2026Q3". They sort as text; arithmetic goes through these functions."""

import datetime as dt
import re

_QUARTER = re.compile(r"([0-9]{4})Q([1-4])")


def parts(quarter):
    """("2026Q3") -> (2026, 3). Raises ValueError naming the expected form."""
    match = _QUARTER.fullmatch(str(quarter))
    if not match:
        raise ValueError(f"{quarter!r} is not a quarter; write it like 2026Q3.")
    return int(match[1]), int(match[2])


def of(date):
    """The quarter a date lies in."""
    return f"{date.year}Q{(date.month - 1) // 3 + 1}"


def shifted(quarter, by):
    """The quarter `by` quarters later (earlier when negative)."""
    year, number = parts(quarter)
    index = year * 4 + number - 1 + by
    return f"{index // 4}Q{index % 4 + 1}"


def last_day(quarter):
    """The last day of a quarter."""
    year, number = parts(shifted(quarter, 1))
    return dt.date(year, number * 3 - 2, 1) - dt.timedelta(days=1)
