"""Country figures the portal has."""

from ..models import CountryIndicator


def known_indicators(keys):
    """{(country, factor, year): (primary key, value)} for those of `keys` that are known; one query."""
    rows = CountryIndicator.objects.filter(
        country__in={country for country, _factor, _year in keys},
        factor__in={factor for _country, factor, _year in keys},
        year__in={year for _country, _factor, year in keys},
    )
    found = rows.values_list("country_id", "factor_id", "year", "pk", "value") if keys else ()
    return {(country, factor, year): (pk, value) for country, factor, year, pk, value in found}
