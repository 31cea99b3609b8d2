import datetime as dt
import hashlib

import pytest

from suppliers.rules.papers import (
    held_percent,
    holds_too_long,
    plain_text,
    rate,
    standing,
    step_due,
    text_hash,
)

TODAY = dt.date(2026, 8, 17)


def days(n):
    return TODAY + dt.timedelta(days=n)


@pytest.mark.parametrize(
    ("left", "expected"),
    [(91, "valid"), (90, "soon"), (1, "soon"), (0, "soon"), (-1, "expired"), (400, "valid")],
)
def test_the_last_day_is_valid_and_ninety_days_are_soon(left, expected):
    assert standing(days(left), TODAY) == expected


@pytest.mark.parametrize(
    ("left", "step"),
    [
        (91, None), (90, "90"), (31, "90"), (30, "30"), (8, "30"), (7, "7"), (0, "7"),
        (-1, "after"), (-7, "after"), (-8, "week 1"), (-14, "week 1"), (-15, "week 2"),
        (-365, "week 52"),
    ],
)  # fmt: skip
def test_each_day_has_one_step_of_reminding(left, step):
    assert step_due(days(left), TODAY) == step


def test_no_day_after_the_end_is_without_a_step():
    assert None not in {step_due(days(-n), TODAY) for n in range(1, 1000)}


def test_the_hash_is_the_sha256_of_the_text_whatever_the_line_ends():
    text = "第一段\n\nSecond"
    assert text_hash(text) == hashlib.sha256(text.encode()).hexdigest()
    assert text_hash("  第一段\r\n\r\nSecond \n") == text_hash(text)
    assert text_hash("第一段\n\nsecond") != text_hash(text)
    assert plain_text("a\r\nb\rc\n") == "a\nb\nc"


@pytest.mark.parametrize(
    ("signed", "asked", "expected"),
    [(105, 105, 100.0), (0, 7, 0.0), (0, 0, None), (46, 47, 97.9)],
)
def test_nobody_asked_is_neither_none_nor_all_of_them(signed, asked, expected):
    assert rate(signed, asked) == expected


def test_what_is_held_beside_the_wanted_kinds_does_not_count():
    assert held_percent({"iso_9001": 1, "sa8000": 1}, ["iso_9001", "iso_14001"]) == 50.0
    assert held_percent({}, ["iso_9001"]) == 0.0
    assert held_percent({"iso_9001": 1}, []) is None


@pytest.mark.parametrize(
    ("issued", "expires", "too_long"),
    [
        ((2020, 5, 6), (2040, 5, 6), False),
        ((2020, 5, 6), (2040, 5, 7), True),
        ((2020, 5, 6), (9999, 12, 31), True),
        ((2020, 2, 29), (2040, 2, 29), False),
    ],
)
def test_a_certificate_holds_for_twenty_years_at_most(issued, expires, too_long):
    assert holds_too_long(dt.date(*issued), dt.date(*expires)) is too_long
