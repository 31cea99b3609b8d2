"""The main reason why a supplier stands elsewhere: looked for in one order, each with both sides."""

import pytest

from suppliers.rules.risk_difference import Kept, main_reason, parts


def record(adds, *, band=(0.0, 35.0), scope="key", **more):
    """`adds`: {"labour hdi": points}."""
    categories = {}
    for name, points in adds.items():
        category, factor = name.split()
        categories.setdefault(category, []).append({"factor": factor, "adds": points})
    return {
        "scope": {"reason": scope},
        "band": list(band),
        "categories": [{"category": code, "factors": rows} for code, rows in categories.items()],
        **more,
    }


def side(standing, overall, coverage=100, **record_of):
    return Kept(standing, overall, coverage, record(record_of.pop("adds", {}), **record_of))


def test_nothing_differs():
    one = side("low", 20.0, adds={"labour hdi": 20.0})
    assert main_reason(one, one) == {}


def test_the_factor_that_changed_most_is_the_reason():
    before = side("low", 20.0, adds={"labour hdi": 12.0, "product spend": 8.0})
    after = side("low", 24.0, adds={"labour hdi": 10.0, "product spend": 14.0})
    assert main_reason(before, after) == {
        "what": "factor", "category": "product", "factor": "spend", "before": 8.0, "after": 14.0,
    }  # fmt: skip


def test_a_factor_on_one_side_only_counts_as_nothing_on_the_other():
    before = side("low", 10.0, adds={"labour hdi": 10.0})
    after = side("low", 30.0, adds={"labour hdi": 10.0, "environment ghg": 20.0})
    found = main_reason(before, after)
    assert (found["factor"], found["before"], found["after"]) == ("ghg", 0.0, 20.0)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            side("low", 20.0),
            Kept("out_of_scope", None, 0, {"scope": {"reason": "too_little"}}),
            {"what": "scope", "before": "key", "after": "too_little"},
        ),
        (
            side("low", 20.0),
            side("high", 20.0, by_hand={"by": "Bea"}),
            {"what": "by_hand", "before": "", "after": "Bea"},
        ),
        (
            side("high", 20.0, override={"reason": "zero tolerance"}),
            side("low", 20.0),
            {"what": "rule", "before": "zero tolerance", "after": ""},
        ),
        (
            side("not_classified", None, 40),
            side("low", 20.0, 60),
            {"what": "coverage", "before": 40, "after": 60},
        ),
        (
            side("low", 30.0, band=(0.0, 35.0)),
            side("medium", 34.9, band=(30.0, 60.0)),
            {"what": "bands", "before": [0.0, 35.0], "after": [30.0, 60.0]},
        ),
        (
            side("high", 70.0, band=(60.0, 100.0)),
            side("medium", 100.0, band=(35.0, 100.5)),
            {"what": "bands", "before": [60.0, 100.0], "after": [35.0, 100.5]},
        ),
    ],
)
def test_what_decides_before_any_factor(before, after, expected):
    assert main_reason(before, after) == expected


def test_at_the_edge_of_the_old_band_it_was_the_score():
    """35.0 was medium in the old bands too: so not the bands moved it, but its score."""
    before = side("low", 30.0, band=(0.0, 35.0), adds={"labour hdi": 30.0})
    after = side("medium", 35.0, band=(30.0, 60.0), adds={"labour hdi": 35.0})
    assert main_reason(before, after)["what"] == "factor"


def test_a_class_that_did_not_move_is_told_by_its_factor_only():
    before = side("high", 70.0, override={"reason": "a"}, adds={"labour hdi": 70.0})
    after = side("high", 80.0, adds={"labour hdi": 80.0})
    assert main_reason(before, after)["what"] == "factor"


def test_parts_of_nothing_are_none():
    assert parts({}) == {}
