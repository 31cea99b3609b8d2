"""What the training room can be asked, by pages and by the rooms downstream."""

from .courses import course_counts
from .invitations import candidates
from .participation import Participation, participation, support_offered
from .slices import Slice
from .statistics import course_views, opening, statistics, themes, year_figures

__all__ = [
    "Participation",
    "Slice",
    "candidates",
    "course_counts",
    "course_views",
    "opening",
    "participation",
    "statistics",
    "support_offered",
    "themes",
    "year_figures",
]
