"""What people may say about audits, findings and surveys. Checked here; changed by operations."""

from .audits import CancelForm, FinalForm, FindingForm, PlanForm, ReplanForm, StartForm, VisitForm
from .moves import ActionsForm, MoveForm, PlanOfActionForm, ReasonForm, RemarkForm
from .surveys import AnswersForm, AssignForm, SurveyRemarkForm

__all__ = [
    "ActionsForm",
    "AnswersForm",
    "AssignForm",
    "CancelForm",
    "FinalForm",
    "FindingForm",
    "MoveForm",
    "PlanForm",
    "PlanOfActionForm",
    "ReasonForm",
    "RemarkForm",
    "ReplanForm",
    "StartForm",
    "SurveyRemarkForm",
    "VisitForm",
]
