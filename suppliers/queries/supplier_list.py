"""Rows of the list of suppliers: only what the chosen columns show, and no query for a row."""

from itertools import islice

from django.db.models import Sum

from ..models import Site, SupplierAlias, SupplierIdentifier, Supply
from .registry import with_class

#: Column -> the fields of a supplier it is read from. One that is not here is gathered (see GATHERED).
FIELDS = {
    "country": ("country_id", "country__name"),
    "risk": ("risk_class",),
    "parent": ("parent__name",),
}
CHUNK = 2000


def fields_of(shown):
    """What `values()` must read for these columns."""
    plain = [field for key in sorted(shown - GATHERED.keys()) for field in FIELDS.get(key, (key,))]
    return tuple(dict.fromkeys(["pk", *plain]))


def values_of(rows, shown):
    """The suppliers as plain dictionaries with what these columns show of a supplier itself."""
    rows = with_class(rows) if "risk" in shown else rows
    return rows.values(*fields_of(shown))


def gather(rows, shown):
    """Add what several rows of other tables say to a page or a chunk of rows: one query a column."""
    ids = [row["pk"] for row in rows]
    for key in sorted(shown & GATHERED.keys()):
        found = {}
        for pk, text in GATHERED[key](ids):
            found.setdefault(pk, []).append(text)
        for row in rows:
            texts = found.get(row["pk"], [])
            row[key] = texts[0] if key in SINGLE and texts else "; ".join(map(str, texts))
    return rows


def every_row(rows, shown):
    """All rows of the list for an export, gathered in chunks, never all in memory."""
    source = values_of(rows, shown).iterator(chunk_size=CHUNK)
    while chunk := list(islice(source, CHUNK)):
        yield from gather(chunk, shown)


def _aliases(ids):
    rows = SupplierAlias.objects.filter(supplier__in=ids).order_by("spelling")
    return rows.values_list("supplier", "spelling")


def _local_names(ids):
    rows = SupplierAlias.objects.filter(supplier__in=ids, kind=SupplierAlias.Kind.LOCAL)
    return rows.order_by("spelling").values_list("supplier", "spelling")


def _numbers(ids):
    rows = SupplierIdentifier.objects.filter(supplier__in=ids).order_by("kind", "value")
    return [(identifier.supplier_id, str(identifier)) for identifier in rows]


def _commodities(ids):
    rows = Supply.objects.filter(supplier__in=ids).order_by("commodity__name")
    return rows.values_list("supplier", "commodity__name").distinct()


def _sites(ids):
    return Site.objects.filter(supplier__in=ids).order_by("name").values_list("supplier", "name")


def _workers(ids):
    rows = Site.objects.filter(supplier__in=ids, workers__isnull=False).order_by()
    return rows.values_list("supplier").annotate(workers=Sum("workers"))


GATHERED = {
    "aliases": _aliases,
    "local_name": _local_names,
    "numbers": _numbers,
    "commodities": _commodities,
    "sites": _sites,
    "workers": _workers,
}
SINGLE = {"local_name", "workers"}
