"""What the registry must know before the first supplier: countries, their spellings, published figures.

`load` may run any number of times: it brings what is missing and corrects ISO names; a spelling or a
figure that a person entered is never overwritten.
"""

import csv
from pathlib import Path

from django.db import transaction
from django.utils import translation
from django_countries import countries
from django_countries.data import COUNTRIES

from . import catalogue_approach, catalogue_approval, catalogue_papers, catalogue_risk
from .models import Country, CountryAlias, CountryIndicator, Sector
from .rules.countries import spelling_key

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "zh-hant", "zh-hans")


@transaction.atomic
def load(*, at):
    """Load everything; returns how many countries, spellings and figures there are now."""
    load_countries()
    load_spellings()
    catalogue_risk.load(at=at)
    catalogue_papers.load(at=at)
    catalogue_approval.load(at=at)
    catalogue_approach.load(at=at)
    load_indicators()
    load_sectors()
    return {
        "countries": Country.objects.count(),
        "country spellings": CountryAlias.objects.count(),
        "country figures": CountryIndicator.objects.count(),
        "sectors": Sector.objects.count(),
    }


def load_countries():
    """Every ISO 3166 country, by its usual English name ("Taiwan", "Vietnam")."""
    with translation.override("en"):
        rows = [
            Country(code=code, alpha3=countries.alpha3(code), name=str(countries.name(code)))
            for code in COUNTRIES
        ]
    Country.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["alpha3", "name"]
    )


def load_spellings():
    """Our own table first, then usual and official names in every language, unless two countries share one."""
    known = {spelling_key(row["spelling"]): row["country"] for row in rows_of("country_spellings")}
    names = {}
    for language in LANGUAGES:
        with translation.override(language):
            for code, official in COUNTRIES.items():
                for name in (str(countries.name(code)), str(official)):
                    names.setdefault(spelling_key(name), set()).add(code)
    for spelling, codes in names.items():
        if len(codes) == 1:
            known.setdefault(spelling, *codes)
    CountryAlias.objects.bulk_create(
        [CountryAlias(spelling=spelling, country_id=code) for spelling, code in known.items()],
        ignore_conflicts=True,
    )


def load_indicators():
    """Published country figures (data/country_indicators.csv; the source stands on each row)."""
    CountryIndicator.objects.bulk_create(
        [
            CountryIndicator(
                country_id=row["country"],
                factor_id=row["factor"],
                year=int(row["year"]),
                value=float(row["value"]),
                source=row["source"],
            )
            for row in rows_of("country_indicators")
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def load_sectors():
    """Sectors with their greenhouse-gas intensity (data/sectors.csv; the source stands on each row)."""
    Sector.objects.bulk_create(
        [
            Sector(
                code=row["code"],
                name=row["name"],
                intensity=float(row["intensity"]),
                year=int(row["year"]),
                source=row["source"][:200],
            )
            for row in rows_of("sectors")
        ],
        ignore_conflicts=True,
    )


def rows_of(name):
    """The rows of one of our own data files, as dictionaries."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
