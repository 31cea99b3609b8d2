"""Which names of a registry of many suppliers stand in a text: the beginnings to ask the registry for, and
the judgement of each name it gives back.

A name counts as whole words, without its legal form. One of several words counts wherever it stands, if it
has six letters and a word that is neither generic ("Electronics") nor of this field ("Safety"). One of a single word,
or of such words only, counts where it is written as a name (see `naming`). A Chinese name counts from four
characters on, a shorter one before a word for a company.
"""

import unicodedata

from suppliers.rules.matching import form, fuller

from .anonymity import Leak
from .folding import folded_key, is_apart
from .naming import NAMED, WHOLE, is_company, is_ordinary, stands

#: Letters of a name that are asked for: the few where a Chinese character is among them, else the many. A
#: shorter name is asked for as it is.
FEW, MANY = 4, 6
_SHORT_APART = 4  # characters from which a Chinese name needs no word for a company behind it


def beginnings(folded):
    """The first FEW or MANY letters of every name that may stand in the text, shorter names whole; in
    simplified and in traditional characters, for the registry has either."""
    found = set()
    key, ends = folded.key, folded.ends
    for start in folded.starts:
        length = FEW if is_apart(key[start : start + FEW]) else MANY
        if start + length <= len(key):
            found.add(key[start : start + length])
        for end in range(start + 2, min(start + length, len(key) + 1)):
            if end in ends and not _too_short(key, start, end):
                found.add(key[start:end])
    return found | {fuller(one) for one in found if is_apart(one)}


def _too_short(key, start, end):
    """Whether a Chinese name of so few characters could not count here: no word for a company follows."""
    return is_apart(key[start:end]) and not is_company(key, end)


def comparable(names):
    """[(name_key, what is compared, owner)] of (name_key, owner) pairs, the longest first."""
    found = [(key, folded_key(key), owner) for key, owner in sorted(names)]
    return sorted(found, key=lambda name: -len(name[1]))


def names_in(part, folded, names):
    """[Leak] of the `comparable` names that stand in the text; the longest name of a stretch."""
    covered, told = [], []
    for key, one, owner in names:
        if one not in folded.key:
            continue
        for start, end in _where(folded, key, one):
            if not any(begin < end and start < over for begin, over in covered):
                covered.append((start, end))
                words = folded.words(start, end)
                told.append(Leak(part, folded.places[start], words, "other", owner))
    return sorted(told)


def _where(folded, key, one):
    if is_apart(one):
        if not form(key).distinctive:
            return ()
        length = len(unicodedata.normalize("NFC", one))  # Korean syllables were taken apart
        return stands(folded, one, WHOLE if length >= _SHORT_APART else NAMED)
    several = len(key.split()) > 1 and len(one) >= MANY
    return stands(folded, one, WHOLE if several and not is_ordinary(key) else NAMED)
