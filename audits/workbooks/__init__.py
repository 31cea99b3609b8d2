"""What the audits room takes and gives as sheets, a file for each noun."""

from .audits import AUDIT_COLUMNS
from .finding_sheet import FINDING_SHEET
from .findings import FINDING_COLUMNS
from .findings_in import FindingImporter
from .plans_in import PlanImporter
from .programme import PROGRAMME_COLUMNS
from .questionnaires import QuestionnaireImporter
from .surveys import RATE_COLUMNS, SURVEY_COLUMNS

__all__ = [
    "AUDIT_COLUMNS",
    "FINDING_COLUMNS",
    "FINDING_SHEET",
    "PROGRAMME_COLUMNS",
    "RATE_COLUMNS",
    "SURVEY_COLUMNS",
    "FindingImporter",
    "PlanImporter",
    "QuestionnaireImporter",
]
