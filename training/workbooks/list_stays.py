"""The stay that a row of an attendance list tells of, in the event's own time."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext

from ..rules import meeting_times
from ..rules.counting import LONGEST_STAY, attended_seconds
from ..rules.meeting_times import Days, Unclear


@dataclass(frozen=True)
class Told:
    """A stay in UTC; `last` is the leaving time as the row has it, `end` the one that is kept: earlier, where
    the row says that less time was attended than lies between."""

    entered: dt.datetime
    end: dt.datetime | None
    last: dt.datetime | None

    def news(self, known):
        """{entered: left} that is not among the `known` stays, or leaves at another time."""
        if self._is_summed_up_by(known):
            return {}
        if self.entered in known and self.end in (None, known[self.entered]):
            return {}
        return {self.entered: self.end}

    def shown(self, zone):
        """The times as the preview shows them: of the event's clock."""
        return {
            "entered_at": _text(self.entered, zone),
            "left_at": _text(self.last or self.end, zone),
        }

    def _is_summed_up_by(self, known):
        """Whether it tells of first and last times only what several known stays tell better."""
        if self.last is None or self.end == self.last:
            return False
        within = [(a, b) for a, b in known.items() if b and a >= self.entered and b <= self.last]
        if len(within) < 2:
            return False
        told = self.end - self.entered
        return (
            told.total_seconds() - attended_seconds(within) <= meeting_times.ROUNDED.total_seconds()
        )


class Stays:
    """Reads the times of rows; remembers the days of each event."""

    def __init__(self):
        self._days = {}

    def of(self, row, event):
        """What a row tells (`Told`), or None where it tells no time or is refused for it."""
        entered = self._moment(row, event, "entered_at")
        left = self._moment(row, event, "left_at", after=entered)
        seconds = self._seconds(row)
        if left and not row.values["entered_at"]:
            row.refuse("entered_at", gettext("Say when they entered, too."))
        if row.errors or entered is None:
            return None
        zone = ZoneInfo(event.zone)
        span = _aware(entered, zone), _aware(left, zone)
        told = Told(*meeting_times.stay(*span, seconds), span[1])
        self._check(row, event, told, entered)
        return told

    def _check(self, row, event, told, entered):
        if told.last and told.last < told.entered:
            row.refuse("left_at", gettext("Nobody can leave before they enter."))
        elif told.last and told.last - told.entered > LONGEST_STAY:
            row.refuse("left_at", gettext("Nobody stays for more than a day at a time."))
        elif told.end and told.end - told.entered > LONGEST_STAY:
            row.refuse("duration", gettext("Nobody stays for more than a day at a time."))
        elif self._of(event).away(entered.date()) > meeting_times.FARTHEST:
            row.refuse(
                "entered_at",
                gettext("This is far from the day of the event; is it the list of another one?"),
            )

    def _moment(self, row, event, key, after=None):
        """A datetime of the event's clock, without zone."""
        text = row.values[key]
        if not text:
            return None
        try:
            found = meeting_times.read_moment(text, self._of(event), after=after)
        except Unclear as unclear:
            row.refuse(key, _words(unclear))
            return None
        if found.tzinfo:
            return found.astimezone(ZoneInfo(event.zone)).replace(tzinfo=None)
        return found

    def _seconds(self, row):
        text = row.values["duration"]
        if not text:
            return None
        heading = row.source.headings[row.source.used["duration"]]
        try:
            return meeting_times.read_duration(text, heading)
        except Unclear:
            row.refuse(
                "duration", gettext("A duration is expected, such as 1h 5m 20s or 65 (minutes).")
            )
            return None

    def _of(self, event):
        """The days of an event in its own zone; one query."""
        if event.pk not in self._days:
            zone = ZoneInfo(event.zone)
            starts = event.sessions.values_list("starts_at", flat=True)
            last = max((timezone.localdate(one, zone) for one in starts), default=event.starts_on)
            self._days[event.pk] = Days(event.starts_on, max(last, event.starts_on))
        return self._days[event.pk]


def _text(moment, zone):
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S}" if moment else ""


def _aware(moment, zone):
    """A moment of the event's clock, in UTC."""
    return moment and moment.replace(tzinfo=zone).astimezone(dt.UTC)


def _words(unclear):
    if unclear.code == meeting_times.TWO_WAYS:
        one, other = unclear.ways
        return gettext("This date can be read in two ways; write it as %(one)s or %(other)s.") % {
            "one": one,
            "other": other,
        }
    return gettext("A time is expected, such as 2026-09-01 09:00.")
