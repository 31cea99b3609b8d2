"""A model that cannot be used is refused with every reason and its row."""

from dataclasses import replace
from decimal import Decimal

import pytest

from suppliers.rules.risk import CategoryRule, FactorRule, Model, Override
from suppliers.rules.risk_check import Problem, check_model


def factor(code="hdi", weight="100", best=0, worst=100, missing="neutral", max_age_days=365):
    return FactorRule(code, Decimal(weight), best, worst, missing, max_age_days)


def model(*factors, weight="100", **more):
    labour = CategoryRule("labour", Decimal(weight), factors or (factor(),))
    return Model("m", (labour,), **more)


def keys(problems):
    return [(problem.row, problem.key) for problem in problems]


def test_a_good_model_has_no_problem():
    assert check_model(model()) == []


def test_eight_times_11_1_and_11_2_is_100():
    rows = [factor(f"f{n}", "11.1") for n in range(8)] + [factor("f8", "11.2")]
    assert check_model(model(*rows)) == []


@pytest.mark.parametrize("weight", ["99.99", "100.01"])
def test_weights_must_add_up_to_exactly_100(weight):
    assert Problem("categories", "weights_not_100", {"total": weight}) in check_model(
        model(weight=weight)
    )
    assert Problem("labour", "weights_not_100", {"total": weight}) in check_model(
        model(factor(weight=weight))
    )


@pytest.mark.parametrize(
    ("bad", "row", "key"),
    [
        ({"missing": ""}, "labour › hdi", "no_missing_policy"),
        ({"best": 5, "worst": 5}, "labour › hdi", "no_scale"),
        ({"best": float("nan")}, "labour › hdi", "no_scale"),
        ({"worst": float("inf")}, "labour › hdi", "no_scale"),
        ({"max_age_days": 0}, "labour › hdi", "no_max_age"),
    ],
)
def test_a_factor_needs_a_scale_a_policy_and_an_age(bad, row, key):
    assert keys(check_model(model(factor(**bad)))) == [(row, key)]


def test_a_scale_on_its_head_is_seen_where_the_factor_says_which_way_is_worse():
    upside_down = model(factor(best=0, worst=100))
    assert check_model(upside_down, higher_is_worse={"hdi": True}) == []
    assert keys(check_model(upside_down, higher_is_worse={"hdi": False})) == [
        ("labour › hdi", "scale_upside_down")
    ]


def test_weights_are_positive_and_have_two_decimals():
    rows = (factor("a", "0"), factor("b", "33.333"), factor("c", "66.667"))
    assert keys(check_model(model(*rows))) == [
        ("labour › a", "weight_out_of_range"),
        ("labour › b", "weight_too_fine"),
        ("labour › c", "weight_too_fine"),
    ]


def test_the_same_factor_twice_in_a_category_is_refused():
    assert keys(check_model(model(factor(weight="50"), factor(weight="50")))) == [
        ("labour › hdi", "twice")
    ]


def test_a_category_without_factors_and_a_model_without_categories_are_refused():
    empty = Model("m", (CategoryRule("labour", Decimal(100), ()),))
    assert keys(check_model(empty)) == [("labour", "no_factors")]
    assert keys(check_model(Model("m", ()))) == [("categories", "no_categories")]


@pytest.mark.parametrize(
    ("medium", "high", "good"),
    [
        ("35", "60", True),
        ("0", "60", False),
        ("60", "60", False),
        ("35", "100", True),
        ("35", "100.01", False),
    ],
)
def test_bands_are_in_order_and_leave_no_gap(medium, high, good):
    problems = check_model(model(medium_from=Decimal(medium), high_from=Decimal(high)))
    assert keys(problems) == ([] if good else [("bands", "bands_out_of_order")])


@pytest.mark.parametrize(
    ("override", "key"),
    [
        (Override("high", ""), "override_without_condition"),
        (Override("high", "", factor="zero"), "override_without_limit"),
        (Override("not_classified", "", factor="zero", at_least=1), "override_without_class"),
        (Override("high", "", at_least=1, red_flags=2), "override_without_factor"),
        (Override("high", "", factor="zero", at_least=float("nan")), "no_scale"),
    ],
)
def test_an_override_says_when_it_applies_and_what_it_decides(override, key):
    good = Override("high", "", factor="zero", at_least=1)
    assert keys(check_model(model(overrides=(good, override)))) == [("override 2", key)]
    assert check_model(model(overrides=(good, replace(good, below=5)))) == []


def test_every_problem_is_told_at_once():
    bad = model(factor(weight="90", missing=""), weight="90", coverage_floor=Decimal(101))
    assert keys(check_model(bad)) == [
        ("categories", "weights_not_100"),
        ("labour", "weights_not_100"),
        ("labour › hdi", "no_missing_policy"),
        ("bands", "floor_out_of_range"),
    ]
