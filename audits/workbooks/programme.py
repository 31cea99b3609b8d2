"""Columns of the list of programme: export, and what is imported, come from the same list."""

from django.utils.translation import gettext_lazy as _

from suppliers.models import DueKind, RiskClass
from sustainportal.sheets.columns import Column

from ..models import ProgrammeItem

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
