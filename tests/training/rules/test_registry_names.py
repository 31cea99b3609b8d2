"""Which of a registry's names stand in a text, and what the registry is asked for."""

import pytest

from suppliers.rules.names import name_key
from training.rules.folding import fold
from training.rules.registry_names import beginnings, comparable, names_in


def found(text, *names):
    pairs = {(name_key(name), name) for name in names}
    return [(leak.words, leak.owner) for leak in names_in("cause", fold(text), comparable(pairs))]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Blue Hill Mill", "the blue hill mill", ["blue hill mill"]),
        ("Blue Hill Mill", "BLUE-HILL-MILL Ltd", ["BLUE-HILL-MILL"]),
        ("Blue Hill Mill", "the blue hill mills", []),  # whole words
        ("Blue Hill Mill", "the blue hill", []),  # of others only the whole name
        ("Qi Wu", "an qi wu", []),  # five letters or fewer: written as a name
        ("Qi Wu", "an Qi Wu", ["Qi Wu"]),
        ("Qin Wun", "a qin wun", ["qin wun"]),  # six letters
        ("Safety Training Ltd", "the safety training of all", []),
        ("Safety Training Ltd", "by safety training ltd", ["safety training"]),
        ("Precision Electronics", "precision electronics were sold", []),
        ("Delta", "the delta of a river", []),
        ("Delta", "Delta is where a sentence begins. Delta too", []),
        ("Delta", "we saw Delta do it", ["Delta"]),
        ("Delta", "delta Ltd. did it", ["delta"]),
        ("Delta", "delta as before", []),  # "as" is a legal form, and a word
        ("ISO", "we hold ISO 14001", []),  # three letters are an abbreviation
        ("ISO", "ISO Ltd. did it", ["ISO"]),
        ("大同電子", "由大同電子製造", ["大同電子"]),
        ("大同電子", "由大同电子制造", ["大同电子"]),
        ("大同", "世界大同之日", []),
        ("大同", "在大同公司", ["大同"]),
        ("精密科技", "使用精密科技加工", []),  # generic words only
        ("ABC電子", "由ABC電子交貨", ["ABC電子"]),
        ("ABC電子", "由XABC電子交貨", []),
    ],
)
def test_a_name_stands_in_a_text(name, text, words):
    assert [one for one, _owner in found(text, name)] == words


def test_the_longest_name_of_a_stretch_is_told():
    assert found("at Blue Hill Mill", "Blue Hill", "Blue Hill Mill") == [
        ("Blue Hill Mill", "Blue Hill Mill")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We saw Blue Hill Mill.", "Blue Hill Mill"),
        ("We saw bluehill mill.", "Blue Hill Mill"),
        ("an Qi Wu", "Qi Wu"),
        ("在红河纺织", "紅河紡織"),
        ("在紅河紡織", "红河纺织"),
        ("在大同公司", "大同"),
    ],
)
def test_the_registry_is_asked_for_the_beginning_of_every_name_in_the_text(text, name):
    squashed = name_key(name).replace(" ", "")
    assert {squashed[:4], squashed[:6]} & beginnings(fold(text))


def test_a_beginning_is_asked_only_where_a_word_begins_and_a_short_name_where_one_ends():
    assert beginnings(fold("hundred")) == {"hundre"}
    assert beginnings(fold("a red")) == {"ared", "red"}
    assert beginnings(fold("")) == set()
