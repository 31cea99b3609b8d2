"""Who is due for what, in which quarter: tables with both sides of every edge."""

import datetime as dt
from dataclasses import replace

import pytest

from suppliers.rules.due import (
    Candidate,
    Rule,
    draw,
    due_ones,
    lot,
    months_later,
    propose,
    take_place,
    wished_quarter,
)

AUDIT = Rule("high", None, "second_party", 12)
SURVEY = Rule("high", None, "survey", 12)


def high(code, score=80.0, **fields):
    return Candidate(code, "high", score, **fields)


def listed(candidates, rules=(AUDIT,), *, year=2027, seed="s", **words):
    due, _draws = propose(candidates, rules, year=year, seed=seed, **words)
    return [(one.candidate.code, one.rule.kind, one.quarter) for one in due]


def done(day, kind="second_party", *, remote=False):
    return {(kind, remote): day}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2027, 12, 31), 2, dt.date(2028, 2, 29)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2024, 2, 29), 48, dt.date(2028, 2, 29)),
        (dt.date(2026, 11, 30), 1, dt.date(2026, 12, 30)),
        (dt.date(2026, 12, 1), 1, dt.date(2027, 1, 1)),
    ],
)
def test_months_later_keeps_the_day_or_takes_the_last_of_a_shorter_month(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("last_on", "is_due"),
    [
        (None, True),
        (dt.date(2025, 3, 1), True),
        (dt.date(2026, 12, 31), True),  # due on the last day of the year
        (dt.date(2027, 1, 1), False),  # due on the first day of the next
    ],
)
def test_what_falls_due_by_the_end_of_the_year_is_due(last_on, is_due):
    one = high("A", done=done(last_on) if last_on else {})
    assert bool(listed([one])) is is_due


@pytest.mark.parametrize(
    ("due_on", "first", "quarter"),
    [
        (None, 1, 1),
        (None, 3, 3),
        (dt.date(2026, 12, 31), 1, 1),  # overdue
        (dt.date(2027, 3, 31), 1, 1),
        (dt.date(2027, 4, 1), 1, 2),
        (dt.date(2027, 9, 30), 1, 3),
        (dt.date(2027, 10, 1), 1, 4),
        (dt.date(2027, 2, 1), 3, 3),  # its quarter has gone by
        (dt.date(2027, 12, 31), 3, 4),
    ],
)
def test_the_wished_quarter_is_the_one_it_falls_due_in(due_on, first, quarter):
    assert wished_quarter(due_on, 2027, first) == quarter


@pytest.mark.parametrize(
    ("wish", "places", "quarter"),
    [
        (3, {3: 1, 2: 1, 1: 1, 4: 1}, 3),
        (3, {3: 0, 2: 1, 1: 1, 4: 1}, 2),  # rather in time than late
        (3, {3: 0, 2: 0, 1: 1, 4: 1}, 1),
        (3, {3: 0, 2: 0, 1: 0, 4: 1}, 4),
        (3, {3: 0, 2: 0, 1: 0, 4: 0}, None),
        (3, {3: 0}, 2),  # what has no number has no limit
    ],
)
def test_a_full_quarter_sends_to_the_nearest_before_then_after(wish, places, quarter):
    free = {("audit", number): count for number, count in places.items()}
    assert take_place("audit", wish, free, 1) == quarter


@pytest.mark.parametrize(
    ("places", "quarters"),
    [(3, [1, 1, 1]), (2, [1, 1, None]), (1, [1, None, None]), (0, [None, None, None])],
)
def test_capacity_exactly_full_and_one_too_many(places, quarters):
    capacity = {("second_party", 1): places} | {("second_party", n): 0 for n in (2, 3, 4)}
    found = listed([high("A"), high("B"), high("C")], capacity=capacity)
    assert [quarter for _code, _kind, quarter in found] == quarters


def test_the_capacity_of_one_kind_is_not_that_of_another():
    capacity = {("second_party", quarter): 0 for quarter in (1, 2, 3, 4)}
    assert listed([high("A")], (AUDIT, SURVEY), capacity=capacity) == [
        ("A", "second_party", None),
        ("A", "survey", 1),
    ]


