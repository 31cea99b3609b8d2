"""How people are named: both orders of their names, the first and the last alone, each with a title."""

import re
import unicodedata

from .folding import folded_key, is_apart
from .naming import ANYWHERE, NAMED, ORDINARY, WHOLE, is_ordinary

_TITLES = ("mr", "mrs", "ms", "miss", "dr", "madam", "sir")
_APART = "先生 女士 小姐 总经理 總經理 经理 厂长 主任 课长 課長 总监 總監"
_TITLES_APART = tuple(folded_key(title) for title in _APART.split())
_PAIR_SURE = 6  # letters from which first and last name need no capitals: "do an" are words
_SINGLE_FROM = 4  # letters


def of_person(name):
    """(key, mode) of every way a person may be named."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold())
    words = [word for word in words if word not in _TITLES]
    if is_apart(name):
        yield from _apart(folded_key("".join(words)))
    elif words and not all(word in ORDINARY for word in words):
        yield from _one(folded_key(words[0])) if len(words) == 1 else _several(words)


def _one(key):
    if len(key) >= _SINGLE_FROM and not is_ordinary(key):
        yield key, WHOLE


def _several(words):
    for order in (words, words[::-1], [*words[1:], words[0]], [words[-1], *words[:-1]]):
        yield folded_key("".join(order)), WHOLE
    if len(words) > 2:
        for pair in (words[0] + words[-1], words[-1] + words[0]):
            yield folded_key(pair), WHOLE if len(pair) >= _PAIR_SURE else NAMED
    for word in words:
        if len(word) > 1:
            yield from ((folded_key(title + word), WHOLE) for title in _TITLES)


def _apart(key):
    for title in _TITLES_APART:
        key = key.removesuffix(title)
        yield key[:1] + title, ANYWHERE
    if len(key) > 1:
        yield key, ANYWHERE
