"""What holds for every order recommendation, whatever the commodity looks like."""

from decimal import Decimal as D
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.rules.allocation import recommend
from scorecards.rules.limits import (
    POLICY_RULES,
    SUPPLIER_RULES,
    Limits,
    Source,
    broken_rules,
)
from scorecards.rules.scorecard import NOT_GRADED
from scorecards.rules.shares import nearest_shares

from .test_allocation import LIMITS, MOVES


@st.composite
def commodities(draw):
    count = draw(st.integers(2, 7))
    cuts = sorted(draw(st.lists(st.integers(0, 100_000), min_size=count - 1, max_size=count - 1)))
    edges = [0, *cuts, 100_000]
    flag = st.sampled_from([False, False, False, True])
    return [
        Source(
            f"s{n}",
            D(high - low) / 1000,
            draw(st.sampled_from([*"AABBCD", NOT_GRADED])),
            D(draw(st.integers(0, 10_000))) / 100,
            capacity=draw(st.one_of(st.none(), st.integers(0, 100_000).map(lambda x: D(x) / 1000))),
            designated=draw(flag),
            zero_tolerance=draw(flag),
            support_offered=not draw(flag),
        )
        for n, (low, high) in enumerate(pairwise(edges))
    ]


@settings(deadline=None, max_examples=150)
@given(commodities(), st.sampled_from([2, 3]))
def test_shares_always_sum_to_100_inside_every_bound_or_the_clash_is_named(sources, least):
    limits = Limits(MOVES, min_sources=least)
    answer = recommend(limits, sources)
    if answer.feasible:
        shares = {x.code: x.share for x in answer.lines}
        assert sum(shares.values()) == D("100.000")
        assert all(share.as_tuple().exponent == -3 for share in shares.values())
        if not any(note["code"] == "single_source" for note in answer.notes):
            assert broken_rules(limits, sources, shares) == []
    else:
        assert answer.clashes
        assert answer.cures
        assert all(cure["amounts"] for cure in answer.cures)


@settings(deadline=None, max_examples=40)
@given(commodities(), st.randoms())
def test_the_order_of_the_rows_changes_nothing(sources, chance):
    shuffled = list(sources)
    chance.shuffle(shuffled)
    assert recommend(LIMITS, shuffled) == recommend(LIMITS, sources)


@settings(deadline=None, max_examples=40)
@given(commodities())
def test_a_clash_needs_each_of_its_rules(sources):
    answer = recommend(LIMITS, sources)
    if answer.feasible:
        return
    others = {*POLICY_RULES, *SUPPLIER_RULES} - set(answer.clashes)
    assert nearest_shares(LIMITS, sources, tuple(others)) is None
    for rule in answer.clashes:
        assert nearest_shares(LIMITS, sources, (*others, rule)) is not None
