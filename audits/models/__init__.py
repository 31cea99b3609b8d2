from .action import CorrectiveAction, Evidence, Plan
from .audit import Audit
from .cause import FoundCause
from .check import EffectivenessCheck
from .deadline import DeadlineProfile, DeadlineRule
from .feed import CalendarFeed
from .finding import Finding
from .finding_words import TO_PUT_RIGHT, FoundBy, Matter, Rating, State
from .postponement import Postponement
from .programme import ProgrammeItem
from .protocol import Protocol, Provision, ProvisionMatch, Severity, ZeroToleranceKind
from .questionnaire import Question, Questionnaire, Section
from .report import AgendaItem, AuditComment, Confirmation, ReportFile
from .step import Step
from .survey import Answer, Survey, SurveyStep
from .survey_files import Smelter, SurveyFile

__all__ = [
    "TO_PUT_RIGHT",
    "AgendaItem",
    "Answer",
    "Audit",
    "AuditComment",
    "CalendarFeed",
    "Confirmation",
    "CorrectiveAction",
    "DeadlineProfile",
    "DeadlineRule",
    "EffectivenessCheck",
    "Evidence",
    "Finding",
    "FoundBy",
    "FoundCause",
    "Matter",
    "Plan",
    "Postponement",
    "ProgrammeItem",
    "Protocol",
    "Provision",
    "ProvisionMatch",
    "Question",
    "Questionnaire",
    "Rating",
    "ReportFile",
    "Section",
    "Severity",
    "Smelter",
    "State",
    "Step",
    "Survey",
    "SurveyFile",
    "SurveyStep",
    "ZeroToleranceKind",
]
