"""Is one company name another spelling of one we know? Pure text on `name_key` forms.

Two keys are near when their sorted words are at least `NEAR_FROM` alike (0–100) and they carry the
same numbers: "foo elektronics" may be "foo electronics"; "plant 2" is never "plant 1".
"""

import re
from collections import defaultdict

from rapidfuzz import fuzz, process

NEAR_FROM = 90
_BLOCK = 200  # asked names at a time: the score matrix stays small whatever the registry's size


def sorted_words(key):
    """The words of a key in alphabetical order; comparing these is rapidfuzz's token_sort_ratio."""
    return " ".join(sorted(key.split()))


def same_numbers(one, other):
    """Whether both keys carry the same numbers, in any order."""
    return sorted(re.findall(r"\d+", one)) == sorted(re.findall(r"\d+", other))


def may_be_same_country(one, other):
    """Names are compared within a country; an unknown country may be any."""
    return not one or not other or one == other


class NameIndex:
    """Every name known so far: whose it is and in which country; asked exactly and nearly."""

    def __init__(self):
        self.keys, self.owners, self.countries = [], [], []
        self._exact = defaultdict(list)
        self._lengths = defaultdict(lambda: ([], []))  # length -> (sorted words, positions)

    def add(self, key, owner, country=None):
        """Remember a name; returns its position."""
        position = len(self.keys)
        self.keys.append(key)
        self.owners.append(owner)
        self.countries.append(country)
        self._exact[key].append(position)
        words, positions = self._lengths[len(key)]
        words.append(sorted_words(key))
        positions.append(position)
        return position

    def owners_of(self, key):
        """Who bears exactly this key, each once, in the order they came."""
        return list(dict.fromkeys(self.owners[position] for position in self._exact.get(key, ())))

    def near(self, asked):
        """{key: [(position, score)]} of near but unequal names, nearest first; only keys with any."""
        found = defaultdict(list)
        by_length = defaultdict(list)
        for key in dict.fromkeys(asked):
            by_length[len(key)].append(key)
        for length, keys in by_length.items():
            for start in range(0, len(keys), _BLOCK):
                self._near_of_block(keys[start : start + _BLOCK], length, found)
        return {key: sorted(hits, key=lambda hit: (-hit[1], hit[0])) for key, hits in found.items()}

    def _near_of_block(self, keys, length, found):
        asked = [sorted_words(key) for key in keys]
        spread = (200 - NEAR_FROM) / NEAR_FROM  # a ratio of 90 needs lengths within 1 : 1.22
        for other, (words, positions) in self._lengths.items():
            if not length / spread <= other <= length * spread:
                continue
            scores = process.cdist(
                asked, words, scorer=fuzz.ratio, score_cutoff=NEAR_FROM, dtype="uint8"
            )
            for row, column in zip(*scores.nonzero(), strict=True):
                position = positions[column]
                if self.keys[position] != keys[row] and same_numbers(
                    self.keys[position], keys[row]
                ):
                    found[keys[row]].append((position, int(scores[row, column])))
