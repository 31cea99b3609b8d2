"""Judging a quarter: tables with both sides of every edge."""

import json
from dataclasses import replace
from decimal import Decimal as D

import pytest

from scorecards.rules.policy import Criterion, Dimension, Floor, Policy, check_policy
from scorecards.rules.scorecard import NOT_GRADED, again, band_of, judge, plain, scaled

from .cases import BANDS, FLOORS, POLICY, all_at, alone, figures

ONE = Policy((alone("quality", 100),), BANDS, FLOORS, D(50))


def codes(problems):
    return [(problem["place"], problem["code"]) for problem in problems]


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("100", "A"), ("85", "A"), ("84.995", "A"), ("84.994", "B"), ("84.99", "B"),
        ("70", "B"), ("69.995", "B"), ("69.99", "C"), ("60", "C"), ("59.99", "D"), ("0", "D"),
    ],
)  # fmt: skip
def test_a_band_includes_its_lower_bound_and_is_read_from_the_rounded_score(score, grade):
    assert judge(ONE, figures(quality=D(score))).grade == grade


def test_eight_times_11_1_and_11_2_is_a_hundred():
    dimensions = [alone(f"d{n}", "11.1") for n in range(8)] + [alone("d8", "11.2")]
    policy = Policy(tuple(dimensions), BANDS)
    assert check_policy(policy) == []
    judgement = judge(policy, figures(**{f"d{n}": D(100) for n in range(9)}))
    assert (judgement.score, judgement.grade, judgement.coverage) == (D("100.00"), "A", D("100.00"))


def test_a_full_card_is_the_weighted_sum_worked_out_by_hand():
    judgement = judge(
        POLICY,
        figures(
            quality=D(90), cost=D(80), delivery=D(70), technology=D(60), service=D(80),
            audit=D(160), survey=D(50), cap_timeliness=D(75), risk_class="medium", training=D(100),
        ),
    )  # fmt: skip
    # 27 + 16 + 14 + 10 % of 70 + 20 % of (28 + 7.5 + 15 + 12 + 10 = 72.5)
    assert [part.points for part in judgement.dimensions] == [27, 16, 14, 7, D("14.5")]
    assert (judgement.score, judgement.grade, judgement.coverage) == (D("78.50"), "B", 100)
    assert judgement.reasons == (
        {"code": "band", "grade": "B", "lower": D(70), "score": D("78.5")},
    )


def test_a_missing_dimension_is_shown_and_its_weight_spread_over_the_rest():
    judgement = judge(POLICY, figures(quality=D(90), cost=D(60)))
    quality, cost, delivery = judgement.dimensions[:3]
    assert (quality.counted, cost.counted, delivery.counted) == (60, 40, 0)
    assert (judgement.score, judgement.coverage) == (D("78.00"), D("50.00"))
    assert {
        "code": "missing",
        "dimension": "delivery",
        "criterion": "delivery",
    } in judgement.reasons


def test_a_missing_criterion_spreads_inside_its_dimension_only():
    known = all_at(100)
    del known["audit"]
    sustainability = judge(POLICY, known).dimensions[4]
    assert sustainability.counted == 20
    assert [round(c.counted, 4) for c in sustainability.criteria] == [
        0, D("4.6154"), D("6.1538"), D("6.1538"), D("3.0769"),
    ]  # fmt: skip
    assert judge(POLICY, known).coverage == D("93.00")
    assert judge(POLICY, known).score == D("100.00")


@pytest.mark.parametrize(
    ("known", "coverage", "grade"),
    [
        ({"quality": 90, "cost": 90}, "50.00", "A"),
        ({"quality": 90, "technology": 90, "survey": 90}, "38.00", NOT_GRADED),
        ({"quality": 90, "technology": 90, "service": 90, "training": 90}, "42.00", NOT_GRADED),
        ({}, "0.00", NOT_GRADED),
    ],
)
def test_below_the_coverage_floor_nothing_is_graded(known, coverage, grade):
    judgement = judge(POLICY, figures(**{code: D(v) for code, v in known.items()}))
    assert (judgement.coverage, judgement.grade) == (D(coverage), grade)


def test_no_data_at_all_has_no_score_neither_0_nor_100():
    judgement = judge(POLICY, {})
    assert (judgement.score, judgement.grade) == (None, NOT_GRADED)


