"""Reads of factor readings for their pages."""

from django.db.models import Q

from ..models import CountryIndicator, Factor, FactorReading, Sector, Site, Supply
from ..rules import quarters

OF_A_RECORD = "/"  # how the link of a reading begins that a record of the portal has posted


def of_same_factor(reading, limit=20):
    """The supplier's other readings of the factor, newest first."""
    rows = FactorReading.objects.filter(supplier=reading.supplier_id, factor=reading.factor_id)
    return list(rows.exclude(pk=reading.pk)[:limit])


def beneath(reading):
    """The registry's figures of today that a derived reading comes from, as {"countries" | "sites" |
    "supplies" | "sectors": rows}; empty for a posted one."""
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
    if origin == Factor.Origin.SECTOR:
        return {"sectors": list(Sector.objects.filter(supplier=reading.supplier_id))}
    return {}


def notes_of(reading):
    """Who recorded or withdrew it by hand, and why; newest first."""
    return list(reading.notes.all()[:20])


def known_readings(keys):
    """{(supplier id, factor, day, source): (value, link, withdrawn, derived)} for those of
    `keys` that are kept."""
    wanted = set(keys)
    rows = FactorReading.objects.filter(
        supplier__in={supplier for supplier, *_rest in wanted},
        factor__in={factor for _s, factor, *_rest in wanted},
        read_on__in={day for _s, _f, day, _source in wanted},
    )
    fields = ("supplier", "factor", "read_on", "source", "value", "link", "withdrawn_at", "derived")
    found = {row[:4]: row[4:] for row in rows.order_by().values_list(*fields)}
    return {key: found[key] for key in wanted & found.keys()}


def _country_figures(reading):
    """The published figures of the factor in the supplier's countries, latest first."""
    own = Q(country__supplier=reading.supplier_id)
    sites = Q(country__site__supplier=reading.supplier_id)
    rows = CountryIndicator.objects.filter(
        own | sites, factor=reading.factor_id, year__lte=reading.read_on.year
    )
    return list(rows.select_related("country").distinct().order_by("country__name", "-year")[:40])
