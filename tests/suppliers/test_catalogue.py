import csv

import pytest

from suppliers import catalogue
from suppliers.models import Country, CountryAlias, CountryIndicator
from suppliers.queries.registry import country_book


@pytest.fixture
def loaded(db, now):
    return catalogue.load(at=now)


def test_every_iso_country_is_there_by_its_usual_name(loaded):
    assert Country.objects.count() == 249
    names = dict(Country.objects.values_list("code", "name"))
    assert {code: names[code] for code in ("TW", "VN", "KR", "NA", "CZ", "GB")} == {
        "TW": "Taiwan",
        "VN": "Vietnam",
        "KR": "South Korea",
        "NA": "Namibia",
        "CZ": "Czechia",
        "GB": "United Kingdom",
    }


def test_loading_twice_changes_nothing_and_keeps_what_people_added(loaded, now):
    CountryAlias.objects.create(spelling="Formosa", country_id="TW")
    CountryIndicator.objects.filter(country="VN", factor="cpi").update(value=41)
    before = (CountryAlias.objects.count(), CountryIndicator.objects.count())
    assert catalogue.load(at=now) == loaded | {"country spellings": before[0]}
    assert (CountryAlias.objects.count(), CountryIndicator.objects.count()) == before
    assert CountryIndicator.objects.get(country="VN", factor="cpi").value == 41


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("USA", "US"), ("U.S.A.", "US"), ("United States", "US"), ("美國", "US"), ("美国", "US"),
        ("Korea", "KR"), ("South Korea", "KR"), ("Republic of Korea", "KR"), ("韩国", "KR"),
        ("朝鲜", "KP"), ("Taiwan", "TW"), ("Taiwan (Province of China)", "TW"), ("台灣", "TW"),
        ("臺灣", "TW"), ("Viet Nam", "VN"), ("Vietnam", "VN"), ("Czech", "CZ"), ("UK", "GB"),
        ("Great Britain", "GB"), ("Netherlands", "NL"), ("Hong Kong", "HK"), ("Macau", "MO"),
        ("Russia", "RU"), ("Bolivia", "BO"), ("Iran", "IR"), ("Laos", "LA"), ("Turkey", "TR"),
        ("Türkiye", "TR"), ("Côte d´Ivoire", "CI"), ("Ivory Coast", "CI"), ("Burma", "MM"),
        ("Namibia", "NA"), ("NA", "NA"), ("Bosnia", "BA"), ("Congo, Dem. Rep.", "CD"),
        ("Congo", "CG"), ("Yugoslavia", None), ("World", None),
    ],
)  # fmt: skip
def test_spellings_of_real_lists_resolve_or_are_refused(loaded, spelling, code):
    assert country_book().find(spelling) == code


def test_every_figure_has_a_known_factor_and_says_its_source(loaded):
    with (catalogue.DATA / "country_indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert CountryIndicator.objects.count() == len(rows)
    assert not CountryIndicator.objects.filter(source="").exists()
    vietnam = CountryIndicator.objects.get(country="VN", factor="cpi", year=2018)
    assert vietnam.value == 33


def test_a_country_is_named_in_the_readers_language(loaded):
    from django.utils.translation import override

    taiwan = Country.objects.get(pk="TW")
    assert str(taiwan) == "Taiwan"
    with override("zh-hant"):
        assert str(taiwan) == "台灣"
