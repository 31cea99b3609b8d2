"""An event on another day: its agenda moves with it."""

import datetime as dt
from zoneinfo import ZoneInfo

from ..models import Session


def move_agenda(event, days):
    """Move every session by so many days, at the same time of day in the event's zone. Inside the
    transaction of the change."""
    zone, sessions = ZoneInfo(event.zone), list(event.sessions.all())
    for session in sessions:
        session.starts_at = session.starts_at.astimezone(zone) + dt.timedelta(days=days)
    Session.objects.bulk_update(sessions, ["starts_at"])
