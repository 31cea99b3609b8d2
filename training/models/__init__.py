from .attendance import (
    Attendance,
    HeadCount,
    Interval,
    OpeningBalance,
    Origin,
    PublishedYear,
    Registration,
    Scan,
    UnknownAttendee,
)
from .course import Completion, Course, Lesson, LessonView
from .event import Event, Invitation, Session

__all__ = [
    "Attendance",
    "Completion",
    "Course",
    "Event",
    "HeadCount",
    "Interval",
    "Invitation",
    "Lesson",
    "LessonView",
    "OpeningBalance",
    "Origin",
    "PublishedYear",
    "Registration",
    "Scan",
    "Session",
    "UnknownAttendee",
]