def test_the_highest_risk_goes_first_and_the_longest_waiting_among_equals():
    rules = [
        replace(AUDIT, risk_class=name) for name in ("high", "medium", "low", "not_classified")
    ]
    people = [
        Candidate("L", "low", 30.0),
        Candidate("N", "not_classified"),
        Candidate("M", "medium", 59.0),
        Candidate("H1", "high", 60.0, done=done(dt.date(2025, 5, 1))),
        Candidate("H2", "high", 60.0, done=done(dt.date(2024, 5, 1))),
        Candidate("H3", "high", 61.0),
    ]
    capacity = {("second_party", 1): 3} | {("second_party", n): 0 for n in (2, 3, 4)}
    found = listed(people, rules, capacity=capacity)
    assert [(code, quarter) for code, _kind, quarter in found] == [
        ("H3", 1), ("H2", 1), ("H1", 1), ("M", None), ("N", None), ("L", None),
    ]  # fmt: skip


def test_a_row_for_one_tier_takes_the_place_of_the_row_for_any():
    rules = [AUDIT, replace(AUDIT, tier=1, every_months=24), replace(AUDIT, tier=3, share=0)]
    last = done(dt.date(2025, 6, 1))
    people = [high(str(tier), tier=tier, done=last) for tier in (None, 1, 2, 3)]
    months = {
        one.candidate.code: one.rule.every_months
        for found in due_ones(people, rules, year=2027).values()
        for one in found
    }
    assert months == {"None": 12, "1": 24, "2": 12}


def test_a_remote_one_counts_only_where_the_rule_says_so():
    one = high("A", done=done(dt.date(2027, 2, 1), remote=True))
    assert listed([one], [AUDIT]) == [("A", "second_party", 1)]
    assert listed([one], [replace(AUDIT, remote=True)]) == []


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, 0), (1, 1), (30, 3), (31, 4), (50, 5), (99, 10), (100, 10)]
)
def test_a_share_is_rounded_up_and_its_ends_are_nobody_and_all(share, drawn):
    people = [high(f"S-{number}") for number in range(10)]
    due, draws = propose(people, [replace(AUDIT, share=share)], year=2027, seed="s")
    assert len(due) == drawn
    assert [len(one.drawn) for one in draws] == ([drawn] if 0 < share < 100 else [])


def test_the_same_seed_draws_the_same_and_another_seed_others():
    pool = [f"S-{number:03d}" for number in range(200)]
    first = draw(pool, 25, seed="a", key="high/any/second_party")
    assert draw(list(reversed(pool)), 25, seed="a", key="high/any/second_party") == first
    assert draw(pool, 25, seed="b", key="high/any/second_party") != first
    assert draw(pool, 25, seed="a", key="high/any/survey") != first


def test_one_supplier_more_changes_at_most_one_drawn_supplier():
    pool = [f"S-{number:03d}" for number in range(200)]
    before = draw(pool, 25, seed="a", key="k")
    after = draw([*pool, "S-new"], 25, seed="a", key="k")
    assert len(before - after) <= 1


def test_a_lot_can_be_drawn_again_by_anyone():
    """printf 'a|k|S-001' | sha256sum"""
    assert lot("a", "k", "S-001") == (
        "05266d351326aa3b7ecf95bc3d6c8a2f398ee183e40a263dc622d7104acc5cfa"
    )


def test_what_people_decided_holds_its_place_and_is_not_proposed_again():
    capacity = {("second_party", 1): 2} | {("second_party", n): 0 for n in (2, 3, 4)}
    people = [high("A"), high("B"), high("C")]
    kept = [("A", "second_party", 1), ("X", "second_party", None)]
    assert listed(people, capacity=capacity, kept=kept) == [
        ("B", "second_party", 1),
        ("C", "second_party", None),
    ]


def test_more_by_hand_than_there_is_room_leaves_no_room_not_less():
    capacity = {("second_party", 1): 1} | {("second_party", n): 0 for n in (2, 3, 4)}
    kept = [(code, "second_party", 1) for code in "XY"]
    assert listed([high("A")], capacity=capacity, kept=kept) == [("A", "second_party", None)]


def test_a_supplier_of_a_class_without_a_row_is_not_due():
    assert listed([Candidate("A", "low", 1.0)]) == []
