"""The admin site of this room, by noun."""

from . import cases, courses, events, supervision

__all__ = ["cases", "courses", "events", "supervision"]
