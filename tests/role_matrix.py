"""The expectations of the role matrix, written by hand.

Per route: the answers to procurement, supplier, auditor, sales and admin for a thing of their own (their
supplier's, or open to them), for a foreign thing, and where there is one for a thing of their own that is
not released yet (an auditor's draft, an unpublished card). Pages are asked by GET, buttons by POST.
200 shown · 302 done and sent on · 403 not this role · 404 not this row · 409 not this moment · 422 a
field is missing.
"""

ROLES = ["procurement", "supplier", "auditor", "sales", "admin"]

GROUND = {
    "web:home": ["200 200 200 200 200"],
    "accounts:settings": ["200 200 200 200 200"],
    "accounts:password": ["200 200 200 200 200"],
    "jobs:job_list": ["200 403 403 403 200"],
    "jobs:job_detail": ["200 200 200 200 200", "200 404 404 404 200"],
    "jobs:job_progress": ["200 200 200 200 200", "200 404 404 404 200"],
    "jobs:job_retry": ["302 403 403 403 302", "302 403 403 403 302"],
    "notices:notice_list": ["200 200 200 200 200"],
    "notices:notices_read": ["302 302 302 302 302"],
    "notices:notice_read": ["302 302 302 302 302", "404 404 404 404 404"],
    "trail:entry_list": ["200 403 403 403 200"],
    "sheets:upload_list": ["200 403 403 403 200"],
    "sheets:upload": ["200 403 403 403 200"],
    "sheets:template": ["200 403 403 403 200"],
    "sheets:upload_detail": ["200 403 403 403 200", "404 403 403 403 404"],
    "sheets:upload_mapping": ["200 403 403 403 200", "404 403 403 403 404"],
    "sheets:upload_read": ["302 403 403 403 302", "404 403 403 403 404"],
    "sheets:upload_keep": ["409 403 403 403 409", "404 403 403 403 404"],
    "sheets:upload_keep_good": ["409 403 403 403 409", "404 403 403 403 404"],
    "sheets:upload_refused": ["404 403 403 403 404", "404 403 403 403 404"],
}

SUPPLIERS = {
    "suppliers:supplier_list": ["200 302 200 403 200"],
    "suppliers:supplier_new": ["200 403 403 403 403"],
    "suppliers:supplier_detail": ["200 200 200 403 200", "200 404 404 403 200"],
    "suppliers:supplier_change": ["200 403 403 403 403", "200 403 403 403 403"],
    "suppliers:supplier_move": ["200 403 403 403 403", "200 403 403 403 403"],
    "suppliers:alias_new": ["200 403 403 403 403", "200 403 403 403 403"],
    "suppliers:site_new": ["200 403 403 403 403", "200 403 403 403 403"],
    "suppliers:site_detail": ["200 200 200 403 200", "200 404 404 403 200"],
    "suppliers:site_change": ["200 403 403 403 403", "200 403 403 403 403"],
    "suppliers:review_list": ["200 403 403 403 403"],
    "suppliers:review_same": ["302 403 403 403 403", "302 403 403 403 403"],
    "suppliers:review_new": ["302 403 403 403 403", "302 403 403 403 403"],
    "suppliers:risk": ["302 403 403 403 302"],
    "suppliers:risk_year": ["200 403 403 403 200"],
    "suppliers:risk_movements": ["200 403 403 403 200"],
    "suppliers:risk_year_classify": ["302 403 403 403 403"],
    "suppliers:risk_year_close": ["200 403 403 403 403"],
    "suppliers:risk_detail": ["200 200 200 403 200", "200 404 404 403 200"],
    "suppliers:risk_of_year": ["200 200 200 403 200", "200 404 404 403 200"],
    "suppliers:reading_list": ["200 200 200 403 200", "200 404 404 403 200"],
    "suppliers:reading_detail": ["200 200 200 403 200", "200 404 404 403 200"],
}

