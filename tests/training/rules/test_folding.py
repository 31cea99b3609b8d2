"""What counts as the same letters, and where words begin and end."""

import pytest

from training.rules.folding import fold, folded_key, occurrences


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Red River", "redriver"),
        ("ＲＥＤ　ＲＩＶＥＲ", "redriver"),  # full width
        ("réd-rivér", "redriver"),
        ("re\u0301d river", "redriver"),  # an accent that stands by itself
        ("Red\u200bRiver", "redriver"),  # a space nobody sees
        ("Straße", "strasse"),
        ("IŞIK", "isik"),
        ("ışık", "isik"),  # a small letter whose capital is I
        ("A & B", "aandb"),
        ("M-001", "m001"),
        ("紅河", "红河"),
        ("ﾌｼﾞ", "フシ"),
        ("", ""),
        ("…!", ""),
    ],
)
def test_only_letters_and_digits_are_compared(text, key):
    assert folded_key(text) == key
    assert fold(text).key == key


@pytest.mark.parametrize(
    ("text", "key", "whole", "anywhere"),
    [
        ("the Red River flows", "redriver", 1, 1),
        ("the RedRiver flows", "redriver", 1, 1),
        ("hundred rivers", "redriver", 0, 1),
        ("Red Rivers", "redriver", 0, 1),
        ("Red River, red river", "redriver", 2, 2),
        ("在红河的工厂", "红河", 1, 1),  # no spaces: each character is a word
        ("由ABC公司", "abc", 1, 1),
        ("由ABCD公司", "abc", 0, 1),
        ("Red\u0301 River", "redriver", 1, 1),
        ("nothing here", "redriver", 0, 0),
        ("anything", "", 0, 0),
    ],
)
def test_a_word_begins_and_ends_at_spaces_punctuation_and_characters_without_spaces(
    text, key, whole, anywhere
):
    folded = fold(text)
    assert len(list(occurrences(folded, key, whole=True))) == whole
    assert len(list(occurrences(folded, key, whole=False))) == anywhere


def test_what_is_found_is_shown_as_it_stands_in_the_text():
    folded = fold("at ＲＥＤ River-Mill, Inc.")
    [(start, end)] = occurrences(folded, "redrivermill", whole=True)
    assert folded.words(start, end) == "RED River-Mill"
    assert folded.before(start) == "at "
    assert folded.after(end) == ", Inc."
