"""Rates and days to close, by hand and by the standard library."""

import statistics
from collections import Counter
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.effect import FEW, difference, effect


@pytest.mark.parametrize(
    ("findings", "days", "rate", "median", "mean"),
    [
        (0, {}, None, None, None),
        (3, {}, D("0.0"), None, None),
        (1, {0: 1}, D("100.0"), D("0.0"), D("0.0")),
        (4, {10: 1, 20: 1, 90: 1}, D("75.0"), D("20.0"), D("40.0")),
        (3, {10: 1, 21: 1}, D("66.7"), D("15.5"), D("15.5")),
        (8, {5: 1}, D("12.5"), D("5.0"), D("5.0")),
        (6, {1: 3, 2: 2}, D("83.3"), D("1.0"), D("1.4")),
        (2000, {30: 1999}, D("100.0"), D("30.0"), D("30.0")),
    ],
)
def test_a_table_of_groups(findings, days, rate, median, mean):
    found = effect(findings, days)
    assert (found.findings, found.closed) == (findings, sum(days.values()))
    assert (found.rate, found.median, found.mean) == (rate, median, mean)


@pytest.mark.parametrize(
    ("findings", "few"), [(0, False), (1, True), (FEW - 1, True), (FEW, False)]
)
def test_few_findings_are_marked_and_none_are_not(findings, few):
    assert effect(findings, {}).is_few is few


@pytest.mark.parametrize(("findings", "days"), [(1, {3: 2}), (5, {-1: 1})])
def test_what_cannot_be_is_refused(findings, days):
    with pytest.raises(ValueError):
        effect(findings, days)


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=60), st.integers(0, 10))
def test_median_and_mean_are_those_of_the_standard_library(days, still_open):
    found = effect(len(days) + still_open, Counter(days))
    tenth = D("0.05")
    assert abs(found.median - D(str(statistics.median(days)))) <= tenth
    assert abs(found.mean - D(sum(days)) / len(days)) <= tenth


def test_the_difference_needs_both_rates():
    some, none = effect(4, {1: 3}), effect(0, {})
    assert difference(some, effect(4, {1: 1})) == D("50.0")
    assert difference(some, none) is None is difference(none, some)
