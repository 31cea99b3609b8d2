"""Order recommendations solved by hand, one rule at a time."""

from decimal import Decimal as D

import pytest

from scorecards.rules.allocation import recommend
from scorecards.rules.limits import (
    Limits,
    Source,
    broken_rules,
    check_limits,
)
from scorecards.rules.scorecard import NOT_GRADED

MOVES = {"A": (D(5), D(5)), "B": (D(0), D(5)), "C": (D(-5), D(-5)), "D": (D(-10), D(-10))}
LIMITS = Limits(MOVES)


def source(code, current, grade, score=None, **fields):
    return Source(code, D(current), grade, score, **fields)


def solved(*sources, limits=LIMITS):
    answer = recommend(limits, list(sources))
    assert answer.feasible
    return {line.code: line.share for line in answer.lines}


def line(code, *sources, limits=LIMITS):
    return next(x for x in recommend(limits, list(sources)).lines if x.code == code)


def bound_by(answer):
    return [(r["rule"], r["missed"]) for r in answer.reasons if r["code"] == "bound"]


def tasks(answer):
    return {r["code"] for r in answer.reasons} - {"move", "bound"}


# --- ten cases solved by hand -----------------------------------------------------------------


def test_1_what_c_gives_up_goes_to_a():
    three = [source("a", 40, "A"), source("b", 30, "B"), source("c", 30, "C")]
    assert solved(*three) == {"a": 45, "b": 30, "c": 25}
    assert bound_by(line("a", *three)) == []


def test_2_the_cap_binds_and_b_takes_what_a_may_not():
    three = [source("a", 58, "A"), source("b", 22, "B"), source("c", 20, "C")]
    assert solved(*three) == {"a": 60, "b": 25, "c": 15}
    assert bound_by(line("a", *three)) == [("cap", D(3))]


def test_3_the_step_binds_however_far_the_target():
    limits = Limits(MOVES | {"A": (D(15), D(15)), "D": (D(-20), D(-20))})
    pair = [source("a", 40, "A"), source("d", 60, "D")]
    assert solved(*pair, limits=limits) == {"a": 50, "d": 50}
    assert bound_by(line("a", *pair, limits=limits)) == [("step", D(5))]
    assert bound_by(line("d", *pair, limits=limits)) == [("step", D(10))]


def test_4_a_single_source_is_unchanged_and_a_second_is_the_task():
    answer = recommend(LIMITS, [source("a", 100, "D", zero_tolerance=True)])
    assert (answer.feasible, answer.lines[0].share) == (True, D(100))
    assert answer.notes == ({"code": "single_source", "source": "a"},)
    assert tasks(answer.lines[0]) == {"single_source", "exit_plan"}


def test_5_an_infeasible_pair_names_the_clash_and_each_cure():
    answer = recommend(LIMITS, [source("a", 75, "A"), source("b", 25, "B")])
    assert answer.feasible is False
    assert answer.clashes == ("cap", "step")
    assert [x.share for x in answer.lines] == [None, None]
    cures = {cure["rules"][0]: cure for cure in answer.cures}
    assert cures["cap"]["amounts"] == [
        {"rule": "cap", "source": None, "by": D(5), "from": D(60), "to": D(65)}
    ]
    assert cures["cap"]["shares"] == {"a": 65, "b": 35}
    assert cures["step"]["amounts"] == [
        {"rule": "step", "source": None, "by": D(5), "from": D(10), "to": D(15)}
    ]
    assert cures["step"]["shares"] == {"a": 60, "b": 40}
    assert set(cures) == {"cap", "step"}


def test_6_a_customer_designated_supplier_is_not_cut_and_the_customer_is_told():
    three = [source("a", 40, "A"), source("d", 30, "D", designated=True), source("c", 30, "C")]
    assert solved(*three) == {"a": 45, "c": 25, "d": 30}
    assert bound_by(line("d", *three)) == [("designated", D(10))]
    assert tasks(line("d", *three)) == {"notify_customer"}


def test_7_a_d_that_was_never_offered_support_keeps_its_orders():
    three = [
        source("a", 50, "A"),
        source("d", 30, "D", support_offered=False),
        source("b", 20, "B"),
    ]
    assert solved(*three) == {"a": 50, "b": 20, "d": 30}
    assert bound_by(line("d", *three)) == [("support", D(10))]
    assert tasks(line("d", *three)) == {"offer_support"}
    assert bound_by(line("a", *three)) == [("sum", D(5))]


def test_8_a_capacity_ceiling_binds_and_the_other_a_takes_its_part():
    three = [
        source("a", 30, "A", D(90), capacity=D("32.5")),
        source("b", 30, "A", D(88)),
        source("d", 40, "D"),
    ]
    assert solved(*three) == {"a": D("32.5"), "b": 35, "d": D("32.5")}
    assert bound_by(line("a", *three)) == [("capacity", D("2.5"))]
    assert bound_by(line("d", *three)) == [("sum", D("2.5"))]


def test_9_a_supplier_that_is_not_graded_stays_where_it_is():
    three = [source("a", 40, "A"), source("n", 20, NOT_GRADED), source("c", 40, "C")]
    assert solved(*three) == {"a": 45, "c": 35, "n": 20}
    assert tasks(line("n", *three)) == {"not_graded"}


def test_10_when_all_are_a_nobody_moves():
    three = [source("a", 40, "A", D(99)), source("b", 35, "A", D(90)), source("c", 25, "A", D(86))]
    assert solved(*three) == {"a": 40, "b": 35, "c": 25}
    assert bound_by(line("c", *three)) == [("sum", D(5))]


