"""Reads of factor readings for their pages."""

from django.db.models import Q

from ..models import CountryIndicator, Factor, FactorReading, Site, Supply
from ..rules import quarters


def of_same_factor(reading, limit=20):
    """The supplier's other readings of the factor, newest first."""
    rows = FactorReading.objects.filter(supplier=reading.supplier_id, factor=reading.factor_id)
    return list(rows.exclude(pk=reading.pk)[:limit])


def beneath(reading):
    """The registry's figures of today that a derived reading comes from, as {"countries" | "sites" |
    "supplies": rows}; empty for a posted one."""
    if not reading.derived:
        return {}
    origin = reading.factor.origin
    if origin == Factor.Origin.COUNTRY:
        return {"countries": _country_figures(reading)}
    if origin == Factor.Origin.WORKFORCE:
        return {"sites": list(Site.objects.filter(supplier=reading.supplier_id))}
    if origin == Factor.Origin.SPEND:
        rows = Supply.objects.filter(
            supplier=reading.supplier_id, quarter=quarters.of(reading.read_on)
        )
        return {"supplies": list(rows.select_related("commodity"))}
    return {}


def _country_figures(reading):
    """The published figures of the factor in the supplier's countries, latest first."""
    own = Q(country__supplier=reading.supplier_id)
    sites = Q(country__site__supplier=reading.supplier_id)
    rows = CountryIndicator.objects.filter(
        own | sites, factor=reading.factor_id, year__lte=reading.read_on.year
    )
    return list(rows.select_related("country").distinct().order_by("country__name", "-year")[:40])
