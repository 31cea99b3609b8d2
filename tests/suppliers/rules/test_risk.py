"""The judgement: both sides of every edge, and nobody gains by being riskier."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.rules.risk import (
    SEVERITY,
    CategoryRule,
    FactorRule,
    Model,
    Override,
    Reading,
    half_up,
    judge,
    points_of,
)

ON = dt.date(2026, 8, 17)


def factor(code, weight=100, best=0, worst=100, missing="leave_out", max_age_days=365):
    return FactorRule(code, Decimal(weight), best, worst, missing, max_age_days)


def category(code, weight, *factors):
    return CategoryRule(code, Decimal(weight), factors)


def reading(value, read_on=ON, **more):
    return Reading(value, read_on, **more)


ONE = Model("one factor", (category("labour", 100, factor("a")),))
TWO = Model(
    "two categories",
    (
        category("labour", 60, factor("a", 75), factor("b", 25)),
        category("product", 40, factor("c")),
    ),
)


@pytest.mark.parametrize(
    ("value", "best", "worst", "points"),
    [
        (0, 0, 100, 0),
        (-5, 0, 100, 0),
        (100, 0, 100, 10000),
        (101, 0, 100, 10000),
        (60, 0, 100, 6000),
        (0.005, 0, 100, 1),  # half up
        (0.0049, 0, 100, 0),
        (90, 90, 20, 0),
        (20, 90, 20, 10000),
        (55, 90, 20, 5000),
        (2.5, 2, -1.5, 0),
        (0.25, 2, -1.5, 5000),
    ],
)
def test_a_reading_becomes_points_on_a_straight_line_between_best_and_worst(
    value, best, worst, points
):
    assert points_of(value, best, worst) == points


@pytest.mark.parametrize(
    ("total", "parts", "answer"), [(0, 3, 0), (1, 3, 0), (1, 2, 1), (5, 2, 3), (7, 4, 2), (6, 4, 2)]
)
def test_half_up_rounds_the_half_up(total, parts, answer):
    assert half_up(total, parts) == answer


@pytest.mark.parametrize(
    ("value", "risk_class", "edges"),
    [
        (0, "low", (0.0, 35.0)),
        (34.99, "low", (0.0, 35.0)),
        (34.996, "medium", (35.0, 60.0)),  # shown as 35.00, judged as 35.00
        (35, "medium", (35.0, 60.0)),
        (59.99, "medium", (35.0, 60.0)),
        (60, "high", (60.0, 100.0)),
        (100, "high", (60.0, 100.0)),
    ],
)
def test_the_lower_bound_of_a_band_belongs_to_it(value, risk_class, edges):
    judgement = judge(ONE, {"a": reading(value)}, on=ON)
    assert (judgement.risk_class, (judgement.lower_edge, judgement.upper_edge)) == (
        risk_class,
        edges,
    )


def test_the_arithmetic_can_be_redone_by_hand():
    judgement = judge(TWO, {"a": reading(80), "b": reading(20), "c": reading(10)}, on=ON)
    labour, product = judgement.categories
    assert labour.score == 65.0  # 0.75 × 80 + 0.25 × 20
    assert product.score == 10.0
    assert judgement.overall == 43.0  # 0.6 × 65 + 0.4 × 10
    assert judgement.coverage == 100.0
    assert [line.contribution for line in labour.lines] == [36.0, 3.0]
    assert [line.contribution for line in product.lines] == [4.0]


def test_weights_are_added_exactly():
    """8 × 11.1 + 11.2: what floats refuse."""
    weights = ["11.1"] * 8 + ["11.2"]
    model = Model(
        "nine", (category("labour", 100, *(factor(f"f{n}", w) for n, w in enumerate(weights))),)
    )
    judgement = judge(model, {f"f{n}": reading(60) for n in range(9)}, on=ON)
    assert (judgement.overall, judgement.risk_class, judgement.coverage) == (60.0, "high", 100.0)


@pytest.mark.parametrize(
    ("days", "how", "why"),
    [
        (0, "reading", ""),
        (365, "reading", ""),
        (366, "leave_out", "too_old"),
        (-1, "leave_out", "none"),  # from the future: not there yet
    ],
)
def test_a_reading_holds_for_its_days_and_not_before_it_was_read(days, how, why):
    judgement = judge(ONE, {"a": reading(50, ON - dt.timedelta(days=days))}, on=ON)
    line = judgement.categories[0].lines[0]
    assert (line.how, line.why) == (how, why)


@pytest.mark.parametrize(
    ("missing", "how", "points", "score"),
    [
        ("worst", "worst", 100.0, 70.0),
        ("neutral", "neutral", 50.0, 45.0),
        ("country", "neutral", 50.0, 45.0),
        ("leave_out", "leave_out", None, 40.0),
    ],
)
def test_a_missing_reading_means_what_the_model_says(missing, how, points, score):
    model = Model(
        "m", (category("labour", 100, factor("a", 50), factor("b", 50, missing=missing)),)
    )
    judgement = judge(model, {"a": reading(40)}, on=ON)
    line = judgement.categories[0].lines[1]
    assert (line.how, line.points, line.reading, line.why) == (how, points, None, "none")
    assert judgement.categories[0].score == score
    assert judgement.coverage == 50.0


def test_the_country_can_stand_in_for_a_missing_reading_but_does_not_cover_it():
    model = Model(
        "m", (category("labour", 100, factor("a", 50), factor("b", 50, missing="country")),)
    )
    typical = reading(90, source="VN 2022")
    judgement = judge(model, {"a": reading(40)}, on=ON, country_values={"b": typical})
    line = judgement.categories[0].lines[1]
    assert (line.how, line.points, line.reading) == ("country", 90.0, typical)
    assert (judgement.overall, judgement.coverage) == (65.0, 50.0)


def test_a_note_says_why_a_factor_could_not_be_read():
    judgement = judge(ONE, {}, on=ON, notes={"a": "currency"})
    assert judgement.categories[0].lines[0].why == "currency"


def test_an_empty_category_leaves_its_weight_to_the_rest():
    judgement = judge(TWO, {"a": reading(80), "b": reading(80)}, on=ON)
    assert [c.score for c in judgement.categories] == [80.0, None]
    assert (judgement.overall, judgement.coverage) == (80.0, 60.0)
    assert sum(line.contribution for line in judgement.categories[0].lines) == 80.0


@pytest.mark.parametrize(
    ("weight", "risk_class", "overall"),
    [("49.99", "not_classified", None), ("50", "low", 10.0), ("50.01", "low", 10.0)],
)
def test_below_the_coverage_floor_nobody_is_classified(weight, risk_class, overall):
    rest = Decimal(100) - Decimal(weight)
    model = Model("m", (category("labour", 100, factor("a", weight), factor("b", rest)),))
    judgement = judge(model, {"a": reading(10)}, on=ON)
    assert (judgement.risk_class, judgement.overall) == (risk_class, overall)
    assert judgement.coverage == float(weight)


def test_no_data_is_neither_0_nor_100():
    everything_worst = Model("m", (category("labour", 100, factor("a", missing="worst")),))
    for model in (ONE, everything_worst):
        judgement = judge(model, {}, on=ON)
        assert (judgement.risk_class, judgement.overall, judgement.coverage) == (
            "not_classified",
            None,
            0.0,
        )


ZERO_TOLERANCE = Override("high", "open zero tolerance", factor="zero", at_least=1)


@pytest.mark.parametrize(
    ("value", "risk_class"), [(0, "low"), (0.99, "low"), (1, "high"), (3, "high")]
)
def test_an_override_decides_from_its_value_on(value, risk_class):
    model = replace(ONE, overrides=(ZERO_TOLERANCE,))
    judgement = judge(model, {"a": reading(10), "zero": reading(value)}, on=ON)
    assert (judgement.risk_class, judgement.by_score) == (risk_class, "low")
    assert (judgement.override is None) == (risk_class == "low")


def test_an_override_applies_without_coverage_and_whatever_the_age_of_its_reading():
    model = replace(ONE, overrides=(ZERO_TOLERANCE,))
    old = reading(1, dt.date(2015, 1, 1), source="audit")
    judgement = judge(model, {"zero": old}, on=ON)
    assert (judgement.risk_class, judgement.by_score) == ("high", "not_classified")
    assert (judgement.overall, judgement.override_reading) == (None, old)


def test_an_override_without_a_reading_does_not_apply():
    model = replace(ONE, overrides=(ZERO_TOLERANCE,))
    assert judge(model, {"a": reading(10)}, on=ON).override is None
    tomorrow = {"zero": reading(1, ON + dt.timedelta(days=1))}
    assert judge(model, tomorrow, on=ON).override is None


@pytest.mark.parametrize(
    ("saq", "red", "risk_class"),
    [(69.99, 80, "high"), (70, 80, "low"), (69.99, 79.99, "low")],
)
def test_a_low_self_assessment_with_enough_red_flags_is_high(saq, red, risk_class):
    model = Model(
        "m",
        (category("labour", 100, factor("a", 10), factor("b", 10), factor("c", 80)),),
        (Override("high", "below 70 and two red flags", factor="saq", below=70, red_flags=2),),
    )
    readings = {"a": reading(80), "b": reading(red), "c": reading(0), "saq": reading(saq)}
    assert judge(model, readings, on=ON).risk_class == risk_class


@pytest.mark.parametrize(("value", "risk_class"), [(49.99, "medium"), (50, "high")])
def test_an_override_can_ask_for_an_overall_score(value, risk_class):
    model = replace(ONE, overrides=(Override("high", "", overall_from=Decimal(50), red_flags=0),))
    assert judge(model, {"a": reading(value)}, on=ON).risk_class == risk_class


def test_of_several_overrides_the_worst_class_decides():
    mild = Override("medium", "mild", factor="zero", at_least=1)
    model = replace(ONE, overrides=(mild, ZERO_TOLERANCE, replace(ZERO_TOLERANCE, reason="later")))
    judgement = judge(model, {"a": reading(0), "zero": reading(1)}, on=ON)
    assert judgement.override == ZERO_TOLERANCE


# --- more risk never lowers anything ---------------------------------------------------------

values = st.floats(-50, 150, allow_nan=False)
weights = st.integers(1, 99)


@given(
    split=weights,
    inner=weights,
    before=st.tuples(values, values, values),
    which=st.integers(0, 2),
    more=st.floats(0, 100, allow_nan=False),
    missing=st.sampled_from(["worst", "neutral", "leave_out"]),
)
def test_more_risk_never_lowers_score_or_class(split, inner, before, which, more, missing):
    model = Model(
        "any",
        (
            category("labour", split, factor("a", inner), factor("b", 100 - inner)),
            category("product", 100 - split, factor("c", 50), factor("d", 50, missing=missing)),
        ),
        (Override("high", "", factor="a", at_least=120),),
    )
    after = [value + (more if n == which else 0) for n, value in enumerate(before)]
    first, second = (
        judge(model, dict(zip("abc", map(reading, row), strict=True)), on=ON)
        for row in (before, after)
    )
    assert second.coverage == first.coverage
    if first.overall is not None:
        assert second.overall >= first.overall
    rank = {**SEVERITY, "not_classified": 0}
    assert rank[second.risk_class] >= rank[first.risk_class]
    for one, other in zip(first.categories, second.categories, strict=True):
        assert other.score >= one.score


def test_a_factor_of_two_categories_is_one_red_flag():
    rule = Override("high", "Two red flags", red_flags=2)
    twice = (category("labour", 50, factor("a")), category("product", 50, factor("a")))
    both = (category("labour", 50, factor("a")), category("product", 50, factor("b")))
    readings = {"a": reading(100), "b": reading(100)}
    found = judge(Model("twice", twice, overrides=(rule,)), readings, on=ON)
    assert (found.red_flags, found.override) == (1, None)
    found = judge(Model("both", both, overrides=(rule,)), readings, on=ON)
    assert (found.red_flags, found.override) == (2, rule)
