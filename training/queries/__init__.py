"""What the training room can be asked, by pages and by the rooms downstream."""

from .courses import course_counts
from .invitations import suppliers_by
from .participation import Participation, participation, support_offered
from .slices import Slice
from .statistics import course_views, opening, statistics, themes, year_figures
from .waiting import waiting_for

__all__ = [
    "Participation",
    "Slice",
    "course_counts",
    "course_views",
    "opening",
    "participation",
    "statistics",
    "suppliers_by",
    "support_offered",
    "themes",
    "waiting_for",
    "year_figures",
]
