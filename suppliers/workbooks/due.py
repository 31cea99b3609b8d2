"""The sheet of a year's due list."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..models import DueItem, DueKind, RiskClass

DUE_COLUMNS = [
    Column("position", _("Position"), kind="integer"),
    Column("code", _("Supplier code"), value="supplier.code"),
    Column("name", _("Supplier"), value="supplier.name"),
    Column("kind", _("What is due"), kind="choice", choices=DueKind.choices),
    Column("quarter", _("Quarter"), kind="integer"),
    Column("by", _("By"), kind="date"),
    Column("state", _("State"), kind="choice", choices=DueItem.State.choices),
    Column("risk_class", _("Class"), kind="choice", choices=RiskClass.choices),
    Column("score", _("Overall score"), kind="decimal"),
    Column("last_on", _("Last one on"), kind="date"),
    Column("due_on", _("Due since the last one on"), kind="date"),
    Column("every_months", _("Months after the last one"), kind="integer"),
    Column("drawn", _("Drawn at random"), kind="boolean"),
    Column("remote", _("A remote one counts"), kind="boolean"),
    Column("decided", _("Changed by hand"), kind="boolean"),
    Column("reason", _("Reason"), max_length=300),
    Column("done_on", _("Done on"), kind="date"),
]
