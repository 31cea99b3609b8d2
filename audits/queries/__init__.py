"""What the audits room can be asked, by pages and by the rooms downstream."""

from .causes import found_causes, new_causes
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
from .finding_page import MOST_ROWS, answered, finding_page, plannable, plannable_audits
from .pages import finding_rows, with_return
from .scores import standing_score
from .summary import year_summary, years
from .waiting import waiting_for

__all__ = [
    "MOST_ROWS",
    "CapTimeliness",
    "LastScore",
    "OpenFindings",
    "SurveyResult",
    "answered",
    "cap_timeliness",
    "finding_page",
    "finding_rows",
    "found_causes",
    "last_audit_scores",
    "new_causes",
    "open_findings",
    "plannable",
    "plannable_audits",
    "standing_score",
    "survey_scores",
    "waiting_for",
    "with_return",
    "worst_open",
    "year_summary",
    "years",
]
