"""Columns of the list of zero-tolerance matters."""

from django.utils.translation import gettext_lazy as _

from suppliers.models import RiskClass
from sustainportal.sheets.columns import Column

from ..models import Audit, State

ZERO_TOLERANCE_COLUMNS = [
    Column("reference", _("Finding")),
    Column("supplier_code", _("Supplier code"), value="audit.site.supplier.code"),
    Column("supplier", _("Supplier"), value="audit.site.supplier.name"),
    Column("site", _("Site"), value="audit.site.name"),
    Column("matter", _("Matter"), value="zero_tolerance"),
    Column("discovered_on", _("Discovered on"), kind="date"),
    Column("state", _("State"), kind="choice", choices=State.choices),
    Column("closed_at", _("Closed"), kind="datetime"),
    Column(
        "outcome", _("Outcome of the audit"), kind="choice", choices=Audit.Outcome.choices,
        value="audit.outcome",
    ),
    Column("risk_class", _("Class"), kind="choice", choices=RiskClass.choices),
    Column("class_year", _("Year of the class"), kind="integer"),
    Column("class_rule", _("Rule that decided")),
]  # fmt: skip
