import pytest

from suppliers.rules.matching import NameIndex, may_be_same_country, same_numbers


def index_of(*keys):
    index = NameIndex()
    for key in keys:
        index.add(key, owner=key)
    return index


def near(asked, *keys):
    index = index_of(*keys)
    return [index.keys[position] for position, _score in index.near([asked]).get(asked, ())]


@pytest.mark.parametrize(
    ("asked", "known", "is_near"),
    [
        ("sunwoda electronics", "sunwoda electronic", True),
        ("broadcomm", "broadcom", True),
        ("electronics foo", "foo electronics", True),  # word order
        ("foo electronics", "foo electronics", False),  # equal is not near
        ("foo plant 2", "foo plant 1", False),  # numbers make them different
        ("foo plant 12", "foo plants 12", True),
        ("amber", "umber", False),  # 80
        ("abcdefghi", "abcdefghij", True),  # 2 × 9 ÷ 19 = 94.7
        ("abcd", "abcde", False),  # 2 × 4 ÷ 9 = 88.9
        ("abcdefghix", "abcdefghiy", True),  # exactly 90
        ("abcdefghx", "abcdefghy", False),  # 88.9
        ("", "foo", False),
    ],
)
def test_near_from_ninety_on_and_only_with_the_same_numbers(asked, known, is_near):
    assert near(asked, known) == ([known] if is_near else [])


def test_the_nearest_comes_first():
    assert near("sunwoda electronics", "sunwode electronic", "sunwoda electronic") == [
        "sunwoda electronic",
        "sunwode electronic",
    ]


def test_lengths_out_of_reach_are_left_out_without_harm():
    known = ["a" * length for length in range(1, 60)]
    assert near("a" * 20, *known) == ["a" * n for n in (21, 19, 18, 22, 23, 17, 24)]


def test_many_names_are_asked_at_once():
    index = index_of(
        *(f"supplier {chr(97 + i % 26)}{chr(97 + i // 26)}x works" for i in range(500))
    )
    assert len(index.near(list(index.keys))) == 500


def test_owners_of_a_key_come_once_each():
    index = NameIndex()
    for owner in ("mill", "mill", "other"):
        index.add("red river", owner)
    assert index.owners_of("red river") == ["mill", "other"]
    assert index.owners_of("blue hill") == []


@pytest.mark.parametrize(
    ("one", "other", "same"), [("VN", "VN", True), ("VN", None, True), ("VN", "CN", False)]
)
def test_an_unknown_country_may_be_any(one, other, same):
    assert may_be_same_country(one, other) is same


def test_numbers_are_compared_whatever_their_order():
    assert same_numbers("plant 12 unit 3", "unit 3 plant 12") is True
    assert same_numbers("plant 12", "plant 1 2") is False
