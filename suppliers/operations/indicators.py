"""Keep published country figures. A corrected figure replaces the old one; the trail says how many."""

from collections import Counter

from django.db import transaction
from django.db.models import Q

from sustainportal.trail.operations import record

from ..models import CountryIndicator, Factor, Supplier
from ..signals import registry_changed


@transaction.atomic
def keep_indicators(plans, *, by, at):
    """Write figures: dictionaries with key (country, factor, year), pk or None, value, source, link."""
    rows = [row_of(plan) for plan in plans]
    CountryIndicator.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    CountryIndicator.objects.bulk_update(
        [row for row in rows if row.pk is not None], ["value", "source", "link"], batch_size=500
    )
    told = Counter((row.factor_id, row.source) for row in rows)
    for factor in Factor.objects.filter(pk__in={factor for factor, _source in told}):
        for (code, source), count in told.items():
            if code == factor.pk:
                record(
                    "suppliers.indicators.imported",
                    factor,
                    by=by,
                    at=at,
                    figures=count,
                    source=source,
                )
    registry_changed.send(
        CountryIndicator, suppliers=present_in({row.country_id for row in rows}), by=by, at=at
    )


def present_in(countries):
    """The suppliers (ids) in these countries, themselves or with a site."""
    there = Q(country__in=countries) | Q(sites__country__in=countries)
    return list(Supplier.objects.filter(there).order_by().values_list("pk", flat=True).distinct())


def row_of(plan):
    country, factor, year = plan["key"]
    return CountryIndicator(
        pk=plan["pk"],
        country_id=country,
        factor_id=factor,
        year=year,
        value=plan["value"],
        source=plan["source"],
        link=plan["link"],
    )
