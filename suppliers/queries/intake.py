"""What the registry knows of the suppliers a file speaks of: asked in sets, a chunk at a time."""

from dataclasses import dataclass, field

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from ..models import (
    Commodity,
    PossibleMatch,
    Site,
    Supplier,
    SupplierAlias,
    SupplierIdentifier,
    Supply,
)
from ..rules.intake import SITE_FIELDS, SUPPLIER_FIELDS, SUPPLY_FIELDS

_COUNTRY = {"country": "country_id"}
#: Whose a spelling or number is: of a record that was merged, the one it was merged into.
KEPT = Coalesce("supplier__merged_into", "supplier")
COUNTRY_OF_KEPT = Coalesce("supplier__merged_into__country", "supplier__country")


@dataclass(slots=True)
class Known:
    """A supplier as the registry has it, with the spellings it is known by."""

    pk: int
    code: str
    facts: dict
    parent: int | None = None
    spellings: set = field(default_factory=set)
    codes: set = field(default_factory=set)  # its own and those of records merged into it


def facts_of(row, fields):
    """{field: value} of a `values()` row, the country as its code."""
    return {name: row[_COUNTRY.get(name, name)] for name in fields}


def columns_of(fields):
    return [_COUNTRY.get(name, name) for name in fields]


def known_names():
    """(key, supplier, country) of every name and spelling of the registry, in order."""
    names = Supplier.objects.filter(merged_into=None).order_by("pk")
    yield from names.values_list("name_key", "pk", "country_id").iterator(chunk_size=5000)
    spellings = SupplierAlias.objects.order_by("pk")
    yield from spellings.values_list("key", KEPT, COUNTRY_OF_KEPT).iterator(chunk_size=5000)


def owners_by_name(keys):
    """{key: [supplier]} of those who bear exactly these names; two queries."""
    found = {}
    names = Supplier.objects.filter(name_key__in=keys, merged_into=None).order_by("pk")
    spellings = SupplierAlias.objects.filter(key__in=keys).order_by("pk")
    for rows in (names.values_list("name_key", "pk"), spellings.values_list("key", KEPT)):
        for key, pk in rows:
            owners = found.setdefault(key, [])
            if pk not in owners:
                owners.append(pk)
    return found


def addresses_of(pks):
    """{supplier: [address]} of their sites; at most 50 of each are compared."""
    found = {}
    rows = Site.objects.filter(supplier__in=list(pks)).exclude(address="")
    for pk, address in rows.values_list("supplier_id", "address") if pks else ():
        addresses = found.setdefault(pk, [])
        if len(addresses) < 50:
            addresses.append(address)
    return found


def known_suppliers(*, codes=(), pks=()):
    """[Known] of these suppliers; a few queries, none for nothing. The code of a record that was merged
    into another means the other."""
    found = {}
    asked = Q(code__in=list(codes)) | Q(pk__in=list(pks))
    rows = Supplier.objects.filter(asked) if codes or pks else Supplier.objects.none()
    old = {}
    names = ("pk", "code", "parent_id", "merged_into_id", *columns_of(SUPPLIER_FIELDS))
    for row in rows.values(*names):
        if row["merged_into_id"]:
            old[row["code"]] = row["merged_into_id"]
        else:
            found[row["pk"]] = known_from(row)
    if old:
        missing = set(old.values()) - found.keys()
        for row in Supplier.objects.filter(pk__in=missing).values(*names):
            found[row["pk"]] = known_from(row)
    for code, pk in old.items():
        found[pk].codes.add(code)
    aliases = SupplierAlias.objects.filter(supplier__in=list(found))
    for pk, spelling in aliases.values_list("supplier_id", "spelling") if found else ():
        found[pk].spellings.add(spelling)
    return list(found.values())


def known_from(row):
    facts = facts_of(row, SUPPLIER_FIELDS)
    return Known(row["pk"], row["code"], facts, row["parent_id"], codes={row["code"]})


def bearers(numbers):
    """{(kind, value): supplier} of the identifiers that are known; one query, none for nothing."""
    rows = SupplierIdentifier.objects.filter(value__in={value for _kind, value in numbers})
    found = rows.values_list("kind", "value", KEPT) if numbers else ()
    return {(kind, value): supplier for kind, value, supplier in found if (kind, value) in numbers}


def answers(keys):
    """{(name key, country code or None): supplier} where a person has said whose name it is."""
    rows = PossibleMatch.objects.filter(key__in=list(keys), automatic=False)
    rows = rows.exclude(supplier=None)
    return {
        (key, country): merged_into or supplier
        for key, country, supplier, merged_into in rows.values_list(
            "key", "country_id", "supplier_id", "supplier__merged_into"
        )
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
    """{(commodity, quarter): sum of the shares} as the registry has them; one query.

    A commodity that the registry does not have yet (a text) has no shares.
    """
    if not pairs:
        return {}
    rows = Supply.objects.filter(
        commodity__in={pk for pk, _quarter in pairs if isinstance(pk, int)},
        quarter__in={quarter for _commodity, quarter in pairs},
        share__isnull=False,
    )
    sums = rows.order_by().values_list("commodity_id", "quarter").annotate(whole=Sum("share"))
    found = {(commodity, quarter): whole for commodity, quarter, whole in sums}
    return {pair: found.get(pair, 0) for pair in pairs}


def commodities():
    """{code or name, without case: primary key}; a code wins over another commodity's name."""
    rows = list(Commodity.objects.values_list("pk", "code", "name"))
    found = {name.casefold(): pk for pk, _code, name in rows}
    return found | {code.casefold(): pk for pk, code, _name in rows}
