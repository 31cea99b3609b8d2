"""What the registry knows of the suppliers a file speaks of: asked in sets, a chunk at a time."""

from dataclasses import dataclass, field

from ..models import Commodity, PossibleMatch, Site, Supplier, SupplierAlias, Supply
from ..rules.intake import SITE_FIELDS, SUPPLIER_FIELDS, SUPPLY_FIELDS
from ..rules.matching import NameIndex

_COUNTRY = {"country": "country_id"}


@dataclass(slots=True)
class Known:
    """A supplier as the registry has it, with the spellings it is known by."""

    pk: int
    code: str
    key: str
    facts: dict
    spellings: set = field(default_factory=set)


def facts_of(row, fields):
    """{field: value} of a `values()` row, the country as its code."""
    return {name: row[_COUNTRY.get(name, name)] for name in fields}


def columns_of(fields):
    return [_COUNTRY.get(name, name) for name in fields]


def name_index():
    """Every supplier's name and spellings, for exact and near questions; owners are primary keys."""
    index = NameIndex()
    for key, pk, country in (
        Supplier.objects.order_by("pk")
        .values_list("name_key", "pk", "country_id")
        .iterator(chunk_size=5000)
    ):
        index.add(key, pk, country)
    for key, pk, country in (
        SupplierAlias.objects.order_by("pk")
        .values_list("key", "supplier_id", "supplier__country_id")
        .iterator(chunk_size=5000)
    ):
        index.add(key, pk, country)
    return index


def known_suppliers(*, codes=(), pks=()):
    """[Known] of these suppliers; two queries for either way of asking, none for nothing."""
    found = {}
    for name, wanted in (("code__in", codes), ("pk__in", pks)):
        if wanted:
            rows = Supplier.objects.filter(**{name: list(wanted)})
            for row in rows.values("pk", "code", "name_key", *columns_of(SUPPLIER_FIELDS)):
                found[row["pk"]] = Known(
                    row["pk"], row["code"], row["name_key"], facts_of(row, SUPPLIER_FIELDS)
                )
    aliases = SupplierAlias.objects.filter(supplier__in=list(found))
    for pk, spelling in aliases.values_list("supplier_id", "spelling") if found else ():
        found[pk].spellings.add(spelling)
    return list(found.values())


def answers(keys):
    """{(name key, country code or None): supplier} where a person has said whose name it is."""
    rows = PossibleMatch.objects.filter(key__in=list(keys)).exclude(supplier=None)
    return {
        (key, country): supplier
        for key, country, supplier in rows.values_list("key", "country_id", "supplier_id")
    }


def known_sites(pks):
    """{(supplier, name, address): (primary key, facts)} of these suppliers' sites."""
    rows = Site.objects.filter(supplier__in=list(pks)) if pks else Site.objects.none()
    return {
        (row["supplier_id"], row["name"], row["address"]): (row["pk"], facts_of(row, SITE_FIELDS))
        for row in rows.values("pk", "supplier_id", "name", "address", *columns_of(SITE_FIELDS))
    }


def known_supplies(pks, quarters):
    """{(supplier, commodity, quarter): (primary key, facts)} of these suppliers in these quarters."""
    if not pks or not quarters:
        return {}
    rows = Supply.objects.filter(supplier__in=list(pks), quarter__in=list(quarters))
    return {
        (row["supplier_id"], row["commodity_id"], row["quarter"]): (
            row["pk"],
            facts_of(row, SUPPLY_FIELDS),
        )
        for row in rows.values("pk", "supplier_id", "commodity_id", "quarter", *SUPPLY_FIELDS)
    }


def known_shares(pairs):
    """{(commodity, quarter): {supplier: share}} as the registry has them; one query.

    A commodity that the registry does not have yet (a text) has no shares.
    """
    found = {pair: {} for pair in pairs}
    rows = Supply.objects.filter(
        commodity__in={pk for pk, _quarter in pairs if isinstance(pk, int)},
        quarter__in={quarter for _commodity, quarter in pairs},
        share__isnull=False,
    )
    for commodity, quarter, supplier, share in rows.values_list(
        "commodity_id", "quarter", "supplier_id", "share"
    ):
        if (commodity, quarter) in found:
            found[commodity, quarter][supplier] = share
    return found


def commodities():
    """{code or name, without case: primary key}; a code wins over another commodity's name."""
    rows = list(Commodity.objects.values_list("pk", "code", "name"))
    found = {name.casefold(): pk for pk, _code, name in rows}
    return found | {code.casefold(): pk for pk, code, _name in rows}
