"""What the training room can change, by noun."""

from .attendance import record_attendance, register, strike_attendance, withdraw
from .check_in import check_in_self, take_scan
from .corrections import correct_stay
from .courses import complete_course, view_lesson
from .erasure import erase_details
from .events import (
    add_session,
    cancel_event,
    hold_event,
    invite,
    open_event,
    plan_event,
    remove_session,
)
from .publishing import publish_year

__all__ = [
    "add_session",
    "cancel_event",
    "check_in_self",
    "complete_course",
    "correct_stay",
    "erase_details",
    "hold_event",
    "invite",
    "open_event",
    "plan_event",
    "publish_year",
    "record_attendance",
    "register",
    "remove_session",
    "strike_attendance",
    "take_scan",
    "view_lesson",
    "withdraw",
]