AUDITS = {
    "audits:audit_list": ["200 200 200 403 200"],
    "audits:audit_plan": ["200 403 403 403 403"],
    "audits:audit_plan_site": ["200 403 403 403 403", "200 403 403 403 403"],
    "audits:audit_detail": [
        "200 200 200 403 200",
        "200 404 404 403 200",
        "200 200 200 403 200",
    ],
    "audits:audit_change": ["200 403 403 403 403", "200 403 403 403 403"],
    "audits:audit_cancel": ["200 403 403 403 403", "200 403 403 403 403"],
    "audits:audit_start": ["403 403 200 403 403", "403 403 404 403 403"],
    "audits:audit_record": ["403 403 200 403 403", "403 403 404 403 403"],
    "audits:audit_final": ["403 403 200 403 403", "403 403 404 403 403"],
    "audits:finding_new": ["403 403 200 403 403", "403 403 404 403 403"],
    "audits:finding_list": ["200 200 200 403 200"],
    "audits:due_list": ["403 200 403 403 403"],
    "audits:review_list": ["200 403 200 403 403"],
    "audits:finding_detail": [
        "200 200 200 403 200",
        "200 404 404 403 200",
        "200 404 200 403 200",
    ],
    "audits:finding_change": ["403 403 200 403 403", "403 403 404 403 403"],
    "audits:finding_withdraw": ["403 403 200 403 403", "403 403 404 403 403"],
    "audits:submit_plan": [
        "403 200 403 403 403",
        "403 404 403 403 403",
        "403 404 403 403 403",
    ],
    "audits:submit_actions": ["403 200 403 403 403", "403 404 403 403 403"],
    "audits:approve_plan": ["200 403 200 403 403", "200 403 404 403 403"],
    "audits:return_plan": ["200 403 200 403 403", "200 403 404 403 403"],
    "audits:accept_no_action": ["200 403 200 403 403", "200 403 404 403 403"],
    "audits:return_actions": ["200 403 200 403 403", "200 403 404 403 403"],
    "audits:verify": ["200 403 200 403 403", "200 403 404 403 403"],
    "audits:close": ["200 403 200 403 403", "200 403 404 403 403"],
    "audits:remark": ["200 200 200 403 403", "200 404 404 403 403"],
    "audits:evidence_download": [
        "200 200 200 403 200",
        "200 404 404 403 200",
        "200 404 200 403 200",
    ],
    "audits:summary": ["200 403 403 403 200"],
    "audits:survey_list": ["200 200 200 403 200"],
    "audits:survey_assign": ["200 403 403 403 403"],
    "audits:survey_detail": ["200 200 200 403 200", "200 404 404 403 200"],
    "audits:survey_fill": ["403 200 403 403 403", "403 404 403 403 403"],
    "audits:survey_accept": ["409 403 403 403 403", "409 403 403 403 403"],
    "audits:survey_return": ["200 403 403 403 403", "200 403 403 403 403"],
    "audits:survey_reopen": ["200 403 403 403 403", "200 403 403 403 403"],
}

TRAINING = {
    "training:event_list": ["200 200 200 403 200"],
    "training:event_new": ["200 403 403 403 403"],
    "training:event_detail": [
        "200 200 200 403 200",
        "200 404 404 403 200",
        "200 404 404 403 200",
    ],
    "training:event_change": ["200 403 403 403 403", "200 403 403 403 403"],
    "training:event_invite": ["200 403 403 403 403", "200 403 403 403 403"],
    "training:event_open": [
        "409 403 403 403 403",
        "409 403 403 403 403",
        "302 403 403 403 403",
    ],
    "training:event_hold": ["302 403 403 403 403", "302 403 403 403 403"],
    "training:event_cancel": ["302 403 403 403 403", "302 403 403 403 403"],
    "training:session_new": ["200 403 403 403 403", "200 403 403 403 403"],
    "training:session_remove": ["302 403 403 403 403", "302 403 403 403 403"],
    "training:register": ["403 200 403 403 403", "403 404 403 403 403"],
    "training:withdraw": ["403 302 403 403 403", "403 404 403 403 403"],
    "training:attendance_list": ["200 403 403 403 200"],
    "training:attendance_new": ["200 403 200 403 403", "200 403 404 403 403"],
    "training:attendance_strike": ["200 403 200 403 403", "200 403 404 403 403"],
    "training:check_in": ["302 403 302 403 403", "302 403 404 403 403"],
    "training:statistics": ["200 403 403 403 200"],
    "training:course_list": ["200 200 200 403 200"],
    "training:course_detail": [
        "200 200 200 403 200",
        "200 200 200 403 200",
        "200 404 404 403 200",
    ],
    "training:course_complete": [
        "403 409 403 403 403",
        "403 409 403 403 403",
        "403 404 403 403 403",
    ],
    "training:lesson_detail": [
        "200 200 200 403 200",
        "200 200 200 403 200",
        "200 404 404 403 200",
    ],
    "training:lesson_viewed": [
        "403 302 403 403 403",
        "403 302 403 403 403",
        "403 404 403 403 403",
    ],
}

SCORECARDS = {
    "scorecards:scorecard_list": ["200 200 403 200 200"],
    "scorecards:scorecard_detail": [
        "200 200 403 200 200",
        "200 404 403 200 200",
        "200 404 403 404 200",
    ],
    "scorecards:quarter_list": ["200 403 403 200 200"],
    "scorecards:quarter_new": ["200 403 403 403 403"],
    "scorecards:quarter_detail": [
        "200 403 403 200 200",
        "200 403 403 200 200",
        "200 403 403 404 200",
    ],
    "scorecards:quarter_compute": ["302 403 403 403 403", "302 403 403 403 403"],
    "scorecards:quarter_publish": [
        "200 403 403 403 403",
        "200 403 403 403 403",
        "200 403 403 403 403",
    ],
    "scorecards:quarter_allocate": [
        "302 403 403 403 403",
        "302 403 403 403 403",
        "409 403 403 403 403",
    ],
    "scorecards:allocation_list": ["200 403 403 200 200"],
    "scorecards:allocation_detail": ["200 403 403 200 200", "200 403 403 200 200"],
    "scorecards:allocation_decide": ["200 403 403 200 403", "200 403 403 200 403"],
    "scorecards:order_list": ["200 403 403 200 200"],
    "scorecards:supplier_overview": ["200 403 403 403 200", "200 403 403 403 200"],
}

MATRIX = GROUND | SUPPLIERS | AUDITS | TRAINING | SCORECARDS
