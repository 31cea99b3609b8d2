from decimal import Decimal

import pytest

from audits.rules.score import Scale, audit_score, colour, open_weight, recognition


@pytest.mark.parametrize(
    ("conforming", "applicable", "priority", "major", "minor", "score", "shown"),
    [
        (100, 100, 0, 0, 0, "200.00", "green"),
        (98, 100, 0, 0, 2, "194.00", "green"),
        (95, 100, 1, 2, 2, "160.00", "red"),
        (70, 80, 0, 10, 0, "135.00", "red"),
        (2, 3, 0, 0, 1, "132.33", "red"),
        (10, 100, 5, 0, 0, "0.00", "red"),
        (0, 1, 0, 0, 0, "0.00", "red"),
    ],
)
def test_the_score_and_its_colour(conforming, applicable, priority, major, minor, score, shown):
    result = audit_score(conforming, applicable, priority, major, minor)
    assert (result.value, result.colour) == (Decimal(score), shown)


@pytest.mark.parametrize(
    ("score", "shown"),
    [
        ("180.01", "green"), ("180", "yellow"), ("160.01", "yellow"), ("160", "red"), ("0", "red"),
    ],
)  # fmt: skip
def test_colours_at_their_edges(score, shown):
    assert colour(Decimal(score)) == shown


def test_the_score_carries_its_arithmetic():
    result = audit_score(95, 100, 1, 2, 2)
    assert result.base == Decimal("190.00")
    assert [(d.rating, d.count, d.each, d.points) for d in result.deductions] == [
        ("priority", 1, 20, 20), ("major", 2, 4, 8), ("minor", 2, 1, 2),
    ]  # fmt: skip
    assert result.sum == Decimal("160.00")
    assert (result.floored, result.overridden) == (False, False)
    assert result.as_dict()["value"] == "160.00"


def test_below_the_floor_is_the_floor_and_says_so():
    result = audit_score(10, 100, 5, 0, 0)
    assert (result.value, result.sum, result.floored) == (Decimal(0), Decimal("-80.00"), True)


def test_zero_tolerance_overrides_the_sum():
    result = audit_score(99, 100, 1, 0, 0, zero_tolerance=1)
    assert (result.value, result.colour, result.overridden) == (Decimal(0), "red", True)
    assert result.sum == Decimal("178.00")


def test_another_protocol_has_its_own_figures():
    result = audit_score(
        1, 2, 0, 1, 0, scale=Scale(maximum=100, major=10, green_above=30, yellow_above=10)
    )
    assert (result.value, result.colour) == (Decimal("40.00"), "green")


@pytest.mark.parametrize(
    "counts", [(1, 0, 0, 0, 0), (3, 2, 0, 0, 0), (-1, 2, 0, 0, 0), (1, 2, 0, -1, 0)]
)
def test_impossible_counts_are_refused(counts):
    with pytest.raises(ValueError):
        audit_score(*counts)


NOTHING_OPEN = {"open_priority": 0, "open_major": 0, "open_minor": 0}


@pytest.mark.parametrize(
    ("score", "still_open", "level", "eligible"),
    [
        (200, {}, "platinum", "platinum"),
        (200, {"open_minor": 1}, "gold", "platinum"),
        ("199.99", {}, "gold", "gold"),
        (180, {"open_minor": 3}, "gold", "gold"),
        (180, {"open_major": 1}, "silver", "gold"),
        ("179.99", {"open_major": 1}, "silver", "silver"),
        (160, {}, "silver", "silver"),
        (160, {"open_priority": 1}, "", "silver"),
        ("159.99", {}, "", ""),
    ],
)
def test_recognition_at_its_edges(score, still_open, level, eligible):
    result = recognition(
        Decimal(score), full_audit=True, closure_audited=True, **NOTHING_OPEN | still_open
    )
    assert (result.level, result.eligible) == (level, eligible)


def test_exactly_160_is_red_and_may_still_be_silver():
    assert colour(Decimal(160)) == "red"
    result = recognition(Decimal(160), full_audit=True, closure_audited=False, **NOTHING_OPEN)
    assert (result.level, result.eligible, result.missing) == ("", "silver", ("closure_audit",))


def test_only_a_full_audit_is_recognised():
    result = recognition(Decimal(200), full_audit=False, closure_audited=True, **NOTHING_OPEN)
    assert (result.level, result.missing) == ("", ("not_full_audit",))


def test_what_is_missing_is_named():
    result = recognition(
        Decimal(190),
        full_audit=True,
        closure_audited=False,
        open_priority=0,
        open_major=2,
        open_minor=5,
    )
    assert result.missing == ("closure_audit", "open_major")


def test_the_weight_of_open_findings():
    assert open_weight(1, 2, 3) == 31
