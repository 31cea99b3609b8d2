"""What the audits room can change, by noun."""

from .agenda import keep_agenda
from .audits import (
    cancel_audit,
    change_plan,
    finalise_audit,
    hand_over_audit,
    plan_audit,
    record_visit,
    start_audit,
)
from .causes import find_cause
from .checks import owe_check, record_check
from .confirmations import confirm_findings
from .drafts import (
    answer_comment,
    comment_on_draft,
    say_nothing_to_add,
    share_draft,
    take_draft_back,
)
from .findings import change_finding, record_finding, withdraw_finding
from .moves import (
    accept_no_action,
    approve_plan,
    close,
    remark,
    return_actions,
    return_plan,
    verify,
)
from .owners import name_owners
from .plans import submit_actions, submit_plan, submit_plans
from .postponements import (
    ask_postponement,
    end_pause,
    end_pauses,
    grant_postponement,
    refuse_postponement,
)
from .readings import post_changed_findings, post_open_findings
from .reports import keep_reports, remove_report
from .surveys import accept_survey, reopen_survey, request_changes, submit_survey
from .surveys_answers import save_answer, save_answers
from .surveys_assign import assign_surveys
from .surveys_copy import copy_answers
from .surveys_files import keep_survey_files, remove_survey_file
from .surveys_sheet import take_answer_sheet
from .surveys_smelters import add_smelters, remove_smelter, replace_smelters
from .surveys_withdraw import withdraw_survey

__all__ = [
    "accept_no_action",
    "accept_survey",
    "add_smelters",
    "answer_comment",
    "approve_plan",
    "ask_postponement",
    "assign_surveys",
    "cancel_audit",
    "change_finding",
    "change_plan",
    "close",
    "comment_on_draft",
    "confirm_findings",
    "copy_answers",
    "end_pause",
    "end_pauses",
    "finalise_audit",
    "find_cause",
    "grant_postponement",
    "hand_over_audit",
    "keep_agenda",
    "keep_reports",
    "keep_survey_files",
    "name_owners",
    "owe_check",
    "plan_audit",
    "post_changed_findings",
    "post_open_findings",
    "record_check",
    "record_finding",
    "record_visit",
    "refuse_postponement",
    "remark",
    "remove_report",
    "remove_smelter",
    "remove_survey_file",
    "reopen_survey",
    "replace_smelters",
    "request_changes",
    "return_actions",
    "return_plan",
    "save_answer",
    "save_answers",
    "say_nothing_to_add",
    "share_draft",
    "start_audit",
    "submit_actions",
    "submit_plan",
    "submit_plans",
    "submit_survey",
    "take_answer_sheet",
    "take_draft_back",
    "verify",
    "withdraw_finding",
    "withdraw_survey",
]
