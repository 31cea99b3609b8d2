"""The sheet of a year's classifications."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..models import RiskClass, Supplier

CLASSIFICATION_COLUMNS = [
    Column("code", _("Supplier code"), value="supplier.code"),
    Column("name", _("Supplier"), value="supplier.name"),
    Column(
        "country",
        _("Country"),
        value=lambda row: str(row.supplier.country) if row.supplier.country_id else "",
    ),
    Column("tier", _("Tier"), kind="choice", choices=Supplier.Tier.choices, value="supplier.tier"),
    Column("in_scope", _("In scope"), kind="boolean"),
    Column("risk_class", _("Class"), kind="choice", choices=RiskClass.choices),
    Column("overall", _("Overall score"), kind="decimal"),
    Column("management_system", _("Management system"), kind="decimal"),
    Column("labour", _("Labour employment"), kind="decimal"),
    Column("environment", _("Environmental impact"), kind="decimal"),
    Column("product", _("Product liability"), kind="decimal"),
    Column("coverage", _("Coverage, %"), kind="percent"),
    Column("judged_at", _("Judged"), kind="datetime"),
]