@pytest.mark.parametrize(
    ("value", "open_conditions", "grade", "holds"),
    [
        (90, {"open_priority": [{"id": 1}]}, "C", [True]),
        (65, {"open_priority": [{"id": 1}]}, "C", [False]),
        (50, {"open_priority": [{"id": 1}]}, "D", [False]),
        (90, {"zero_tolerance": [{"id": 1}]}, "D", [True]),
        (90, {"zero_tolerance": [{"id": 1}], "open_priority": [{"id": 1}]}, "D", [True, False]),
        (90, {"open_priority": []}, "A", []),
    ],
)
def test_a_floor_holds_the_grade_down_and_never_lifts_it(value, open_conditions, grade, holds):
    judgement = judge(ONE, figures(quality=D(value)), open_conditions)
    floors = [r["holds"] for r in judgement.reasons if r["code"] == "floor"]
    assert (judgement.grade, floors) == (grade, holds)


def test_zero_tolerance_is_a_d_even_with_too_few_data_an_open_priority_is_not():
    assert judge(POLICY, {}, {"zero_tolerance": [{"id": 1}]}).grade == "D"
    assert judge(POLICY, {}, {"open_priority": [{"id": 1}]}).grade == NOT_GRADED


@pytest.mark.parametrize(
    ("criterion", "raw", "value"),
    [
        (Criterion("audit", D(1), D(0), D(200)), D(135), D("67.5")),
        (Criterion("audit", D(1), D(0), D(200)), D(-3), D(0)),
        (Criterion("audit", D(1), D(0), D(200)), D(201), D(100)),
        (Criterion("risk", D(1), D(100), D(0)), D(30), D(70)),
        (Criterion("class", D(1), classes={"low": D(100)}), "low", D(100)),
        (Criterion("class", D(1), classes={"low": D(100)}), "not_classified", None),
        (Criterion("class", D(1)), None, None),
    ],
)
def test_a_raw_figure_is_scaled_and_clamped(criterion, raw, value):
    assert scaled(criterion, raw) == value


def test_a_kept_card_judged_again_gives_the_same_number():
    known = all_at(73)
    del known["survey"]
    first = judge(POLICY, known, {"open_priority": [{"id": 7}]})
    kept = json.loads(json.dumps(plain(first)))
    second = again(POLICY, kept)
    assert (second.score, second.grade, second.coverage) == (
        first.score,
        first.grade,
        first.coverage,
    )
    assert plain(second) == plain(first)


def test_thirds_do_not_cost_a_grade():
    third = Policy((alone("a", 30), alone("b", 30), alone("c", 40)), BANDS, (), D(0))
    assert judge(third, figures(a=D(85), c=D(85))).grade == "A"


def test_a_sound_policy_has_no_problems():
    assert check_policy(POLICY) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"dimensions": (alone("quality", 99),)}, ("dimensions", "weights_not_100")),
        ({"dimensions": ()}, ("dimensions", "weights_not_100")),
        ({"dimensions": (alone("a", 100), alone("b", 0))}, ("b", "weight_not_positive")),
        ({"dimensions": (Dimension("a", D(100), ()),)}, ("a", "no_criteria")),
        (
            {"dimensions": (Dimension("a", D(100), (Criterion("a", D(90)),)),)},
            ("a", "weights_not_100"),
        ),
        (
            {"dimensions": (Dimension("a", D(100), (Criterion("a", D(100), D(5), D(5)),)),)},
            ("a", "scale_has_one_end"),
        ),
        (
            {"dimensions": (Dimension("a", D(100), (Criterion("a", D(100), classes={}),)),)},
            ("a", "no_classes"),
        ),
        (
            {
                "dimensions": (
                    Dimension("x", D(100), (Criterion("a", D(50)), Criterion("a", D(50)))),
                )
            },
            ("a", "counted_twice"),
        ),
        ({"bands": ()}, ("bands", "no_bands")),
        ({"bands": BANDS[:3]}, ("C", "lowest_band_not_0")),
        ({"bands": (BANDS[1], BANDS[0], BANDS[3])}, ("A", "bands_not_in_order")),
        ({"bands": (*BANDS[:3], replace(BANDS[3], grade="A"))}, ("A", "grade_twice")),
        ({"bands": (replace(BANDS[0], lower=D(101)), *BANDS[1:])}, ("A", "out_of_range")),
        ({"floors": (Floor("zero_tolerance", "E"),)}, ("zero_tolerance", "unknown_grade")),
        ({"coverage_floor": D(101)}, ("coverage_floor", "out_of_range")),
    ],
)
def test_each_fault_of_a_policy_is_named_with_its_place(change, problem):
    assert problem in codes(check_policy(replace(POLICY, **change)))


def test_a_score_under_every_band_is_a_fault_of_the_policy():
    with pytest.raises(ValueError, match="lowest band must start at 0"):
        band_of(BANDS[:3], D(10))
