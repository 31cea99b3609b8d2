"""May this role? One table, the only one. A permission that is not here is refused to everyone."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    PROCUREMENT = "procurement", _("Procurement")
    SUPPLIER = "supplier", _("Supplier")
    AUDITOR = "auditor", _("Auditor")
    SALES = "sales", _("Sales")
    ADMIN = "admin", _("Administrator")


P, S, A, L, D = Role.PROCUREMENT, Role.SUPPLIER, Role.AUDITOR, Role.SALES, Role.ADMIN
EVERYONE = frozenset(Role)

#: permission -> the roles that hold it.
PERMISSIONS = {
    # the ground
    "web.see_home": EVERYONE,
    "web.keep_view": EVERYONE,  # of a list one may read
    "notices.read_notices": EVERYONE,
    "accounts.change_own_settings": EVERYONE,
    "jobs.read_jobs": frozenset({P, D}),
    "jobs.follow_job": EVERYONE,  # the jobs one asked for oneself
    "jobs.retry_job": frozenset({P, D}),
    "sheets.upload": frozenset({P, S, A, D}),  # and the permission of the importer
    "trail.read_trail": frozenset({P, D}),
    # suppliers
    "suppliers.read_supplier": frozenset({P, S, A, D}),
    "suppliers.change_supplier_record": frozenset({P}),
    "suppliers.assign_auditor": frozenset({P}),
    "suppliers.read_correction": frozenset({P, S, D}),
    "suppliers.propose_correction": frozenset({S}),
    "suppliers.review_correction": frozenset({P}),
    "suppliers.import_suppliers": frozenset({P}),
    "suppliers.review_import": frozenset({P}),
    "suppliers.merge_suppliers": frozenset({P}),
    "suppliers.name_countries": frozenset({P, D}),  # for one's own files
    "suppliers.import_indicators": frozenset({P, D}),
    "suppliers.read_risk": frozenset({P, S, A, D}),
    "suppliers.record_reading": frozenset({P}),
    "suppliers.import_readings": frozenset({P}),
    "suppliers.preview_risk_model": frozenset({P, D}),
    "suppliers.read_risk_year": frozenset({P, D}),
    "suppliers.classify": frozenset({P}),
    "suppliers.close_risk_year": frozenset({P}),
    "suppliers.override_class": frozenset({P}),
    "suppliers.read_papers": frozenset({P, S, A, D}),
    "suppliers.read_paper_lists": frozenset({P, D}),
    "suppliers.sign_declaration": frozenset({S}),
    "suppliers.hand_in_paper": frozenset({P, S}),
    "suppliers.judge_paper": frozenset({P}),
    "suppliers.import_certificates": frozenset({P}),
    "suppliers.read_due_list": frozenset({P, D}),
    "suppliers.propose_due_list": frozenset({P}),
    "suppliers.adjust_due_list": frozenset({P}),
    "suppliers.confirm_due_list": frozenset({P}),
    "suppliers.read_approval": frozenset({P, S, A, D}),
    "suppliers.list_approvals": frozenset({P, D}),
    "suppliers.propose_approval": frozenset({P}),
    "suppliers.decide_approval": frozenset({P}),  # and neither proposed nor added by the person
    "suppliers.read_assessment": frozenset({P, S, A, D}),
    "suppliers.record_assessment": frozenset({P, A}),
    "suppliers.import_assessments": frozenset({P}),
    # audits
    "audits.read_programme": frozenset({P, D}),
    "audits.read_audit": frozenset({P, S, A, D}),
    "audits.plan_audit": frozenset({P}),
    "audits.record_audit": frozenset({A}),
    "audits.write_agenda": frozenset({P, A}),
    "audits.comment_draft": frozenset({S}),
    "audits.read_schedule": frozenset({P, A, D}),
    "audits.read_report": frozenset({P, S, A, D}),
    "audits.read_catalogue": frozenset({P, S, A, D}),
    "audits.record_finding": frozenset({A}),
    "audits.read_finding": frozenset({P, S, A, D}),
    "audits.import_findings": frozenset({P, A}),  # an auditor: of the audits they lead
    "audits.log_action": frozenset({S}),
    "audits.review_action": frozenset({P, A}),
    "audits.verify_action": frozenset({P, A}),
    "audits.close_finding": frozenset({P, A}),
    "audits.remark_finding": frozenset({P, S, A}),
    "audits.name_owners": frozenset({P, S, A}),
    "audits.ask_postponement": frozenset({P, S, A}),
    "audits.decide_postponement": frozenset({P, A}),  # and did not ask for it
    "audits.check_effect": frozenset({P, A}),  # and did not put it right
    "audits.read_summary": frozenset({P, D}),
    "audits.keep_calendar": frozenset({P, S, A}),  # one's own address
    "audits.read_evidence": frozenset({P, S, A, D}),
    "audits.read_survey": frozenset({P, S, A, D}),
    "audits.assign_survey": frozenset({P}),
    "audits.import_questionnaires": frozenset({P, D}),
    "audits.read_response_rates": frozenset({P, D}),
    "audits.answer_survey": frozenset({S}),
    "audits.review_survey": frozenset({P}),
    # training
    "training.read_event": frozenset({P, S, A, D}),
    "training.plan_event": frozenset({P}),
    "training.register_for_event": frozenset({S}),
    "training.decline_invitation": frozenset({S}),
    "training.record_attendance": frozenset({P, A}),
    "training.match_attendee": frozenset({P}),
    "training.read_passes": frozenset({P, S}),
    "training.read_material": frozenset({P, S, A, D}),
    "training.keep_material": frozenset({P, A}),  # an auditor: of the events they lead
    "training.send_records": frozenset({P}),
    "training.give_satisfaction": frozenset({S}),
    "training.read_satisfaction": frozenset({P, A, D}),  # an auditor: of the events they lead
    "training.read_statistics": frozenset({P, D}),
    "training.publish_year": frozenset({P}),
    "training.read_meeting": frozenset({P, S, A, D}),
    "training.plan_meeting": frozenset({P}),
    "training.treat_finding": frozenset({P, A}),  # an auditor: in the meetings they lead
    "training.do_follow_up": frozenset({P, S, A}),
    "training.read_effect": frozenset({P, D}),
    "training.read_supervision": frozenset({P, S, A, D}),
    "training.supervise": frozenset({P}),
    "training.read_group": frozenset({P, S, A, D}),
    "training.change_group": frozenset({P}),
    "training.post": frozenset({P, S, A}),
    "training.read_case": frozenset({P, S, A, D}),
    "training.write_case": frozenset({P}),
    "training.read_course": frozenset({P, S, A, D}),
    "training.take_course": frozenset({S}),
    "training.read_certificate": frozenset({P, S, D}),
    "training.read_assignment": frozenset({P, S, A, D}),
    "training.assign_course": frozenset({P}),
    "training.read_campaign": frozenset({P, D}),
    "training.send_campaign": frozenset({P}),
    # scorecards
    "scorecards.read_scorecard": frozenset({P, S, L, D}),
    "scorecards.read_quarter": frozenset({P, L, D}),
    "scorecards.import_figures": frozenset({P}),
    "scorecards.compute_quarter": frozenset({P}),
    "scorecards.publish_quarter": frozenset({P}),
    "scorecards.read_allocation": frozenset({P, L, D}),
    "scorecards.allocate": frozenset({P}),
    "scorecards.decide_allocation": frozenset({P, L}),
    "scorecards.read_supplier_overview": frozenset({P, D}),
}

_ADMIN_SITE = re.compile(r"^\w+\.(add|change|delete|view)_\w+$")


def may(role, permission):
    """Whether `role` holds `permission` ("app.verb_noun"). The admin site's own names
    (add/change/delete/view) belong to administrators; each ModelAdmin narrows them."""
    if permission in PERMISSIONS:
        return role in PERMISSIONS[permission]
    return role == Role.ADMIN and bool(_ADMIN_SITE.match(permission))
