"""How an address may be written: whole, each part with a number (its street), with and without abbreviations."""

import re
from itertools import islice, product

from suppliers.rules.names import name_key

from .folding import folded_key, is_apart
from .naming import ANYWHERE, WHOLE, is_ordinary

_SHORTEST = 6  # letters and digits
_STREET = re.compile(r"[^省市区區县縣鎮镇乡鄉]*\d+[^省市区區县縣鎮镇乡鄉]*$")
#: A house number before a comma belongs to the street behind it: "No. 12, Nguyen Trai Street".
_NUMBER_FIRST = re.compile(r"(^|[,;\n])\s*((?:(?:no|lot|number)\b\.?\s*)?\d+\w?)\s*,", re.I)
_ALIKE = (
    ("street", "st", "str"), ("road", "rd"), ("avenue", "ave", "av"), ("boulevard", "blvd"), ("lane", "ln"),
    ("drive", "dr"), ("highway", "hwy"), ("building", "bldg"), ("industrial", "ind"), ("no", "number", ""),
)  # fmt: skip
_SPELT = {word: group for group in _ALIKE for word in group}
_TYPES = {word for group in _ALIKE[:7] for word in group}
_MOST = 60  # spellings of one street


def of_address(address):
    """(key, mode) of every way an address may be written."""
    whole = folded_key(address)
    if _tells(whole):
        yield whole, ANYWHERE
    joined = _NUMBER_FIRST.sub(r"\1 \2 ", address)
    for part in [joined, *re.split(r"[,;，；、\n]", joined)]:
        if found := _STREET.search(part):
            yield from ((key, WHOLE) for key in _spellings(found[0]) if _tells(key))


def _tells(key):
    return len(key) >= _SHORTEST and not key.isdigit()


def _spellings(street):
    """As it stands, with other words for "Street" and "No.", and where its name has two words without."""
    yield folded_key(street)
    if is_apart(street):
        return
    words = re.findall(r"\w+", street.casefold())
    choices = [_SPELT.get(word, (word,)) for word in words]
    if len(words) > 1 and words[-1].isdigit():
        choices[-1] = (words[-1], f"no{words[-1]}")
    for spelt in islice(product(*choices), _MOST):
        yield folded_key("".join(spelt))
    stem = [word for word in words if word not in _TYPES and word not in _SPELT]
    name = [word for word in stem if not word[0].isdigit()]
    if len(name) > 1 and stem != words and not is_ordinary(name_key(" ".join(name))):
        yield folded_key("".join(stem))
