import pytest

from training.rules import invitation as rules


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", []),
        ("M-001", ["M-001"]),
        ("M-001\nM-002\r\nM-001", ["M-001", "M-002"]),
        (" M-001 , M-002;M-003\tM-004 ", ["M-001", "M-002", "M-003", "M-004"]),
        ("M-001，M-002；M-003、M-004", ["M-001", "M-002", "M-003", "M-004"]),
    ],
)
def test_pasted_codes_are_read_each_once_in_their_order(text, codes):
    assert rules.codes_in(text) == codes


@pytest.mark.parametrize(
    ("text", "keys"),
    [("", set()), ("12", {12}), ("12.7.12", {7, 12}), ("12.x.-3.²", {12}), ("1234567890.4", {4})],
)
def test_keys_are_read_and_everything_else_is_left_out(text, keys):
    assert rules.keys_in(text) == keys


@pytest.mark.parametrize(
    ("findings", "where"),
    [("", ("", "")), ("any", ("", "")), (None, ("", "")), ("B", ("B", "")), ("B2", ("", "B2"))],
)
def test_open_findings_lie_anywhere_in_a_section_or_in_a_provision(findings, where):
    assert rules.where_found(findings) == where


@pytest.mark.parametrize(
    ("rule", "narrows"),
    [
        ({}, False),
        ({"codes": ["M-001"]}, False),
        ({"year": 2026}, False),
        ({"key": True}, True),
        ({"priority": True}, True),
        ({"tiers": []}, False),
        ({"everyone": True}, True),
    ],
)
def test_a_rule_of_hand_picked_suppliers_narrows_nothing(rule, narrows):
    assert rules.narrows(rule) is narrows


def test_the_same_suppliers_have_the_same_mark_in_whatever_order():
    assert rules.mark_of([3, 1, 2]) == rules.mark_of([1, 2, 3])
    assert rules.mark_of([1, 2]) != rules.mark_of([1, 2, 3])
    assert rules.mark_of([1, 23]) != rules.mark_of([12, 3])


def test_reasons_stand_in_one_line():
    assert rules.in_short(["tier 2", "class high 2026"]) == "tier 2, class high 2026"
    assert rules.in_short([]) == ""


@pytest.mark.parametrize("most", [20, 21, 22, 23, 24, 25, 200])
def test_a_line_that_is_too_long_ends_with_whole_reasons(most):
    line = rules.in_short(["0123456789", "0123456789", "0123456789"], most=most)
    assert len(line) <= most
    assert line.removesuffix(" …").split(", ") == ["0123456789"] * line.count("9")


def test_one_reason_that_is_too_long_is_cut():
    assert rules.in_short(["x" * 300], most=200) == "x" * 198 + " …"
