"""Suppliers, their sites and what they supply, in one flat sheet: one row for each site and supply.

A code says which supplier a row means. Without one the name decides: the same name (punctuation,
case and legal form aside) is the same supplier; a name that comes near, or that several bear, waits
for a person's answer.
"""

import re

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column
from sustainportal.sheets.importing import Importer, register

from ..models import Sector, Supplier
from ..operations.intake import Intake
from ..operations.intake_keep import hold_registry, keep_rows
from ..operations.intake_list import Listing
from .suppliers_told import KINDS, Telling

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


def sectors():
    """The sectors a supplier may be of, by code."""
    return [(sector.pk, str(sector)) for sector in Sector.objects.all()]


SUPPLIER_COLUMNS = [
    Column(
        "code", _("Supplier code"), max_length=40, aliases=("supplier code", "vendor code"),
        hints=("vendor id", "supplier id", "lieferantennummer", "código de proveedor", "code fournisseur", "廠商代號"),
        help=_("Leave empty where you have none: the name then says which supplier is meant."),
    ),
    Column(
        "name", _("Supplier name"), required=True, max_length=200,
        aliases=("supplier", "supplier_name", "company"),
        hints=("vendor", "firm", "company name", "supplier group", "lieferant", "firma", "proveedor", "empresa",
               "fournisseur", "société", "廠商", "公司名稱", "供应商", "公司名称"),
        example="Red River Mill Co., Ltd.",
    ),
    Column(
        "country", _("Country"), max_length=100, value=country_name, help=COUNTRY_HELP,
        hints=("land", "país", "pays", "nation", "國別", "国别"),
    ),
    Column("region", _("Region"), max_length=100, hints=("province", "state", "provincia", "省份")),
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
    Column(
        "sector_id", _("Sector (NAICS)"), kind="choice", choices=sectors,
        help=_("The code or the name as the list of sectors has it."),
    ),
    Column("site", _("Site"), max_length=200, aliases=("factory", "factory name", "site name"),
           hints=("plant", "facility", "facility name", "werk", "planta", "usine", "工廠", "工厂")),
    Column("site_address", _("Site address"), max_length=500, aliases=("address",),
           hints=("adresse", "dirección", "supplier address", "street", "地址")),
    Column("site_city", _("Site city"), max_length=100, aliases=("city",),
           hints=("stadt", "ort", "ciudad", "ville", "town", "城市")),
    Column("site_country", _("Site country"), max_length=100, help=COUNTRY_HELP,
           hints=("country / region", "factory country")),
    Column("workers", _("Workers"), kind="integer", minimum=0, aliases=("total workers",),
           hints=("number of workers", "employees", "beschäftigte", "trabajadores", "effectif", "員工人數", "员工人数")),
    Column("female_percent", _("Female workers, %"), kind="percent", places=2,
           hints=("% female workers",)),
    Column("migrant_percent", _("Migrant workers, %"), kind="percent", places=2,
           hints=("% migrant workers",)),
    Column(
        "latitude", _("Latitude"), kind="decimal", minimum=-90, maximum=90, aliases=("lat",),
        example="24.8066", help=_("In decimal degrees, with the longitude."),
    ),
    Column(
        "longitude", _("Longitude"), kind="decimal", minimum=-180, maximum=180,
        aliases=("lng", "lon", "long"), example="120.9686",
    ),
    Column("tax_id", _("Tax number"), max_length=60, aliases=("vat number", "unified social credit code")),
    Column("lei", _("LEI"), max_length=60),
    Column("duns", _("D-U-N-S"), max_length=60, aliases=("duns number",)),
    Column("parent_code", _("Code of the parent company"), max_length=40, aliases=("parent",)),
    Column("commodity", _("Commodity"), max_length=100, example="Displays"),
    Column("quarter", _("Quarter"), kind="quarter", example="2026Q3"),
    Column("share", _("Share of orders, %"), kind="percent", places=3),
    Column("amount", _("Purchase amount"), kind="decimal", places=2, minimum=0),
    Column("currency", _("Currency"), max_length=3, example="TWD"),
    Column("capacity_share", _("Capacity ceiling, %"), kind="percent", places=3),
]  # fmt: skip


@register
class SupplierImporter(Importer):
    """With a `listing` the file is the newest edition of that list: who is new, changed and gone is told."""

    name = "suppliers.suppliers"
    title = _("Suppliers, sites and supplies")
    intro = _(
        "One row for each site and supply. An empty cell leaves what is known as it is. "
        "Names that may be a supplier you have already wait for your answer under “Names to review”."
    )
    columns = SUPPLIER_COLUMNS
    permission = "suppliers.import_suppliers"
    asks = ("listing", "as_of")
    answers = {"country": "suppliers:country_answers"}
    kinds = KINDS
    words = {
        "suppliers_created": _("new suppliers"),
        "suppliers_changed": _("changed suppliers"),
        "spellings_merged": _("other spellings of known names"),
        "matched_automatically": _("matched automatically by the likeness of the name"),
        "sites_created": _("new sites"),
        "sites_changed": _("changed sites"),
        "supplies_created": _("new purchases"),
        "supplies_changed": _("changed purchases"),
        "rows_that_say_nothing_new": _("rows that say nothing new"),
        "commodity_quarters_over_100_percent": _("commodities and quarters with more than 100 %"),
    }

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.label = self.source or gettext("import of %(day)s") % {"day": f"{at:%Y-%m-%d %H:%M}"}
        today = timezone.localdate(at)
        day = self.as_of or today
        self.list = Listing(self.listing, day, today=today) if self.listing else None
        if connection.in_atomic_block:  # not a preview
            hold_registry()
        if self.list and self.keeping:
            self.list.begin(at=at)
        self.intake = Intake()
        self.told = Telling(self.columns, self.intake, self.list)

    def judge(self, rows):
        for row in rows:
            currency = row.values.get("currency")
            if currency and not _CURRENCY.match(currency):
                row.refuse(
                    "currency",
                    gettext("A currency of three capital letters is expected, such as TWD."),
                )
        self.intake.judge(rows)
        self.told.of_rows(rows)

    def keep(self, rows):
        keep_rows(self.intake, rows, source=self.label, by=self.by, at=self.at, listing=self.list)

    def closing(self):
        if self.list:
            yield from self.list.absent()
            if self.keeping:
                self.list.end(by=self.by, at=self.at)

    def questions(self):
        return {"country": list(self.intake.unknown)} if self.intake.unknown else {}

    def counts(self):
        over = self.intake.purchases.overfull()
        counts = dict(self.intake.counts)
        if over:
            counts["commodity_quarters_over_100_percent"] = len(over)
        return {name: number for name, number in counts.items() if number}
