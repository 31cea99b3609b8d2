"""What the audits room can be asked, by pages and by the rooms downstream."""

from .downstream import (
    CapTimeliness,
    LastScore,
    OpenFindings,
    SurveyResult,
    cap_timeliness,
    last_audit_scores,
    open_findings,
    survey_scores,
    worst_open,
)
from .pages import finding_page, finding_rows
from .scores import standing_score
from .summary import year_summary, years
from .waiting import waiting_for

__all__ = [
    "CapTimeliness",
    "LastScore",
    "OpenFindings",
    "SurveyResult",
    "cap_timeliness",
    "finding_page",
    "finding_rows",
    "last_audit_scores",
    "open_findings",
    "standing_score",
    "survey_scores",
    "waiting_for",
    "worst_open",
    "year_summary",
    "years",
]
