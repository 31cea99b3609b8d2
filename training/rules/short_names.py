"""What people call a company or a site for short, as (key, mode) of what is looked for: without the places
and the words for its trade around its brand, in Chinese the brand with a place or a trade."""

import re

from suppliers.rules.names import name_key

from .folding import folded_key, is_apart
from .naming import ANYWHERE, FIRM, NAMED, WHOLE, is_ordinary
from .places import leading, only_places, trailing, without_places
from .trades import brand_of, is_mark, is_plain, is_plain_apart, spellings

LONG = 6  # letters from which a name is found inside longer words too
_CJK = re.compile(r"[\u3400-\u9fff]+")
_COUNT_APART = re.compile(r"第?[一二三四五六七八九十\d]+[号期]?(?=(?:工|分)?厂)")
_PLANT_APART = re.compile(r"(?:工|分)?厂(?:区|房)?$")


def mode_of(key, places):
    """How a `name_key` counts: a place only before a legal form, words that name nobody only as a name."""
    one, words = folded_key(key), key.split()
    if is_apart(one):
        return FIRM if one in places else ANYWHERE
    if only_places(words, places):
        return FIRM
    left = _without_places(words, places)
    if is_ordinary(key) or all(is_plain(word) and not is_mark(word) for word in left):
        return NAMED
    return ANYWHERE if len(one) >= LONG else WHOLE


def short_names(key, places, own=()):
    """(key, mode) of every short name that follows from a `name_key`; `own` are the supplier's places."""
    if is_apart(key):
        yield from _short_apart(folded_key(key), places, own)
    else:
        yield from _short_latin(key.split(), places)


# --- in scripts with spaces -------------------------------------------------------------------
def _short_latin(words, places):
    core, rest = _core(words, places), _without_places(words, places)
    if not core:
        return
    for short in (rest, _without_plain(words), core):
        one = folded_key("".join(short))
        if short != words:
            yield one, WHOLE if len(one) >= LONG else NAMED


def _without_plain(words):
    """The words without the plain ones at both ends."""
    while words and is_plain(words[-1]):
        words = words[:-1]
    while words and is_plain(words[0]):
        words = words[1:]
    return words


def _without_places(words, places):
    """The words without the places at both ends."""
    while words and (count := leading(words, places)):
        words = words[count:]
    while words and (count := trailing(words, places)):
        words = words[:-count]
    return words


def _core(words, places):
    """Without places and plain words at both ends; empty where nothing else is there."""
    before = None
    while words != before:
        before, words = words, _without_plain(_without_places(words, places))
    return words


# --- in Chinese -------------------------------------------------------------------------------
def _short_apart(key, places, own):
    rest, found = without_places(key, places)
    brand, trades = brand_of(rest)
    if len(brand) < 2 and brand_of(key)[0]:  # the place is the brand, or a part of it
        rest, (brand, trades), found = key, brand_of(key), []
    if len(brand) < 2:
        return
    plain = is_plain_apart(brand)
    beside = () if brand in places else [*found, *filter(is_apart, own)]
    for place in dict.fromkeys(beside):
        for one in (place + brand, brand + place):
            yield one, NAMED if plain else ANYWHERE
    if not plain:
        yield from _of_brand(brand, rest, trades, places)


def _of_brand(brand, rest, trades, places):
    """The brand by itself, with its trades, and its first two characters."""
    if brand in places:
        yield brand, FIRM
    elif is_apart(brand):
        yield brand, ANYWHERE if len(brand) > 2 else NAMED
    else:
        yield brand, NAMED if is_ordinary(brand) or len(brand) < 3 else WHOLE
    if rest != brand:
        yield rest, ANYWHERE
    for trade in trades:
        yield from ((brand + one, ANYWHERE) for one in spellings(trade))
        if trade[0] in "光电" and len(brand) == 2 and brand not in places:  # 大立光, 台达电
            yield brand + trade[0], ANYWHERE
    if len(brand) > 3 and _CJK.fullmatch(brand) and brand[:2] not in places:
        yield brand[:2], NAMED


# --- sites ------------------------------------------------------------------------------------
def short_sites(name, places):
    """(key, mode) of a site without its number, and without "plant" where more than a place is left."""
    key = name_key(name)
    if is_apart(key):
        yield from _short_sites_apart(folded_key(key), places)
        return
    words = key.split()
    while words and is_mark(words[-1]):
        words = words[:-1]
    if len(words) > 1 and not all(map(is_plain, words)) and not only_places(words, places):
        yield folded_key("".join(words)), WHOLE
    core = _core(words, places)
    if len(one := folded_key("".join(core))) >= LONG:
        yield one, WHOLE


def _short_sites_apart(key, places):
    plant = _COUNT_APART.sub("", key)
    if len(plant) > 2 and not is_plain_apart(_PLANT_APART.sub("", plant)):
        yield plant, ANYWHERE
    brand = brand_of(without_places(_PLANT_APART.sub("", plant), places)[0])[0]
    if len(brand) > 1 and brand not in places and not is_plain_apart(brand):
        yield brand, ANYWHERE if len(brand) > 3 else NAMED
