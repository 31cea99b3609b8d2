from .action import CorrectiveAction, Evidence
from .audit import Audit
from .deadline import DeadlineProfile, DeadlineRule
from .finding import Finding
from .finding_words import TO_PUT_RIGHT, Matter, Rating, State
from .programme import ProgrammeItem
from .protocol import Protocol, Provision, ZeroToleranceKind
from .questionnaire import Question, Questionnaire
from .step import Step
from .survey import Answer, Survey, SurveyStep

__all__ = [
    "TO_PUT_RIGHT",
    "Answer",
    "Audit",
    "CorrectiveAction",
    "DeadlineProfile",
    "DeadlineRule",
    "Evidence",
    "Finding",
    "Matter",
    "ProgrammeItem",
    "Protocol",
    "Provision",
    "Question",
    "Questionnaire",
    "Rating",
    "State",
    "Step",
    "Survey",
    "SurveyStep",
    "ZeroToleranceKind",
]
