from .attendance import Attendance, Interval, OpeningBalance, Registration
from .course import Completion, Course, Lesson, LessonView
from .event import Event, Invitation, Session

__all__ = [
    "Attendance",
    "Completion",
    "Course",
    "Event",
    "Interval",
    "Invitation",
    "Lesson",
    "LessonView",
    "OpeningBalance",
    "Registration",
    "Session",
]
