"""A text as names are looked for in it: no case, width, accents, spaces or punctuation, traditional
characters as simplified ones. Where words begin and end is remembered, and where each letter stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from suppliers.rules.matching import simpler

#: Scripts that put no space between words: each of their characters is a word of its own.
_APART = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=16384)
def _letters(character):
    """What a character counts as: letters and digits; " " where it parts words, "" where it is nothing."""
    if character == "&":
        return " and "
    text = unicodedata.normalize("NFKC", character).upper().casefold()
    found = []
    for one in unicodedata.normalize("NFKD", text):
        if one.isalnum():
            found.append(simpler(one))
        elif unicodedata.category(one) not in {"Mn", "Mc", "Me", "Cf"}:
            found.append(" ")
    return "".join(found)


@dataclass(frozen=True, slots=True)
class Folded:
    """`key` is what is compared; `places[i]` is where its letter `i` stands in `text`; a word begins at each
    of `starts` and one is over at each of `ends` (offsets in `key`)."""

    text: str
    key: str
    places: tuple
    starts: frozenset
    ends: frozenset

    def words(self, start, end):
        """The words of the text that the letters from `start` to `end` of the key stand for."""
        return self.text[self.places[start] : self.places[end - 1] + 1]

    def before(self, start):
        """The text before these letters."""
        return self.text[: self.places[start]]

    def after(self, end):
        """The text behind these letters."""
        return self.text[self.places[end - 1] + 1 :]


def fold(text):
    """The `Folded` of a text; its places are those of the text in NFKC."""
    text = unicodedata.normalize("NFKC", text)
    letters, places, breaks = [], [], {0}
    for place, character in enumerate(text):
        for letter in _letters(character):
            if letter == " ":
                breaks.add(len(letters))
                continue
            if _APART.match(letter):
                breaks.update((len(letters), len(letters) + 1))
            letters.append(letter)
            places.append(place)
    length = len(letters)
    starts = frozenset(one for one in breaks if one < length)
    ends = frozenset((breaks | {length}) - {0})
    return Folded(text, "".join(letters), tuple(places), starts, ends)


def folded_key(text):
    """Only what is compared."""
    if text.isascii() and "&" not in text:  # the same, quicker
        return _NO_LETTER.sub("", text.lower())
    return "".join(_letters(character) for character in text).replace(" ", "")


def is_apart(key):
    """Whether there is a character of a script without spaces."""
    return bool(_APART.search(key))


def occurrences(folded, key, *, whole):
    """(start, end) of every place where the letters stand, `whole`: as whole words only."""
    start = folded.key.find(key) if key else -1
    while start >= 0:
        end = start + len(key)
        if not whole or (start in folded.starts and end in folded.ends):
            yield start, end
        start = folded.key.find(key, start + 1)
