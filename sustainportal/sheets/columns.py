"""A column is declared once: export, empty template and import come from the same list."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

KINDS = {
    "text",
    "integer",
    "decimal",
    "percent",
    "date",
    "datetime",
    "boolean",
    "choice",
    "quarter",
}
YES, NO = _("yes"), _("no")


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    `key` is the importer's name for it, `label` the heading (translatable). `aliases` are further
    headings that mean the same; `hints` are words that probably do: they are offered to a person. `choices` are (value, label) pairs, or a callable giving them;
    `words` are (word, value) pairs, further words for a choice that are read but not offered.
    `places` is the largest number of decimals, `minimum` and `maximum` are inclusive; percent is
    0–100 unless told otherwise. `value` says where an export finds the cell: "attr.path" or a
    callable taking the row; by default the attribute named `key`. For sheets of others: `formats` are
    further forms of a date (as strptime has them), `missing` texts that mean an empty cell ("NA").
    """

    key: str
    label: str
    kind: str = "text"
    required: bool = False
    max_length: int | None = None
    choices: object = None
    words: tuple[tuple[str, object], ...] = ()
    help: str = ""
    value: str | Callable | None = None
    aliases: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    places: int | None = None
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    example: object = None
    multiline: bool = False
    formats: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"Column {self.key}: there is no kind {self.kind!r}.")

    @property
    def blank(self):
        """What an empty cell means: an empty text, else None."""
        return "" if self.kind == "text" else None

    def pairs(self):
        """The (value, label) pairs of a choice column, at this moment."""
        return list(self.choices() if callable(self.choices) else self.choices or ())

    def read(self, row):
        """The plain value of this column for one exported row (an object or a mapping)."""
        if callable(self.value):
            return self.value(row)
        found = row
        for part in (self.value or self.key).split("."):
            if found is None:
                return None
            found = found[part] if isinstance(found, Mapping) else getattr(found, part)
        return found


def fold(text):
    """The comparable form of a heading or a choice: no case, width, spaces, underscores or `*`."""
    text = unicodedata.normalize("NFKC", str(text)).casefold()
    return "".join(c for c in text if not c.isspace() and c not in "_*:：")


def in_every_language(text):
    """The text in each of the portal's languages, without doubles."""
    seen = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            seen[str(text)] = None
    return list(seen)


def names(column):
    """The folded headings that mean this column, strongest first: its labels, its key, its aliases."""
    every = [*in_every_language(column.label), column.key]
    return [{fold(name) for name in every}, {fold(alias) for alias in column.aliases}]


def width(column):
    """A column width in characters that shows the heading and most values."""
    most = {"text": min(column.max_length or 30, 40), "choice": 24, "date": 12}.get(column.kind, 12)
    return max(most, min(len(str(column.label)) + 4, 40))
