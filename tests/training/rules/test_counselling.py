"""Whom a meeting should treat first, and a cause with the answers that led to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.counselling import Need, cause_with_whys, rank, reasons

PLAIN = {"findings": 1, "treated": True}


def order(*needs):
    return [need.supplier for need in rank(needs)]


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"zero_tolerance": 1}, {"priority": 9, "overdue": 9, "high": True}),
        ({"zero_tolerance": 2}, {"zero_tolerance": 1, "priority": 9}),
        ({"priority": 1}, {"overdue": 9, "repeats": 9, "high": True, "treated": False}),
        ({"treated": False}, {"overdue": 9, "repeats": 9}),
        ({"overdue": 1}, {"repeats": 9, "high": True, "supervised": True}),
        ({"repeats": 1}, {"high": True, "supervised": True}),
        ({"high": True}, {"supervised": True, "findings": 9}),
        ({"supervised": True}, {"findings": 9}),
        ({"findings": 2}, {"findings": 1}),
    ],
)
def test_the_weightier_reason_comes_first_whatever_the_lighter_ones_say(more, less):
    needs = [Need(supplier=1, **PLAIN | less), Need(supplier=2, **PLAIN | more)]
    assert order(*needs) == order(*reversed(needs)) == [2, 1]


def test_equals_stay_in_the_order_of_their_suppliers():
    assert order(*(Need(supplier=key, **PLAIN) for key in (3, 1, 2))) == [1, 2, 3]


def test_reasons_name_what_there_is_and_nothing_else():
    assert reasons(Need(supplier=1, findings=4, treated=True)) == []
    every = Need(
        1, 4, zero_tolerance=1, priority=2, overdue=3, repeats=4, high=True, supervised=True
    )
    assert reasons(every) == [
        ("zero_tolerance", 1),
        ("priority", 2),
        ("overdue", 3),
        ("repeats", 4),
        ("high", 0),
        ("supervised", 0),
        ("untreated", 0),
    ]


@pytest.mark.parametrize(
    ("cause", "whys", "kept"),
    [
        ("Nobody checks.", [], "Nobody checks."),
        (" Nobody checks. ", ["", " "], "Nobody checks."),
        ("", ["Doors locked", "Theft"], "Theft\n1. Doors locked\n2. Theft"),
        (
            "Fear of theft",
            ["Doors locked", "", "Theft"],
            "Fear of theft\n1. Doors locked\n2. Theft",
        ),
        ("", ["", ""], ""),
    ],
)
def test_the_answers_stand_below_the_cause(cause, whys, kept):
    assert cause_with_whys(cause, whys) == kept


@given(st.text(max_size=50), st.lists(st.text(max_size=20), max_size=5))
def test_no_answer_is_lost(cause, whys):
    kept = cause_with_whys(cause, whys)
    assert all(why.strip() in kept for why in whys)
    assert bool(kept) == bool(cause.strip() or any(why.strip() for why in whys))
