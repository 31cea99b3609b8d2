"""What is asked of a case beside that it names nobody."""

import pytest

from training.rules.cases import missing, stamp


def test_a_mark_changes_with_every_letter_and_not_with_the_order():
    one, other = {"title": "a", "cause": "b"}, {"cause": "b", "title": "a"}
    assert stamp(one) == stamp(other)
    assert stamp(one) != stamp(one | {"cause": "B"})


@pytest.mark.parametrize(
    ("texts", "parts"),
    [
        ({"title": "x", "cause": "y"}, []),
        ({"title": "x"}, ["cause"]),
        ({"title": "x", "cause": " \n"}, ["cause"]),
        ({"title": "x", "cause_hant": "有"}, ["cause"]),
    ],
)
def test_what_is_missing_in_english(texts, parts):
    assert missing(texts, ("title", "cause")) == parts
