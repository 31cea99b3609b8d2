"""Years, countries, tiers and commodities beside each other, by the same count as the year's figures."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q

from suppliers.models import Commodity, Country, Supplier, Supply

from ..models import Audit
from ..rules.improvement import improvement
from .counted import counted
from .summary import CLOSED, SUPPLIER

#: The key of what is not known.
NONE = "none"
_OVERDUE = Count("pk", filter=Q(is_overdue=True))


def comparison(by, *, year, today):
    """[{key, label, audits, improvement, per_audit, open, overdue}] by "year" (all of them, newest first), or
    within a year by "country", "tier" or "commodity" of the supplier, most findings first.

    A supplier that supplies several commodities counts in each. `key` is what the list's filters take.
    """
    if by == "year":
        return _by_year(today)
    figures = _figures(year, today)
    groups, labels = _GROUPS[by](year)
    lines = [
        _line(key, labels.get(key, key), [figures[pk] for pk in members])
        for key, members in groups.items()
    ]
    return sorted(lines, key=lambda line: (-line["improvement"].findings, line["label"]))


def _figures(year, today):
    """{supplier id: (id, audits, findings, closed, overdue)} of the suppliers audited in a year."""
    rows = counted(year).with_due(today).values_list(SUPPLIER)
    found = {
        pk: rest for pk, *rest in rows.annotate(Count("pk"), closed=CLOSED, overdue=_OVERDUE)
    }
    visits = _audits(year).values_list("site__supplier").annotate(Count("pk"))
    return {pk: (pk, count, *found.get(pk, (0, 0, 0))) for pk, count in visits}


def _audits(year):
    return Audit.objects.final().in_year(year).order_by()


def _line(key, label, rows):
    """One line of `rows` as _figures gives them."""
    audits, found = sum(row[1] for row in rows), sum(row[2] for row in rows)
    closed = sum(row[3] for row in rows)
    per_audit = Decimal(found) / audits if audits else None
    return {
        "key": key,
        "label": str(label),
        "audits": audits,
        "improvement": improvement((row[0], row[2], row[3]) for row in rows),
        "per_audit": per_audit and per_audit.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP),
        "open": found - closed,
        "overdue": sum(row[4] for row in rows),
    }


def _of_the_supplier(year, name):
    """{value of that field or NONE: [suppliers audited in the year]}."""
    groups = defaultdict(list)
    rows = _audits(year).values_list("site__supplier", f"site__supplier__{name}").distinct()
    for pk, key in rows:
        groups[NONE if key is None else str(key)].append(pk)
    return groups


def _countries(year):
    labels = {country.pk: country for country in Country.objects.all()}
    return _of_the_supplier(year, "country"), labels | {NONE: "–"}


def _tiers(year):
    labels = {str(tier): label for tier, label in Supplier.Tier.choices}
    return _of_the_supplier(year, "tier"), labels | {NONE: "–"}


def _commodities(year):
    audited = _audits(year).values("site__supplier")
    pairs = Supply.objects.filter(supplier__in=audited).order_by()
    groups, known = defaultdict(list), set()
    for pk, commodity in pairs.values_list("supplier", "commodity").distinct():
        groups[str(commodity)].append(pk)
        known.add(pk)
    unknown = [pk for pk in audited.values_list("site__supplier", flat=True).distinct() if pk not in known]
    if unknown:
        groups[NONE] = unknown
    labels = {str(pk): name for pk, name in Commodity.objects.values_list("pk", "name")}
    return groups, labels | {NONE: "–"}


_GROUPS = {"country": _countries, "tier": _tiers, "commodity": _commodities}


def _by_year(today):
    rows = counted().with_due(today).values_list("audit__started_on__year", SUPPLIER)
    found = {
        (year, pk): rest
        for year, pk, *rest in rows.annotate(Count("pk"), closed=CLOSED, overdue=_OVERDUE)
    }
    visits = Audit.objects.final().order_by().values_list("started_on__year", "site__supplier")
    years = defaultdict(list)
    for year, pk, count in visits.annotate(Count("pk")):
        years[year].append((pk, count, *found.get((year, pk), (0, 0, 0))))
    return [_line(str(year), year, years[year]) for year in sorted(years, reverse=True)]
