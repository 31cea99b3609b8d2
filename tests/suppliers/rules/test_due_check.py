from dataclasses import replace

import pytest

from suppliers.rules.due import ORDER, Rule
from suppliers.rules.due_check import check_approach

GOOD = [Rule(name, None, "survey", 12) for name in ORDER]
AUDIT = Rule("high", 2, "second_party", 24)


def found(rules):
    return [
        (problem.row, problem.key)
        for problem in check_approach(
            rules, kinds={"survey", "second_party"}, visits={"second_party"}
        )
    ]


def test_a_good_approach_has_no_problem():
    assert found([*GOOD, AUDIT, replace(AUDIT, tier=3, remote=True)]) == []


def test_an_empty_one_is_refused_as_a_whole():
    assert found([]) == [("approach", "no_rows")]


def test_each_class_must_be_spoken_of():
    assert found(GOOD[1:]) == [("high", "class_without_row")]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (replace(AUDIT, every_months=0), "months_out_of_range"),
        (replace(AUDIT, every_months=121), "months_out_of_range"),
        (replace(AUDIT, share=-1), "share_out_of_range"),
        (replace(AUDIT, share=101), "share_out_of_range"),
        (replace(AUDIT, kind="party"), "unknown_kind"),
        (replace(AUDIT, tier=4), "unknown_tier"),
        (replace(AUDIT, kind="survey", remote=True), "remote_without_visit"),
    ],
)
def test_a_bad_row_is_named(row, key):
    assert found([*GOOD, row]) == [(row.key, key)]


@pytest.mark.parametrize(
    "row",
    [
        replace(AUDIT, every_months=1),
        replace(AUDIT, every_months=120),
        replace(AUDIT, share=0),
        replace(AUDIT, share=100),
    ],
)
def test_the_ends_of_the_ranges_are_good(row):
    assert found([*GOOD, row]) == []


def test_the_same_row_twice_is_named_once():
    assert found([*GOOD, AUDIT, AUDIT]) == [("high/2/second_party", "twice")]


def test_a_class_that_does_not_exist_is_named():
    assert found([*GOOD, replace(AUDIT, risk_class="bad")]) == [
        ("bad/2/second_party", "unknown_class")
    ]


def test_a_class_with_rows_of_single_tiers_only_forgets_the_unknown_tier():
    assert found([AUDIT, *GOOD[1:]]) == [("high", "unknown_tier_gets_nothing")]
