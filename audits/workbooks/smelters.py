"""A smelter as people write it, in a sheet or a pasted line."""

import re
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django_countries import countries

from sustainportal.sheets.columns import fold, in_every_language

from ..models import Smelter
from ..operations.surveys_smelters import NewSmelter

#: What separates the parts of a line: the first of these that stands in it, and only that.
_SEPARATORS = ("\t", ";；", ",，、")


def read_line(line, book):
    """A line as a NewSmelter; ValueError with a sentence."""
    parts = _parts(line)
    if len(parts) > 5:
        raise ValueError(_("There are more than five parts."))
    metal, name, number, country, status = [*parts, *[""] * (5 - len(parts))]
    return read_smelter(metal, name, number, country, status, book)


def _parts(line):
    signs = next((signs for signs in _SEPARATORS if set(signs) & set(line)), ",")
    return [part.strip() for part in re.split(f"[{signs}]", line)]


def read_smelter(metal, name, number, country, status, book):
    """Words as people write them, as a NewSmelter; ValueError with every reason."""
    reasons = []
    code = (book.find(country) or countries_by_name().get(fold(country))) if country else ""
    metal_code = known(Smelter.Metal, metal)
    status_code = known(Smelter.Status, status) if status else Smelter.Status.UNKNOWN
    if metal_code is None:
        metals = ", ".join(str(label) for label in Smelter.Metal.labels)
        words = {"text": metal, "known": metals}
        reasons.append(_("“%(text)s” is not a metal; one of: %(known)s.") % words)
    if not name or len(name) > 150:
        reasons.append(_("The name of the smelter is missing or too long."))
    if len(number) > 20:
        reasons.append(_("A smelter number has at most 20 characters."))
    if code is None:
        reasons.append(_("“%(text)s” is not a country the portal knows.") % {"text": country})
    if status_code is None:
        statuses = ", ".join(str(label) for label in Smelter.Status.labels)
        words = {"text": status, "known": statuses}
        reasons.append(_("“%(text)s” is not a status; one of: %(known)s.") % words)
    if reasons:
        raise ValueError(" ".join(reasons))
    return NewSmelter(metal_code, name, number, code, status_code)


@cache
def countries_by_name():
    """{folded name: ISO code}, in each of the portal's languages; worked out once a process."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {fold(name): code for code, name in countries}
    return found


def known(choices, text):
    """The value of a word in any of the portal's languages, or None."""
    wanted = fold(text)
    for value, label in choices.choices:
        if wanted in {fold(value), *(fold(word) for word in in_every_language(label))}:
            return value
    return None
