"""Training on paper: events and statistics out, attendance lists in and out."""

from .attendance import ATTENDANCE_COLUMNS
from .attendance_lists import AttendanceImporter
from .events import EVENT_COLUMNS
from .list_columns import STAY_COLUMNS
from .statistics import (
    CELL_COLUMNS,
    HEAD_COUNT_COLUMNS,
    REACHED_COLUMNS,
    SESSION_COLUMNS,
    STATISTICS_COLUMNS,
    VIEW_COLUMNS,
)

__all__ = [
    "ATTENDANCE_COLUMNS",
    "CELL_COLUMNS",
    "EVENT_COLUMNS",
    "HEAD_COUNT_COLUMNS",
    "REACHED_COLUMNS",
    "SESSION_COLUMNS",
    "STATISTICS_COLUMNS",
    "STAY_COLUMNS",
    "VIEW_COLUMNS",
    "AttendanceImporter",
]
