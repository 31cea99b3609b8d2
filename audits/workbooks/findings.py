"""Columns of the list of findings: export, and what is imported, come from the same list."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..models import Provision, Rating, State

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
