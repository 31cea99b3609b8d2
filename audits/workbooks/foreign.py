"""The sheet of a list of others: its own forms of dates, its words for nothing, read as ours."""

from dataclasses import replace
from functools import cached_property

from ..models import Rating
from ..operations.foreign_words import Words, words_of
from .finding_sheet import FINDING_SHEET


class SheetOfList:
    """The columns of an importer: of its class as they are, of an importer at work with what is known of
    its list."""

    def __get__(self, importer, owner=None):
        if importer is None:
            return FINDING_SHEET
        words = importer.words_of_list
        dates, missing = tuple(words.dates), tuple(words.missing)
        return [
            replace(column, formats=dates if column.kind == "date" else (), missing=missing)
            for column in FINDING_SHEET
        ]


class WithWords:
    """For an importer: what is known of its list, `given` over what is remembered."""

    def __init__(self, given=None):
        self.given = given or Words()

    @cached_property
    def words_of_list(self):
        return words_of(self.listing.strip()).with_more(self.given)


#: What a person may choose: (form, how people write it).
DATE_FORMS = [
    ("%m/%d/%Y", "12/31/2026"),
    ("%d/%m/%Y", "31/12/2026"),
    ("%d.%m.%Y", "31.12.2026"),
    ("%d-%m-%Y", "31-12-2026"),
    ("%m-%d-%Y", "12-31-2026"),
    ("%Y.%m.%d", "2026.12.31"),
    ("%Y%m%d", "20261231"),
]
_PARTS = {"yyyy": "%Y", "yy": "%y", "mm": "%m", "dd": "%d"}


def date_form(text):
    """A form as strptime has it, from "mm/dd/yyyy" or from such a form itself. ValueError for others."""
    form = text.strip()
    if "%" not in form:
        form = form.casefold()
        for part, sign in _PARTS.items():
            form = form.replace(part, sign)
    if not all(sign in form for sign in ("%d", "%m")) or not ("%Y" in form or "%y" in form):
        raise ValueError(text)
    return form


def rating_words():
    """{word, casefolded: rating} of our own ratings in every language."""
    from sustainportal.sheets.columns import fold, in_every_language

    found = {}
    for value, label in Rating.choices:
        for name in (value, *in_every_language(label)):
            found[fold(name)] = value
    return found
