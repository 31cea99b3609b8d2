import datetime as dt
from decimal import Decimal

import pytest

from suppliers.rules import readings as rules
from suppliers.rules.quarters import last_day
from suppliers.rules.readings import Derived, NotAReading, check_reading, reading_value

TODAY = dt.date(2026, 8, 17)


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (float("nan"), "not_finite"),
        (float("-inf"), "not_finite"),
        (Decimal("NaN"), "not_finite"),
        ("12", "not_a_number"),
        (True, "not_a_number"),
        (None, "not_a_number"),
        (100.01, "out_of_range"),
        (-0.01, "out_of_range"),
    ],
)
def test_what_is_no_number_in_range_is_refused_by_name(value, key):
    with pytest.raises(NotAReading) as refusal:
        reading_value(value, lowest=0, highest=100)
    assert refusal.value.key == key


@pytest.mark.parametrize("value", [0, 100, 55.5, Decimal("3.2")])
def test_a_number_in_range_becomes_a_float(value):
    assert reading_value(value, lowest=0, highest=100) == float(value)


def test_a_reading_comes_from_today_at_the_latest_and_names_its_source():
    check_reading(read_on=TODAY, source="audit", today=TODAY)
    for bad, key in (
        ({"read_on": TODAY + dt.timedelta(days=1), "source": "audit"}, "in_future"),
        ({"read_on": TODAY, "source": "  "}, "no_source"),
    ):
        with pytest.raises(NotAReading) as refusal:
            check_reading(today=TODAY, **bad)
        assert refusal.value.key == key


FIGURES = {"VN": (42.0, 2022, "CPI", "https://cpi.test"), "TW": (68.0, 2021, "CPI", "")}


@pytest.mark.parametrize(
    ("countries", "higher_is_worse", "answer"),
    [
        ({"TW"}, False, Derived(68.0, "TW 2021: CPI", dt.date(2021, 1, 1))),
        (
            {"TW", "VN"},
            False,
            Derived(
                42.0, "VN 2022, worst of 2 countries: CPI", dt.date(2022, 1, 1), "https://cpi.test"
            ),
        ),
        (
            {"TW", "VN"},
            True,
            Derived(68.0, "TW 2021, worst of 2 countries: CPI", dt.date(2021, 1, 1)),
        ),
        ({"TW", "XX"}, True, Derived(68.0, "TW 2021: CPI", dt.date(2021, 1, 1))),
        ({"XX"}, True, None),
        (set(), True, None),
    ],
)
def test_the_worst_of_a_suppliers_countries_counts(countries, higher_is_worse, answer):
    assert rules.worst_country(FIGURES, countries, higher_is_worse=higher_is_worse) == answer


@pytest.mark.parametrize(
    ("sites", "answer"),
    [
        (
            [(Decimal(10), 100), (Decimal(40), 300), (None, 50)],
            (32.5, "weighted by workers, 2 of 3 sites"),
        ),
        (
            [(Decimal(10), None), (Decimal(20), None)],
            (15.0, "plain mean, workers unknown, 2 of 2 sites"),
        ),
        ([(Decimal(10), 100), (Decimal(20), None)], (10.0, "weighted by workers, 1 of 2 sites")),
        ([(Decimal(0), 100)], (0.0, "weighted by workers, 1 of 1 sites")),
    ],
)
def test_migrant_workers_are_weighted_by_workers(sites, answer):
    value, how = answer
    assert rules.migrant_share(sites) == Derived(value, f"Registry: migrant workers, {how}")


@pytest.mark.parametrize("sites", [[], [(None, 100)]])
def test_an_unknown_workforce_is_no_reading(sites):
    assert rules.migrant_share(sites) is None


Q2 = ("2026Q2", Decimal("3400000"), "TWD")


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        (
            [Q2, ("2026Q2", Decimal("600000"), "TWD"), ("2026Q1", Decimal(9), "USD")],
            (Decimal(4000000), ""),
        ),
        ([Q2, ("2026Q2", Decimal(5), "USD")], (None, "currency")),
        ([("2026Q1", Decimal(9), "TWD")], (None, "none")),
        ([("2026Q2", None, "TWD")], (None, "none")),
        ([("2026Q2", Decimal(0), "TWD")], (Decimal(0), "")),
    ],
)
def test_only_one_currency_is_added_up(rows, answer):
    assert rules.purchases(rows, {"2026Q2"}) == answer


def test_spend_is_the_last_full_quarter_in_millions():
    found, note = rules.spend([Q2], on=TODAY)
    assert (found, note) == (
        Derived(3.4, "Registry: purchases 2026Q2, TWD", dt.date(2026, 6, 30)),
        "",
    )


@pytest.mark.parametrize(
    ("on", "quarters"),
    [
        (dt.date(2026, 6, 29), ["2026Q1", "2025Q4"]),
        (dt.date(2026, 6, 30), ["2026Q2", "2026Q1"]),
        (dt.date(2026, 7, 1), ["2026Q2", "2026Q1"]),
        (dt.date(2025, 12, 31), ["2025Q4", "2025Q3"]),
    ],
)
def test_a_quarter_is_full_on_its_last_day(on, quarters):
    assert rules.last_full_quarters(on, 2) == quarters


@pytest.mark.parametrize(
    ("quarter", "day"),
    [
        ("2026Q1", (2026, 3, 31)),
        ("2026Q2", (2026, 6, 30)),
        ("2026Q4", (2026, 12, 31)),
        ("2024Q1", (2024, 3, 31)),
    ],
)
def test_the_last_day_of_a_quarter(quarter, day):
    assert last_day(quarter) == dt.date(*day)
