"""Times and durations as meeting tools write them, read without guessing.

A date such as 7/8/26 can be read in two ways; the day of the event says which. Times without a zone are
those of the event's own place.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

UNREADABLE, TWO_WAYS = "unreadable", "two_ways"
#: What a meeting tool rounds at most; a total that is shorter by more than this means several stays.
ROUNDED = dt.timedelta(seconds=60)
#: A list of another day is probably of another event.
FARTHEST = dt.timedelta(days=31)

_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?!\d)")
_DATE = re.compile(
    r"(?<!\d)(\d{1,4})\s*([-/.年])\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})(?!\d)|(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)"
)
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.I)
_MONTHS = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]  # fmt: skip
_AM = re.compile(r"(?<![a-z])a\.?m(?![a-z])|上午|凌晨|早上|清晨", re.I)
_PM = re.compile(r"(?<![a-z])p\.?m(?![a-z])|下午|晚上|中午|傍晚", re.I)
_OFFSET = re.compile(r"(?:^|[\s(])(?:(?:gmt|utc)\s*)?([+-])(\d{1,2}):?(\d{2})?\s*\)?$", re.I)
_UNITS = [
    (re.compile(r"(\d+(?:\.\d+)?)\s*(?:hours?|hrs?|h|小时|小時|时|時)(?![a-z])", re.I), 3600),
    (re.compile(r"(\d+(?:\.\d+)?)\s*(?:minutes?|mins?|m|分钟|分鐘|分)(?![a-z])", re.I), 60),
    (re.compile(r"(\d+(?:\.\d+)?)\s*(?:seconds?|secs?|s|秒钟|秒鐘|秒)(?![a-z])", re.I), 1),
]
_CLOCK = re.compile(r"^(\d{1,3}):(\d{2})(?::(\d{2}))?$")


class Unclear(ValueError):
    """A text that cannot be read; `code` is UNREADABLE or TWO_WAYS."""

    def __init__(self, code, ways=()):
        super().__init__(code)
        self.code, self.ways = code, ways


@dataclass(frozen=True)
class Days:
    """The days of an event in its own zone, both inclusive."""

    first: dt.date
    last: dt.date

    def away(self, day):
        """How far a day is from the event; nothing on its days."""
        if day < self.first:
            return self.first - day
        return max(day - self.last, dt.timedelta())


def read_moment(text, days, *, after=None):
    """The moment a text names: a datetime without zone, or with one where the text says it.

    `days` (Days) decide between two ways of reading a date. A time alone is of the event's first day, or
    `after` an entry: of that day, or of the next one past midnight. Raises Unclear.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if (iso := _iso(text)) is not None:
        return iso
    clock = _clock(text)
    rest = _TIME.sub(" ", text, count=1)
    ways = _dates(rest)
    if not ways:
        if re.search(r"\d", _OFFSET.sub("", rest)) or _MONTH.search(rest):
            raise Unclear(UNREADABLE)
        return _on_the_day(clock, days, after)
    moment = dt.datetime.combine(_nearest(ways, days), clock)
    zone = _zone(_DATE.sub(" ", rest))
    return moment.replace(tzinfo=zone) if zone else moment


def _iso(text):
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", text):
        return None
    try:
        return dt.datetime.fromisoformat(text).replace(microsecond=0)
    except ValueError:
        return None


def _clock(text):
    found = _TIME.search(text)
    if not found:
        raise Unclear(UNREADABLE)
    hour, minute, second = (int(part or 0) for part in found.groups())
    if _PM.search(text) and hour < 12:
        hour += 12
    elif _AM.search(text) and hour == 12:
        hour = 0
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        raise Unclear(UNREADABLE) from None


def _dates(text):
    """The days a text may mean, without doubles."""
    found = _DATE.search(text)
    if not found:
        return _named(text)
    if found[5]:
        return _possible([(int(found[5]), int(found[6]), int(found[7]))])
    one, sign, two, three = int(found[1]), found[2], int(found[3]), int(found[4])
    if len(found[1]) == 4 or sign == "年":
        return _possible([(one, two, three)])
    year = three + 2000 if len(found[4]) <= 2 else three
    ways = [(year, two, one)] if sign == "." else [(year, one, two), (year, two, one)]
    return _possible(ways)


def _named(text):
    """A day with the month's English name: "Sep 1, 2026", "1 Sep 2026"."""
    month = _MONTH.search(text)
    if not month:
        return []
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    years = [number for number in numbers if number > 1900]
    days = [number for number in numbers if number <= 31]
    if not years or not days:
        return []
    return _possible([(years[0], _MONTHS.index(month[1].lower()) + 1, days[0])])


def _possible(ways):
    days = {}
    for year, month, day in ways:
        try:
            days[dt.date(year, month, day)] = None
        except ValueError:
            continue
    if not days:
        raise Unclear(UNREADABLE)
    return list(days)


def _nearest(ways, days):
    distances = sorted((days.away(day), day) for day in ways)
    if len(distances) > 1 and distances[0][0] == distances[1][0]:
        raise Unclear(TWO_WAYS, [day for _away, day in distances])
    return distances[0][1]


def _zone(text):
    """The offset at the end of a text: "(GMT+8)", "+08:00"; only where GMT or UTC or the colon says so."""
    found = _OFFSET.search(text)
    if not found or not (re.search(r"gmt|utc", text, re.I) or found[3]):
        return None
    offset = dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return dt.timezone(offset if found[1] == "+" else -offset)


def _on_the_day(clock, days, after):
    if after is None:
        return dt.datetime.combine(days.first, clock)
    moment = dt.datetime.combine(after.date(), clock, tzinfo=after.tzinfo)
    return moment if moment >= after else moment + dt.timedelta(days=1)


def read_duration(text, heading=""):
    """Whole seconds of "1h 27m 51s", "0:47:03", "1小时5分" or a bare number: minutes, or seconds where the
    heading says so. None for an empty text. Raises Unclear."""
    text = unicodedata.normalize("NFKC", text).strip()
    if text in {"", "-", "--", "–"}:
        return None
    if clock := _CLOCK.match(text):
        one, two, three = int(clock[1]), int(clock[2]), clock[3]
        return one * 3600 + two * 60 + int(three) if three else one * 60 + two
    if re.fullmatch(r"\d+(\.\d+)?", text):
        in_seconds = re.search(r"second|秒", heading, re.I)
        return round(float(text) * (1 if in_seconds else 60))
    found = [(pattern.search(text), seconds) for pattern, seconds in _UNITS]
    rest = text
    for pattern, _seconds in _UNITS:
        rest = pattern.sub("", rest)
    if not any(match for match, _seconds in found) or rest.strip(" ,，"):
        raise Unclear(UNREADABLE)
    return round(sum(float(match[1]) * seconds for match, seconds in found if match))


def stay(entered, left, seconds):
    """(entered, left) of a row. Where only the time attended is known besides the entry, or is shorter than
    from the first entry to the last leaving, the stay lasts just as long: nothing is counted twice over a
    break. `seconds` may be None."""
    if seconds is None or entered is None:
        return entered, left
    attended = dt.timedelta(seconds=seconds)
    if left is None or left - entered - attended >= ROUNDED:
        return entered, entered + attended
    return entered, left
