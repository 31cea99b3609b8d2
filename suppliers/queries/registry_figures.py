"""What the registry says of a span of suppliers that risk is worked out from: one query per table."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Sum

from ..models import CountryIndicator, Factor, FactorReading, Sector, Site, Supplier, Supply
from ..rules.readings import last_full_quarters


class Stored(NamedTuple):
    """A derived reading as it is kept."""

    pk: int
    supplier_id: int
    factor_id: str
    value: float
    read_on: dt.date
    source: str
    link: str
    withdrawn_at: dt.datetime | None


@dataclass
class Figures:
    suppliers: list  # Supplier, with code, name, status, is_key, country_id and sector_id only
    factors: list  # every Factor that is derived or has country figures
    countries: dict  # supplier id -> {country code}: its own and its sites'
    workforce: dict  # supplier id -> [(migrant percent, workers)] per site
    purchases: dict  # supplier id -> [(quarter, amount, currency)]
    indicators: dict  # factor code -> {country code: (value, year, source, link)}, latest of each
    sectors: dict  # sector code -> Sector


def figures_of(*, first, last, on, quarters=1):
    """The figures of the suppliers with ids first…last as of a day; `quarters` full quarters back."""
    suppliers = list(
        Supplier.objects.standing()
        .filter(pk__range=(first, last))
        .only("code", "name", "status", "is_key", "country", "sector")
        .order_by("pk")
    )
    countries, workforce = _sites(suppliers, first, last)
    indicators = _indicators(set().union(*countries.values()), on.year)
    return Figures(
        suppliers=suppliers,
        factors=[
            factor
            for factor in Factor.objects.all()
            if factor.origin != Factor.Origin.POSTED or factor.code in indicators
        ],
        countries=countries,
        workforce=workforce,
        purchases=_purchases(first, last, last_full_quarters(on, quarters)),
        indicators=indicators,
        sectors=Sector.objects.in_bulk(),
    )


def stored_derived(suppliers, *, on):
    """{(supplier id, factor): [Stored]} of these suppliers (ids) up to a day, withdrawn ones too."""
    rows = FactorReading.objects.filter(
        supplier__in=suppliers, derived=True, read_on__lte=on
    ).order_by()
    stored = defaultdict(list)
    for row in rows.values_list(*Stored._fields):
        stored[row[1], row[2]].append(Stored._make(row))
    return stored


def _sites(suppliers, first, last):
    countries, workforce = defaultdict(set), defaultdict(list)
    for supplier in suppliers:
        if supplier.country_id:
            countries[supplier.pk].add(supplier.country_id)
    rows = Site.objects.filter(supplier__pk__range=(first, last)).order_by("pk")
    for supplier, country, percent, workers in rows.values_list(
        "supplier", "country", "migrant_percent", "workers"
    ):
        workforce[supplier].append((percent, workers))
        if country:
            countries[supplier].add(country)
    return countries, workforce


def _indicators(countries, year):
    rows = CountryIndicator.objects.filter(year__lte=year, country__in=countries).order_by("year")
    latest = defaultdict(dict)
    for factor, country, *figure in rows.values_list(
        "factor", "country", "value", "year", "source", "link"
    ):
        latest[factor][country] = tuple(figure)
    return dict(latest)


def _purchases(first, last, quarters):
    rows = (
        Supply.objects.filter(
            supplier__pk__range=(first, last), quarter__in=quarters, amount__isnull=False
        )
        .order_by()
        .values_list("supplier", "quarter", "currency")
        .annotate(total=Sum("amount"))
    )
    purchases = defaultdict(list)
    for supplier, quarter, currency, total in rows:
        purchases[supplier].append((quarter, total, currency))
    return purchases
