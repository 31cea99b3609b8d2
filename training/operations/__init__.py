"""What the training room can change, by noun."""

from .agenda import add_session, change_session, remove_session
from .attendance import record_attendance, strike_attendance
from .check_in import check_in_self, take_scan
from .corrections import correct_stay
from .courses import complete_course, view_lesson
from .erasure import erase_details
from .events import cancel_event, hold_event, open_event, plan_event
from .invitations import invite
from .publishing import publish_year
from .registration import register, register_people, withdraw

__all__ = [
    "add_session",
    "cancel_event",
    "change_session",
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
    "register_people",
    "remove_session",
    "strike_attendance",
    "take_scan",
    "view_lesson",
    "withdraw",
]
