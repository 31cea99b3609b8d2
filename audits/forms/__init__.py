"""What people may say about audits, findings and surveys. Checked here; changed by operations."""

from .audits import (
    CancelForm,
    FinalForm,
    FindingForm,
    HandOverForm,
    PlanForm,
    ReplanForm,
    StartForm,
    VisitForm,
)
from .moves import (
    CheckForm,
    DecisionForm,
    MoveForm,
    OwnersForm,
    PostponementForm,
    ReasonForm,
    RemarkForm,
)
from .plans import ActionsForm, BulkPlanForm, PlanOfActionForm
from .survey_assign import AssignForm
from .survey_smelters import SmelterForm, SmelterLinesForm
from .surveys import (
    AnswersForm,
    AnswerSheetForm,
    OneAnswerForm,
    SeenForm,
    SurveyFilesForm,
    SurveyRemarkForm,
    SurveyWithdrawForm,
)

__all__ = [
    "ActionsForm",
    "AnswerSheetForm",
    "AnswersForm",
    "AssignForm",
    "BulkPlanForm",
    "CancelForm",
    "CheckForm",
    "DecisionForm",
    "FinalForm",
    "FindingForm",
    "HandOverForm",
    "MoveForm",
    "OneAnswerForm",
    "OwnersForm",
    "PlanForm",
    "PlanOfActionForm",
    "PostponementForm",
    "ReasonForm",
    "RemarkForm",
    "ReplanForm",
    "SeenForm",
    "SmelterForm",
    "SmelterLinesForm",
    "StartForm",
    "SurveyFilesForm",
    "SurveyRemarkForm",
    "SurveyWithdrawForm",
    "VisitForm",
]
