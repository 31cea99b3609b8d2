"""The sheet of a year's classifications."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..models import RiskClass, Supplier
from ..models.model_preview import STANDINGS
from ..wording_risk import reason_text

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


def preview_columns(factors):
    """The sheet of a model preview; `factors` (code -> Factor) name what moved a score."""
    return [
        Column("code", _("Supplier code"), value="supplier.code"),
        Column("name", _("Supplier"), value="supplier.name"),
        Column("standing_before", _("Class now"), kind="choice", choices=STANDINGS),
        Column("standing", _("Class with the draft"), kind="choice", choices=STANDINGS),
        Column("overall_before", _("Score now"), kind="decimal"),
        Column("overall", _("Score with the draft"), kind="decimal"),
        Column("coverage", _("Coverage with the draft, %"), kind="percent"),
        Column("why", _("Mainly because"), value=lambda row: reason_text(row.because, factors)),
    ]


def moves_columns(year, before):
    """The sheet of two years side by side."""
    return [
        Column("code", _("Supplier code"), value="supplier.code"),
        Column("name", _("Supplier"), value="supplier.name"),
        Column("standing_before", _("Class before"), kind="choice", choices=STANDINGS),
        Column("standing", _("Class"), kind="choice", choices=STANDINGS),
        Column("overall_before", _("Overall score before"), kind="decimal"),
        Column("overall", _("Overall score"), kind="decimal"),
        Column("change", _("Change"), kind="decimal"),
        Column("years", _("Years"), value=lambda row: f"{before} → {year}"),
    ]