# --- more edges -------------------------------------------------------------------------------


def test_zero_tolerance_does_not_grow_whatever_its_grade():
    three = [source("a", 30, "A", zero_tolerance=True), source("b", 40, "B"), source("c", 30, "C")]
    assert solved(*three) == {"a": 30, "b": 45, "c": 25}
    assert tasks(line("a", *three)) == {"exit_plan"}


def test_a_suspended_supplier_does_not_grow():
    three = [source("a", 30, "A", active=False), source("b", 40, "B"), source("c", 30, "C")]
    assert solved(*three) == {"a": 30, "b": 45, "c": 25}
    assert bound_by(line("a", *three)) == [("status", D(5))]


def test_the_better_score_is_served_first():
    three = [source("a", 30, "A", D(86)), source("b", 30, "A", D(95)), source("c", 40, "C")]
    assert solved(*three) == {"a": 30, "b": 35, "c": 35}


def test_the_worse_score_is_cut_first():
    three = [source("a", 40, "A"), source("c", 30, "C", D(69)), source("d", 30, "C", D(61))]
    assert solved(*three) == {"a": 45, "c": 30, "d": 25}


def test_two_sources_of_60_and_40_are_the_least_that_a_cap_of_60_allows():
    assert solved(source("a", 60, "A"), source("c", 40, "C")) == {"a": 60, "c": 40}


def test_the_second_source_keeps_its_least_share():
    limits = Limits(MOVES, cap=D(100), step=D(100), second_share=D(5))
    pair = [source("a", 92, "A"), source("d", 8, "D")]
    assert solved(*pair, limits=limits) == {"a": 95, "d": 5}
    assert bound_by(line("a", *pair, limits=limits)) == [("min_sources", D(2))]


def test_three_sources_are_kept_when_the_policy_asks_for_three():
    limits = Limits(MOVES, min_sources=3, second_share=D(4))
    three = [source("a", 50, "A"), source("b", 42, "A"), source("d", 8, "D")]
    assert solved(*three, limits=limits)["d"] == 4


def test_three_sources_where_only_two_exist_cannot_be():
    limits = Limits(MOVES, min_sources=3, second_share=D(4))
    answer = recommend(limits, [source("a", 50, "A"), source("b", 50, "B")])
    assert (answer.feasible, answer.clashes) == (False, ("min_sources",))


def test_capacities_below_what_is_due_are_explained_never_clipped():
    pair = [source("a", 50, "A", capacity=D(45)), source("b", 50, "B", capacity=D(50))]
    answer = recommend(LIMITS, pair)
    assert (answer.feasible, answer.clashes) == (False, ("capacity",))
    (cure,) = answer.cures
    assert (cure["alone"], sum(amount["by"] for amount in cure["amounts"])) == (True, D(5))


def test_two_separate_clashes_are_cured_together():
    limits = Limits(MOVES, step=D(1))
    trio = [
        source("a", 70, "A"),
        source("b", 20, NOT_GRADED, capacity=D(10)),
        source("c", 10, "B"),
    ]
    answer = recommend(limits, trio)
    assert answer.feasible is False
    assert [cure["alone"] for cure in answer.cures] == [False]
    assert len(answer.cures[0]["amounts"]) >= 2


def test_a_candidate_that_may_take_nothing_leaves_a_single_source():
    answer = recommend(LIMITS, [source("a", 100, "A"), source("n", 0, NOT_GRADED)])
    assert [x.share for x in answer.lines] == [D(100), D(0)]
    assert answer.notes[0]["code"] == "single_source"


def test_shares_that_do_not_sum_are_said_and_still_brought_to_100():
    answer = recommend(LIMITS, [source("a", 50, "B"), source("b", 45, "B")])
    assert answer.notes == ({"code": "current_sum", "value": D(95)},)
    assert {x.code: x.share for x in answer.lines} == {"a": 55, "b": 45}


def test_nobody_to_order_from_is_refused():
    with pytest.raises(ValueError, match="without suppliers"):
        recommend(LIMITS, [])


def test_shares_a_person_chose_are_checked_against_the_same_rules():
    pair = [source("a", 50, "A"), source("d", 50, "D", support_offered=False)]
    assert broken_rules(LIMITS, pair, {"a": D(50), "d": D(50)}) == []
    assert broken_rules(LIMITS, pair, {"a": D(62), "d": D(38)}) == [
        {"rule": "cap", "source": "a", "by": D(2)},
        {"rule": "step", "source": "a", "by": D(2)},
        {"rule": "step", "source": "d", "by": D(2)},
        {"rule": "support", "source": "d", "by": D(12)},
    ]


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (Limits(MOVES, cap=D(0)), ("cap", "out_of_range")),
        (Limits(MOVES, cap=D(49)), ("cap", "needs_more_sources")),
        (Limits(MOVES, step=D(101)), ("step", "out_of_range")),
        (Limits(MOVES, min_sources=0), ("min_sources", "out_of_range")),
        (Limits(MOVES, churn=D("0.3")), ("churn", "out_of_range")),
        (Limits(MOVES | {"A": (D(5), D(4))}), ("A", "move_backwards")),
        (Limits({}), ("A", "no_move")),
    ],
)
def test_each_fault_of_a_policy_is_named(limits, problem):
    found = check_limits(limits, grades=["A"])
    assert problem in [(p["place"], p["code"]) for p in found]


def test_the_default_limits_are_sound():
    assert check_limits(LIMITS, grades=MOVES) == []
