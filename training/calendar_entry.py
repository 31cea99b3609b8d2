"""An event as an entry of people's own calendars (iCalendar, RFC 5545)."""

import datetime as dt
from email.utils import parseaddr
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

PUBLISH, CANCEL = "PUBLISH", "CANCEL"
FILE_NAME = "event.ics"
CONTENT_TYPE = "text/calendar; charset=utf-8"


def entry_writer(event, *, at, method=PUBLISH):
    """A function that writes the entry in the language of the moment; sessions and places are read once."""
    sessions, places = list(event.sessions.all()), list(event.places.all())

    def write():
        return written(event, sessions, places, method=method, at=at)

    return write


def written(event, sessions, places, *, method, at):
    """The .ics text. The entry's name never changes, so a calendar replaces what it had; `revision` says
    which is newer. From the first session's start to the last one's end; without sessions, the whole day."""
    from icalendar import Calendar, Event  # loaded by who asks for one, not by every process

    host = urlsplit(settings.PORTAL_ADDRESS).hostname
    calendar, entry = Calendar(), Event()
    calendar.add("prodid", f"-//{host}//sustainportal//")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    entry.add("uid", f"event-{event.pk}@{host}")
    entry.add("sequence", event.revision)
    entry.add("dtstamp", at)
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    entry.add("organizer", f"mailto:{address}", {"CN": str(settings.PORTAL_NAME)})
    begins, ends = span(event, sessions)
    entry.add("dtstart", begins)
    entry.add("dtend", ends)
    entry.add("summary", event.title)
    entry.add("location", location(event, places))
    entry.add("description", description(event, sessions))
    entry.add("url", settings.PORTAL_ADDRESS + event.get_absolute_url())
    entry.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    calendar.add_component(entry)
    return calendar.to_ical().decode()


def span(event, sessions):
    """(begins, ends): moments in UTC, or days (the end excluded) where no session says when."""
    if not sessions:
        return event.starts_on, event.starts_on + dt.timedelta(days=1)
    begins = min(session.starts_at for session in sessions)
    ends = max(session.starts_at + dt.timedelta(minutes=session.minutes) for session in sessions)
    return begins.astimezone(dt.UTC), ends.astimezone(dt.UTC)


def location(event, places):
    """The address, or the places it is held at."""
    if not places:
        return event.place or (_("online") if event.is_online else "")
    return "; ".join(", ".join(filter(None, (place.name, place.address))) for place in places)


def description(event, sessions):
    """The agenda in the event's own time, and where to read more."""
    zone = ZoneInfo(event.zone)
    lines = [event.theme] if event.theme else []
    for session in sessions:
        starts = session.starts_at.astimezone(zone)
        place = f" ({session.place.name})" if session.place_id else ""
        lines.append(f"{starts:%Y-%m-%d %H:%M} {session.topic}{place}")
    if sessions:
        lines.append(_("Times: %(zone)s") % {"zone": event.zone})
    lines.append(settings.PORTAL_ADDRESS + event.get_absolute_url())
    return "\n".join(lines)
