"""The score of two names, its parts, and what follows from it: both sides of every edge."""

import pytest

from suppliers.rules.matching import (
    Score,
    address_part,
    blocks,
    country_part,
    form,
    name_part,
    score,
    verdict,
    worth_scoring,
)

HERE, THERE = ("12 Harbour Road, Hue",), ("12 HARBOUR ROAD HUE",)


def total(one, other, *, country="VN", other_country="VN", at=(), other_at=()):
    return score(one, country, at, other, other_country, other_at).total


@pytest.mark.parametrize(
    ("one", "other", "country", "other_country", "expected"),
    [
        ("foo", "foo", None, None, 0.8),  # equal, nothing else known: exactly the edge
        ("foo", "foo", "VN", None, 0.8),
        ("foo", "foo", "VN", "VN", 0.875),
        ("foo", "foo", "VN", "CN", 0.575),  # a question, never automatic
        ("electronics", "electronics", "VN", "VN", 0.635),  # no distinctive word: a question
        ("sunny electronics", "sunny electronic", "VN", "VN", 0.851),  # differs in a generic word
        ("sunny electronics", "sunny electronic", None, "VN", 0.776),
        ("heron precision", "heron precisions", "VN", "VN", 0.849),
        ("red river mill", "red river mills", "VN", "VN", 0.785),  # a distinctive word differs
        ("red river mill", "red river mills", "VN", "CN", 0.485),
        ("plant 2", "plant 1", "VN", "VN", 0.275),  # other numbers: never compared
        ("works building a", "works building b", "VN", "VN", 0.275),
        ("foo ii", "foo iii", "VN", "VN", 0.275),
        ("鴻海精密", "鸿海精密", "TW", "TW", 0.875),  # traditional and simplified
        ("鴻海精密", "鴻準精密", "TW", "TW", 0.275),
    ],
)
def test_names_and_countries_give_this_score(one, other, country, other_country, expected):
    assert total(one, other, country=country, other_country=other_country) == expected
    assert total(other, one, country=other_country, other_country=country) == expected


def test_an_agreeing_address_lifts_a_near_name_over_the_edge():
    assert total("red river mill", "red river mills", at=HERE, other_at=THERE) == 0.91
    assert total("red river mill", "red river mills", at=HERE, other_at=("9 Hill St",)) == 0.785


def test_generic_words_do_not_make_two_companies_one():
    assert total("amber textile", "cobalt textile", at=HERE, other_at=THERE) < 0.5
    assert total("shenzhen technology", "shanghai technology") < 0.5


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [(None, "VN", 0.5), ("", "VN", 0.5), ("VN", "VN", 1.0), ("VN", "CN", -1.0)],
)
def test_an_unknown_country_may_be_any(one, other, part):
    assert country_part(one, other) == part


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        ((), THERE, 0.5),
        (HERE, THERE, 1.0),
        (HERE, ("13 Harbour Road, Hue",), 0.5),  # another house
        (("Harbour Road",), ("Harbour Roads",), 0.96),
        (HERE, ("Somewhere else 12",), 0.5),  # a second site is no evidence against
        (HERE, ("1 Elm St", "12 harbour road; hue"), 1.0),  # the nearest counts
    ],
)
def test_only_an_agreeing_address_says_anything(one, other, part):
    assert round(address_part(one, other), 3) == part


def test_one_letter_in_twenty_costs_a_fifth_of_the_name():
    assert round(name_part(form("abcdefghij"), form("abcdefghiX".lower())), 3) == 0.6


def scored(**totals):
    return [(who, Score(value, 1, 1, 0.5, who.isupper())) for who, value in totals.items()]


@pytest.mark.parametrize(
    ("totals", "answer"),
    [
        ({}, ("new", None)),
        ({"a": 0.499}, ("new", None)),
        ({"a": 0.5}, ("ask", ["a"])),
        ({"a": 0.799}, ("ask", ["a"])),
        ({"a": 0.8}, ("same", "a")),
        ({"a": 0.9, "b": 0.79}, ("same", "a")),
        ({"a": 0.9, "b": 0.8}, ("ask", ["a", "b"])),  # not unique
        ({"a": 0.9, "B": 0.8}, ("same", "B")),  # exactly this name goes before a near one
        ({"A": 0.9, "B": 0.8}, ("ask", ["A", "B"])),  # several bear it
    ],
)
def test_what_follows_from_the_scores(totals, answer):
    assert verdict(scored(**totals)) == answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sunwoda electronics", "sunwoda electronic"),
        ("broadcomm", "broadcom"),
        ("hong kong sunrise", "hongkong sunrise"),
        ("guangdong xinbao precision", "guangdong xinbau precision"),
        ("富士康精密電子", "富士康电子"),
        ("foo 12 plants", "foo 12 plant"),
    ],
)
def test_names_that_may_be_alike_share_a_block(one, other):
    assert blocks(form(one)) & blocks(form(other))


@pytest.mark.parametrize(("one", "other"), [("plant 12", "plant 13"), ("amber", "cobalt")])
def test_others_share_none(one, other):
    assert not blocks(form(one)) & blocks(form(other))


def test_only_what_comes_near_is_scored():
    assert worth_scoring(form("sunwoda"), ["sunwoda", "sunwode", "cobalt"]) == [0, 1]
    assert worth_scoring(form("sunwoda"), []) == []
