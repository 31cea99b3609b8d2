"""The columns of the list of suppliers: what a page shows of a row, and what its export writes.

They read plain dictionaries (see queries.supplier_list). Those that speak of what the import knows bear its headings,
so that an export can come back.
"""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..models import RiskClass, Supplier
from ..models.country import name_in


def country(row):
    code = row["country_id"]
    return (name_in(get_language(), code) or row["country__name"]) if code else None


LIST_COLUMNS = [
    Column("code", _("Supplier code")),
    Column("name", _("Supplier name")),
    Column("local_name", _("Local name")),
    Column("country", _("Country"), value=country),
    Column("region", _("Region")),
    Column("tier", _("Tier"), kind="choice", choices=Supplier.Tier.choices),
    Column("category", _("Category")),
    Column("status", _("Status"), kind="choice", choices=Supplier.Status.choices),
    Column("risk", _("Risk class"), kind="choice", choices=RiskClass.choices, value="risk_class"),
    Column("is_key", _("Key supplier"), kind="boolean"),
    Column("customer_designated", _("Customer-designated"), kind="boolean"),
    Column("parent", _("Parent company"), value="parent__name"),
    Column("commodities", _("Commodities")),
    Column("sites", _("Sites")),
    Column("workers", _("Workers"), kind="integer"),
    Column("numbers", _("Numbers")),
    Column("aliases", _("Other spellings")),
    Column("created_at", _("In the registry since"), kind="datetime"),
    Column("changed_at", _("Last changed"), kind="datetime"),
]
