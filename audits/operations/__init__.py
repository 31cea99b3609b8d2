"""What the audits room can change, by noun."""

from .audits import (
    cancel_audit,
    change_plan,
    finalise_audit,
    plan_audit,
    record_visit,
    start_audit,
)
from .findings import change_finding, record_finding, withdraw_finding
from .moves import (
    accept_no_action,
    approve_plan,
    close,
    remark,
    return_actions,
    return_plan,
    submit_actions,
    submit_plan,
    verify,
)
from .readings import post_changed_findings, post_open_findings
from .surveys import (
    accept_survey,
    assign_surveys,
    reopen_survey,
    request_changes,
    save_answers,
    submit_survey,
)

__all__ = [
    "accept_no_action",
    "accept_survey",
    "approve_plan",
    "assign_surveys",
    "cancel_audit",
    "change_finding",
    "change_plan",
    "close",
    "finalise_audit",
    "plan_audit",
    "post_changed_findings",
    "post_open_findings",
    "record_finding",
    "record_visit",
    "remark",
    "reopen_survey",
    "request_changes",
    "return_actions",
    "return_plan",
    "save_answers",
    "start_audit",
    "submit_actions",
    "submit_plan",
    "submit_survey",
    "verify",
    "withdraw_finding",
]
