"""What the registry's own figures say about a factor, and which figures may be a reading at all."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

from . import quarters

CURRENCY = "TWD"
MILLION = Decimal(1_000_000)
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
_COMMA = re.compile(r"[+-]?[0-9]+(,[0-9]+)+")
_NOT_FINITE = {"nan", "inf", "infinity"}


class NotAReading(ValueError):
    """`key` says what is wrong: not_a_number, comma, not_finite, out_of_range, in_future, no_source."""

    def __init__(self, key, **detail):
        super().__init__(key)
        self.key, self.detail = key, detail


def reading_value(value, *, lowest=None, highest=None):
    """The value as a float. NotAReading for text, true/false, NaN, infinity, or beyond the factor's range."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise NotAReading("not_a_number", value=str(value))
    number = float(value)
    if not isfinite(number):
        raise NotAReading("not_finite", value=str(value))
    if (lowest is not None and number < lowest) or (highest is not None and number > highest):
        raise NotAReading("out_of_range", value=number, lowest=lowest, highest=highest)
    return number


def number_in(text):
    """The number a person wrote, as a float. NotAReading for text, for NaN and infinity by name, and for
    a decimal comma, which could as well part thousands."""
    text = text.strip()
    if text.casefold().lstrip("+-") in _NOT_FINITE:
        raise NotAReading("not_finite", value=text)
    if not _NUMBER.fullmatch(text):
        raise NotAReading("comma" if _COMMA.fullmatch(text) else "not_a_number", value=text[:40])
    return reading_value(float(text))


def check_reading(*, read_on, source, today):
    """NotAReading for a day after today or a reading that does not say where it was read."""
    if read_on > today:
        raise NotAReading("in_future", read_on=read_on.isoformat())
    if not source.strip():
        raise NotAReading("no_source")


@dataclass(frozen=True, slots=True)
class Derived:
    """A reading worked out from the registry. None stands for "cannot be told", with the note why."""

    value: float
    source: str
    read_on: dt.date | None = None  # None: the day it is first seen
    link: str = ""


def worst_country(figures, countries, *, higher_is_worse):
    """The worst published figure among a supplier's countries, or None.

    `figures`: country code -> (value, year, source, link), each the latest of its country. Counted from
    the first day of its year. Equal values: the country first in the alphabet.
    """
    found = [(figures[code], code) for code in sorted(countries) if code in figures]
    if not found:
        return None
    sign = 1 if higher_is_worse else -1
    (value, year, source, link), code = max(found, key=lambda pair: sign * pair[0][0])
    among = f", worst of {len(found)} countries" if len(found) > 1 else ""
    return Derived(value, f"{code} {year}{among}: {source}"[:200], dt.date(year, 1, 1), link)


def migrant_share(sites):
    """Migrant workers in percent over a supplier's sites: (percent or None, workers or None) each.

    Weighted by workers where they are known; if no site knows its workers, the plain mean. None if no site
    knows its percentage. Rounded to two decimals.
    """
    known = [(Decimal(percent), workers) for percent, workers in sites if percent is not None]
    weighted = [(percent, workers) for percent, workers in known if workers]
    if weighted:
        heads = sum(workers for _percent, workers in weighted)
        share = sum(percent * workers for percent, workers in weighted) / heads
        how = f"weighted by workers, {len(weighted)} of {len(sites)} sites"
    elif known:
        share = sum(percent for percent, _workers in known) / len(known)
        how = f"plain mean, workers unknown, {len(known)} of {len(sites)} sites"
    else:
        return None
    return Derived(float(round(share, 2)), f"Registry: migrant workers, {how}")


def sector_intensity(code, intensity, year, source):
    """A sector's published greenhouse-gas intensity, kg CO2e per US dollar. Counted from the first day of
    its year, so that any figure the supplier itself gives for a later day counts instead."""
    return Derived(intensity, f"Sector {code}, {year}: {source}"[:200], dt.date(year, 1, 1))


def purchases(rows, wanted):
    """(amount in TWD or None, note) over the wanted quarters, from (quarter, amount, currency) rows.

    None when no amount is known. Amounts in another currency are never added to TWD: then the whole
    sum is None with the note "currency".
    """
    rows = [row for row in rows if row[0] in wanted and row[1] is not None]
    if any(currency != CURRENCY for _quarter, _amount, currency in rows):
        return None, "currency"
    return (
        (sum((amount for _quarter, amount, _c in rows), Decimal(0)), "") if rows else (None, "none")
    )


def last_full_quarters(on, count):
    """The last `count` quarters that have ended on that day, newest first."""
    current = quarters.of(on)
    first = 0 if quarters.last_day(current) <= on else -1
    return [quarters.shifted(current, first - back) for back in range(count)]


def spend(rows, *, on):
    """(purchases of the last full quarter in TWD millions as Derived or None, note)."""
    quarter = last_full_quarters(on, 1)[0]
    amount, note = purchases(rows, {quarter})
    if amount is None:
        return None, note
    millions = float(round(amount / MILLION, 3))
    return Derived(millions, f"Registry: purchases {quarter}, TWD", quarters.last_day(quarter)), ""
