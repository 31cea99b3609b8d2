from decimal import Decimal

import pytest

from audits.models import Smelter
from audits.rules.figures import (
    METALS,
    Share,
    allocated,
    conformant_share,
    in_base_unit,
    needs_explanation,
    plausible,
)

TONNES = [["kg", 0.001], ["short ton", "0.90718474"]]


@pytest.mark.parametrize(
    ("value", "unit", "tonnes"),
    [
        ("12.5", "t", "12.5"),
        ("12.5", "", "12.5"),
        ("12500", "kg", "12.5"),
        ("1", "kg", "0.001"),
        ("10", "short ton", "9.0718474"),
        ("-3", "kg", "-0.003"),
        ("0", "kg", "0"),
    ],
)
def test_a_figure_is_read_in_the_unit_of_the_question(value, unit, tonnes):
    assert in_base_unit(Decimal(value), unit, "t", TONNES) == Decimal(tonnes)


@pytest.mark.parametrize("unit", ["lb", "KG", "T"])
def test_a_unit_nobody_declared_is_refused(unit):
    with pytest.raises(ValueError, match=unit):
        in_base_unit(Decimal(1), unit, "t", TONNES)


def test_a_question_without_a_unit_takes_a_bare_number_only():
    assert in_base_unit(Decimal(7), "", "") == 7
    with pytest.raises(ValueError):
        in_base_unit(Decimal(7), "kg", "")


@pytest.mark.parametrize(
    ("value", "told"),
    [("9.9999", "below"), ("10", ""), ("10.0001", ""), ("500", ""), ("500.0001", "above")],
)
def test_both_ends_of_the_range_are_plausible(value, told):
    assert plausible(Decimal(value), Decimal(10), Decimal(500)) == told


@pytest.mark.parametrize(
    ("least", "most", "value", "told"),
    [
        (None, None, "-1e12", ""),
        (Decimal(0), None, "1e12", ""),
        (Decimal(0), None, "-0.01", "below"),
        (None, Decimal(0), "0.01", "above"),
        (Decimal(0), Decimal(0), "0", ""),
    ],
)
def test_an_end_that_is_not_named_is_open(least, most, value, told):
    assert plausible(Decimal(value), least, most) == told


@pytest.mark.parametrize(
    ("value", "last", "percent", "asked"),
    [
        ("150", "100", 50, False),
        ("150.01", "100", 50, True),
        ("50", "100", 50, False),
        ("49.99", "100", 50, True),
        ("100", "100", 50, False),
        ("0", "0", 50, False),
        ("0.01", "0", 50, True),
        ("-150", "-100", 50, False),
        ("-150.01", "-100", 50, True),
        ("100", "100", 0, False),
        ("100.01", "100", 0, True),
    ],
)
def test_more_than_the_percentage_wants_a_word(value, last, percent, asked):
    assert needs_explanation(Decimal(value), Decimal(last), percent) is asked


def test_without_a_last_year_or_a_percentage_nothing_is_asked():
    assert needs_explanation(Decimal(9), None, 50) is False
    assert needs_explanation(Decimal(9), Decimal(1), None) is False


def test_the_conformant_share_is_of_all_smelters_named_for_a_metal():
    shares = conformant_share(
        [
            ("tin", "conformant"), ("tin", "active"), ("tin", "unknown"),
            ("gold", "conformant"), ("cobalt", "not_conformant"),
        ]
    )  # fmt: skip
    assert shares == {
        "tin": Share(1, 3, Decimal("33.33")),
        "tantalum": Share(0, 0, None),
        "tungsten": Share(0, 0, None),
        "gold": Share(1, 1, Decimal("100.00")),
        "cobalt": Share(0, 1, Decimal("0.00")),
    }


def test_two_thirds_are_rounded_up_and_one_eighth_is_exact():
    rows = [("tin", "conformant")] * 2 + [("tin", "active")]
    assert conformant_share(rows)["tin"].percent == Decimal("66.67")
    eighth = [("gold", "conformant")] + [("gold", "unknown")] * 7
    assert conformant_share(eighth)["gold"].percent == Decimal("12.50")


def test_the_metals_and_the_status_are_those_that_are_kept():
    assert list(METALS) == Smelter.Metal.values
    assert "conformant" in Smelter.Status.values
    with pytest.raises(KeyError):
        conformant_share([("lead", "conformant")])


@pytest.mark.parametrize(
    ("scope_1", "scope_2", "percent", "tonnes"),
    [
        ("120", "480", "10", "60.00"),
        ("120", "480", "0", "0.00"),
        ("120", "480", "100", "600.00"),
        ("0.1", "0", "5", "0.01"),
        ("0.1", "0", "4.9", "0.00"),
    ],
)
def test_the_buyer_is_given_its_share_of_both_scopes(scope_1, scope_2, percent, tonnes):
    assert allocated(Decimal(scope_1), Decimal(scope_2), Decimal(percent)) == Decimal(tonnes)


@pytest.mark.parametrize("percent", ["-0.01", "100.01"])
def test_a_share_beyond_the_whole_is_refused(percent):
    with pytest.raises(ValueError):
        allocated(Decimal(1), Decimal(1), Decimal(percent))


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_missing_figure_allocates_nothing(missing):
    figures = [Decimal(1), Decimal(1), Decimal(50)]
    figures[missing] = None
    assert allocated(*figures) is None
