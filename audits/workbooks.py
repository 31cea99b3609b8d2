"""The columns of audits, findings and surveys on paper: declared once, exported from the lists."""

from django.utils.translation import gettext_lazy as _

from suppliers.models import DueKind, RiskClass
from sustainportal.sheets.columns import Column

from .models import Audit, ProgrammeItem, Provision, Rating, State, Survey

AUDIT_COLUMNS = [
    Column("reference", _("Audit")),
    Column("supplier_code", _("Supplier code"), value="site.supplier.code"),
    Column("supplier", _("Supplier"), value="site.supplier.name"),
    Column("site", _("Site"), value="site.name"),
    Column("kind", _("Kind"), kind="choice", choices=Audit.Kind.choices),
    Column("protocol", _("Protocol"), value=lambda audit: str(audit.protocol)),
    Column("auditor", _("Lead auditor"), value=lambda audit: str(audit.auditor)),
    Column("firm", _("Audit firm")),
    Column("planned_on", _("Planned for"), kind="date"),
    Column("started_on", _("Visit began"), kind="date"),
    Column("final_on", _("Final report"), kind="date"),
    Column("state", _("State"), kind="choice", choices=Audit.State.choices),
    Column("outcome", _("Outcome"), kind="choice", choices=Audit.Outcome.choices),
    Column("score", _("Score"), kind="decimal"),
    Column("valid_until", _("Valid until"), kind="date"),
]

FINDING_COLUMNS = [
    Column("reference", _("Finding")),
    Column("supplier_code", _("Supplier code"), value="audit.site.supplier.code"),
    Column("supplier", _("Supplier"), value="audit.site.supplier.name"),
    Column("site", _("Site"), value="audit.site.name"),
    Column(
        "section", _("Section"), kind="choice", choices=Provision.Section.choices,
        value="provision.section",
    ),
    Column("provision", _("Provision"), value="provision.code"),
    Column("title", _("Title"), value="provision.title"),
    Column("rating", _("Rating"), kind="choice", choices=Rating.choices),
    Column("zero_tolerance", _("Zero tolerance"), kind="boolean", value=lambda f: f.zero_tolerance_id is not None),
    Column("description", _("What was found"), multiline=True),
    Column("discovered_on", _("Discovered on"), kind="date"),
    Column("state", _("State"), kind="choice", choices=State.choices),
    Column("due", _("Next due"), kind="date"),
    Column("overdue", _("Overdue"), kind="boolean", value="is_overdue"),
    Column("submit_due", _("Plan due"), kind="date"),
    Column("approve_due", _("Approval due"), kind="date"),
    Column("complete_due", _("Completion due"), kind="date"),
    Column("closed_at", _("Closed"), kind="datetime"),
]  # fmt: skip

SURVEY_COLUMNS = [
    Column("supplier_code", _("Supplier code"), value="supplier.code"),
    Column("supplier", _("Supplier"), value="supplier.name"),
    Column("questionnaire", _("Questionnaire"), value=lambda survey: str(survey.questionnaire)),
    Column("year", _("Year"), kind="integer"),
    Column("due_on", _("Due on"), kind="date"),
    Column("state", _("State"), kind="choice", choices=Survey.State.choices),
    Column("submitted_at", _("Submitted"), kind="datetime"),
    Column("score", _("Score"), kind="decimal"),
]

PROGRAMME_COLUMNS = [
    Column("supplier_code", _("Supplier code"), value="due_item.supplier.code"),
    Column("supplier", _("Supplier"), value="due_item.supplier.name"),
    Column(
        "kind", _("What is due"), kind="choice", choices=DueKind.choices, value="due_item.kind"
    ),
    Column("quarter", _("Quarter"), kind="integer", value="due_item.quarter"),
    Column("by", _("By"), kind="date", value="due_item.by"),
    Column(
        "risk_class", _("Class"), kind="choice", choices=RiskClass.choices,
        value="due_item.risk_class",
    ),
    Column("state", _("State"), kind="choice", choices=ProgrammeItem.State.choices),
    Column("is_late", _("Overdue"), kind="boolean"),
    Column("audit", _("Audit"), value="audit.reference"),
    Column("planned_on", _("Planned for"), kind="date", value="audit.planned_on"),
    Column("done_on", _("Done on"), kind="date"),
    Column("remark", _("Remark"), max_length=300),
]  # fmt: skip
