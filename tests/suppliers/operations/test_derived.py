import datetime as dt
from decimal import Decimal

import pytest

from suppliers.models import Country, FactorReading, Sector, Site, Supplier, Supply
from suppliers.operations.derived import refresh_derived
from sustainportal.trail.models import Entry
from tests.suppliers.risk_cast import DAY, bought, indicator


@pytest.fixture
def refresh(factors, mill, now):
    def run(on=DAY, at=now):
        return refresh_derived(first=mill.pk, last=mill.pk, on=on, by=None, at=at)[1]

    return run


def standing():
    rows = FactorReading.objects.valid().order_by("factor", "read_on")
    return list(rows.values_list("factor", "value", "read_on", "source"))


def test_a_country_figure_becomes_a_reading_that_names_country_and_year(refresh, country, mill):
    indicator(country, "hdi", 0.7, year=2021)
    indicator(country, "hdi", 0.726)
    refresh()
    assert standing() == [("hdi", 0.726, dt.date(2022, 1, 1), "VN 2022: index")]
    reading = FactorReading.objects.get()
    assert reading.derived
    entry = Entry.objects.about(mill).get()
    assert (entry.event, entry.detail["readings"]) == ("suppliers.readings.derived", {"hdi": 0.726})


def test_the_worst_country_of_the_sites_counts(refresh, country, mill):
    elsewhere = Country.objects.create(code="TW", alpha3="TWN", name="Taiwan")
    Site.objects.create(supplier=mill, name="Plant 2", country=elsewhere)
    indicator(country, "cpi", 42)
    indicator(elsewhere, "cpi", 30)
    refresh()
    assert [row[3] for row in standing()] == ["TW 2022, worst of 2 countries: index"]


def test_refreshing_again_writes_nothing(refresh, country, mill, steel):
    indicator(country, "hdi", 0.726)
    bought(mill, steel, 5_000_000)
    refresh()
    before = list(FactorReading.objects.values())
    refresh()
    assert list(FactorReading.objects.values()) == before
    assert Entry.objects.about(mill).count() == 1


def test_a_figure_that_no_longer_holds_is_withdrawn_where_it_would_count(
    refresh, country, mill, now
):
    elsewhere = Country.objects.create(code="TW", alpha3="TWN", name="Taiwan")
    indicator(country, "hdi", 0.726, year=2022)
    indicator(elsewhere, "hdi", 0.9, year=2020)
    refresh()
    mill.country = elsewhere
    mill.save()
    mill.sites.update(country=elsewhere)
    refresh()
    assert standing() == [("hdi", 0.9, dt.date(2020, 1, 1), "TW 2020: index")]
    assert FactorReading.objects.get(value=0.726).withdrawn_at == now
    mill.country = country
    mill.save()
    mill.sites.update(country=country)
    refresh()
    assert standing()[-1] == ("hdi", 0.726, dt.date(2022, 1, 1), "VN 2022: index")


def test_a_corrected_figure_corrects_the_reading(refresh, country):
    figure = indicator(country, "hdi", 0.7)
    refresh()
    figure.value = 0.71
    figure.save()
    refresh()
    assert [row[1] for row in standing()] == [0.71]


def test_a_figure_of_a_later_year_is_not_known_yet(refresh, country):
    indicator(country, "hdi", 0.7, year=2027)
    refresh()
    assert standing() == []


def test_purchases_of_the_last_full_quarter_are_spend(refresh, mill, steel):
    bought(mill, steel, 5_000_000)
    bought(mill, steel, 9_000_000, quarter="2026Q3")  # not over yet
    refresh()
    assert standing() == [("spend", 5.0, dt.date(2026, 6, 30), "Registry: purchases 2026Q2, TWD")]


def test_purchases_in_another_currency_are_never_added_but_noted(refresh, mill, steel):
    bought(mill, steel, 5_000_000)
    refresh()
    Supply.objects.update(currency="USD")
    derivation = refresh()
    assert standing() == []
    assert derivation.notes[mill.pk] == {"spend": "currency"}


def test_the_workforce_is_read_on_the_day_it_is_first_seen(refresh, mill, now):
    mill.sites.update(migrant_percent=Decimal(12), workers=100)
    refresh()
    refresh(on=DAY + dt.timedelta(days=9), at=now + dt.timedelta(days=9))
    assert [row[1:3] for row in standing()] == [(12.0, DAY)]
    mill.sites.update(migrant_percent=Decimal(15))
    refresh(on=DAY + dt.timedelta(days=10), at=now + dt.timedelta(days=10))
    assert [row[1:3] for row in standing()] == [(12.0, DAY), (15.0, DAY + dt.timedelta(days=10))]


def test_todays_workforce_says_nothing_of_a_day_in_the_past(refresh, mill):
    mill.sites.update(migrant_percent=Decimal(12), workers=100)
    refresh(on=dt.date(2025, 12, 31))
    assert standing() == []


def test_a_country_figure_of_a_posted_factor_only_stands_in(refresh, country, mill):
    indicator(country, "migrant_percent", 22)
    derivation = refresh()
    assert standing() == []
    assert derivation.country_values[mill.pk]["migrant_percent"].value == 22.0


def test_a_posted_reading_is_never_withdrawn(refresh, mill, now):
    FactorReading.objects.create(
        supplier=mill, factor_id="hdi", value=0.5, read_on=DAY, source="typed", recorded_at=now
    )
    refresh()
    assert [row[3] for row in standing()] == ["typed"]


def test_a_sector_figure_of_a_later_year_says_nothing_of_the_day(refresh, mill):
    Sector.objects.create(code="S1", name="Steel", intensity=1.5, year=2025, source="index")
    Supplier.objects.filter(pk=mill.pk).update(sector="S1")
    for _again in range(2):
        refresh(on=dt.date(2024, 12, 31))
    assert not FactorReading.objects.filter(source__startswith="Sector").exists()
    refresh(on=dt.date(2025, 12, 31))
    refresh(on=dt.date(2025, 12, 31))
    assert FactorReading.objects.filter(source__startswith="Sector").exists()
