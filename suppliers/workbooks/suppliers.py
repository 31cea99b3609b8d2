"""Suppliers, their sites and what they supply, in one flat sheet: one row for each site and supply.

A code says which supplier a row means. Without one the name decides: the same name (punctuation,
case and legal form aside) is the same supplier; a name that comes near, or that several bear, waits
for a person's answer.
"""

import re

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column
from sustainportal.sheets.importing import Importer, register

from ..models import Supplier
from ..operations.intake import Intake
from ..operations.intake_keep import hold_registry, keep_rows

TIER_WORDS = (
    ("final assembly", 1), ("finished goods", 1),
    ("components", 2), ("finished goods - components", 2),
    ("raw material", 3), ("raw materials", 3), ("materials", 3),
)  # fmt: skip
COUNTRY_HELP = _("A name or an ISO code, such as Vietnam, VN or VNM.")
_CURRENCY = re.compile(r"^[A-Z]{3}$")


def country_name(row):
    return str(row.country) if row.country_id else None


def spellings(row):
    return "; ".join(alias.spelling for alias in row.aliases.all())


SUPPLIER_COLUMNS = [
    Column(
        "code", _("Supplier code"), max_length=40, aliases=("supplier code", "vendor code"),
        help=_("Leave empty where you have none: the name then says which supplier is meant."),
    ),
    Column(
        "name", _("Supplier name"), required=True, max_length=200,
        aliases=("supplier", "supplier_name", "company"), example="Red River Mill Co., Ltd.",
    ),
    Column("country", _("Country"), max_length=100, value=country_name, help=COUNTRY_HELP),
    Column(
        "tier", _("Tier"), kind="choice", choices=Supplier.Tier.choices, words=TIER_WORDS,
        help=_("Leave empty where it is not known."),
    ),
    Column("category", _("Category"), max_length=100),
    Column("status", _("Status"), kind="choice", choices=Supplier.Status.choices),
    Column("is_key", _("Key supplier"), kind="boolean"),
    Column("customer_designated", _("Customer-designated"), kind="boolean"),
    Column(
        "aliases", _("Other spellings"), max_length=1000, multiline=True, value=spellings,
        help=_("Several are parted by a semicolon."),
    ),
    Column("site", _("Site"), max_length=200, aliases=("factory", "factory name", "site name")),
    Column("site_address", _("Site address"), max_length=500, aliases=("address",)),
    Column("site_city", _("Site city"), max_length=100, aliases=("city",)),
    Column("site_country", _("Site country"), max_length=100, help=COUNTRY_HELP),
    Column("workers", _("Workers"), kind="integer", minimum=0, aliases=("total workers",)),
    Column("female_percent", _("Female workers, %"), kind="percent", places=2),
    Column("migrant_percent", _("Migrant workers, %"), kind="percent", places=2),
    Column("commodity", _("Commodity"), max_length=100, example="Displays"),
    Column("quarter", _("Quarter"), kind="quarter", example="2026Q3"),
    Column("share", _("Share of orders, %"), kind="percent", places=3),
    Column("amount", _("Purchase amount"), kind="decimal", places=2, minimum=0),
    Column("currency", _("Currency"), max_length=3, example="TWD"),
    Column("capacity_share", _("Capacity ceiling, %"), kind="percent", places=3),
]  # fmt: skip
#: What a list of suppliers exports: the part of the sheet that speaks of the supplier itself.
LIST_COLUMNS = SUPPLIER_COLUMNS[:9]


@register
class SupplierImporter(Importer):
    name = "suppliers.suppliers"
    title = _("Suppliers, sites and supplies")
    intro = _(
        "One row for each site and supply. An empty cell leaves what is known as it is. "
        "Names that may be a supplier you have already wait for your answer under “Names to review”."
    )
    columns = SUPPLIER_COLUMNS
    permission = "suppliers.import_suppliers"

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.label = self.source or gettext("import of %(day)s") % {"day": f"{at:%Y-%m-%d %H:%M}"}
        if connection.in_atomic_block:  # not a preview
            hold_registry()
        self.intake = Intake()

    def judge(self, rows):
        for row in rows:
            currency = row.values.get("currency")
            if currency and not _CURRENCY.match(currency):
                row.refuse(
                    "currency",
                    gettext("A currency of three capital letters is expected, such as TWD."),
                )
        self.intake.judge(rows)

    def keep(self, rows):
        keep_rows(self.intake, rows, source=self.label, by=self.by, at=self.at)

    def counts(self):
        over = self.intake.purchases.overfull()
        counts = dict(self.intake.counts)
        if over:
            counts["commodity_quarters_over_100_percent"] = len(over)
        return {name: number for name, number in counts.items() if number}
