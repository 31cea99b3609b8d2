"""What a cell says, judged by the kind of its column. Nothing is guessed: what is unclear is refused."""

import datetime as dt
import re
import unicodedata
from contextlib import suppress
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .cells import ERRORS, FORMULA_MARK, CellRefused, ErrorValue, Formula, Percent, as_text, number
from .columns import NO, YES, fold, in_every_language

LARGEST = Decimal(10) ** 14  # beyond 15 digits a spreadsheet has already lost some
LARGEST_WHOLE = 2**31 - 1


def parser(column):
    """The function that turns a raw cell into this column's value, or raises CellRefused."""
    parse = _PARSERS[column.kind](column)

    def cell(raw):
        if type(raw) is str:
            raw = raw.strip("\ufeff\u200b \u00a0\u3000\t\r\n")
            if raw.startswith(FORMULA_MARK):
                raw = Formula(raw[len(FORMULA_MARK) - 1 :])
            elif raw in ERRORS:
                raw = ErrorValue(raw)
        if raw is None or raw == "" or raw in column.missing:
            if column.required:
                raise CellRefused(_("This cell must not be empty."))
            return column.blank
        if isinstance(raw, Formula):
            raise CellRefused(_("This is a formula; paste its value."))
        if isinstance(raw, ErrorValue):
            raise CellRefused(
                _("This is an error value; write the value itself, or leave it empty.")
            )
        return parse(raw)

    return cell


# --- text -------------------------------------------------------------------------------------
_SHORTENED = re.compile(r"^\d\.\d+E\+\d+$")


_BREAKS = re.compile(r"[\t\n]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _text(column):
    def parse(raw):
        text = unicodedata.normalize("NFC", as_text(raw)).replace("\r\n", "\n").replace("\r", "\n")
        if not column.multiline and _BREAKS.search(text):
            text = " ".join(text.split())
        if _UNSEEN.search(text):
            raise CellRefused(
                _("There is a character in it that cannot be seen; type the text anew.")
            )
        if _SHORTENED.match(text):
            raise CellRefused(
                _(
                    "The spreadsheet has shortened this number; format the column as text, then write it in full."
                )
            )
        if column.max_length and len(text) > column.max_length:
            raise CellRefused(
                _("The text is %(length)d characters long; at most %(limit)d fit.")
                % {"length": len(text), "limit": column.max_length}
            )
        return text

    return parse


# --- numbers ----------------------------------------------------------------------------------
_PLAIN = re.compile(r"^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$", re.IGNORECASE)
_GROUPED = re.compile(r"^[+-]?\d{1,3}(,\d{3})+\.\d+$|^[+-]?\d{1,3}(,\d{3}){2,}$")
_GROUPED_WHOLE = re.compile(r"^[+-]?\d{1,3}(,\d{3})+$")


def _number(raw, expected, *, whole=False):
    """A raw cell as Decimal. "1,234.5" is clear and read; "1,234" is not, unless whole numbers are asked for."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise CellRefused(expected)
    if not isinstance(raw, str):
        if raw != raw or raw in (float("inf"), float("-inf")):
            raise CellRefused(expected)
        return number(raw)
    text = unicodedata.normalize("NFKC", raw).replace("\u2212", "-").strip()
    if _GROUPED.match(text) or (whole and _GROUPED_WHOLE.match(text)):
        text = text.replace(",", "")
    elif _GROUPED_WHOLE.match(text):
        raise CellRefused(
            _("This can be read in two ways; write %(one)s or %(other)s.")
            % {"one": text.replace(",", ""), "other": text.replace(",", ".")}
        )
    if not _PLAIN.match(text):
        raise CellRefused(expected)
    return Decimal(text)


def _within(value, column, low, high):
    low = column.minimum if column.minimum is not None else low
    high = column.maximum if column.maximum is not None else high
    if value < low or value > high:
        if high in (LARGEST, LARGEST_WHOLE) and value <= high:
            raise CellRefused(_("The number must be at least %(low)s.") % {"low": low})
        raise CellRefused(
            _("The number must be between %(low)s and %(high)s.") % {"low": low, "high": high}
        )
    return value


def _integer(column):
    expected = gettext_lazy("A whole number is expected, such as 120.")

    def parse(raw):
        value = _number(raw, expected, whole=True)
        if value != value.to_integral_value():
            raise CellRefused(expected)
        return int(_within(value, column, -LARGEST_WHOLE, LARGEST_WHOLE))

    return parse


def _places(value, column):
    if column.places is not None and -value.normalize().as_tuple().exponent > column.places:
        raise CellRefused(
            _("At most %(places)d decimals are kept; round the number.") % {"places": column.places}
        )
    return value


def _decimal(column):
    expected = gettext_lazy("A number is expected, such as 1234.5.")

    def parse(raw):
        value = _number(raw, expected)
        return _places(_within(value, column, -LARGEST, LARGEST), column)

    return parse


def _percent(column):
    """Percent points. A cell shown as 35 % and the text "35%" are 35; the plain number 0.35 is 0.35 %."""
    expected = gettext_lazy("A percentage from 0 to 100 is expected, such as 35 or 35%.")

    def parse(raw):
        if isinstance(raw, str):
            raw = unicodedata.normalize("NFKC", raw).removesuffix("%").strip()
        value = _number(raw, expected)
        if isinstance(raw, Percent):
            value *= 100
        return _places(_within(value, column, 0, 100), column)

    return parse


# --- dates, choices ---------------------------------------------------------------------------
_ISO = re.compile(r"^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$")


def _date(column):
    def parse(raw):
        if isinstance(raw, dt.datetime) and raw.time() == dt.time():
            return raw.date()
        if type(raw) is dt.date:
            return raw
        expected = _("A date is expected: a date cell, or a text such as 2026-11-22.")
        text = unicodedata.normalize("NFKC", raw) if isinstance(raw, str) else ""
        for form in column.formats:
            with suppress(ValueError):
                return dt.datetime.strptime(text, form).date()
        found = _ISO.match(text)
        if not found:
            raise CellRefused(expected)
        try:
            return dt.date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            raise CellRefused(_("There is no such day. ") + expected) from None

    return parse


def _datetime(column):
    """A moment to the second, of the portal's own time zone unless the text names its offset."""
    expected = gettext_lazy(
        "A date and time is expected: such a cell, or a text such as 2026-11-22 09:30."
    )

    def parse(raw):
        if isinstance(raw, str):
            text = unicodedata.normalize("NFKC", raw).replace("/", "-")
            try:
                raw = dt.datetime.fromisoformat(text) if ":" in text else None
            except ValueError:
                raise CellRefused(expected) from None
        if not isinstance(raw, dt.datetime):
            raise CellRefused(expected)
        rounded = (raw + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
        return rounded if rounded.tzinfo else timezone.make_aware(rounded)

    return parse


def _table(pairs):
    table = {}
    for value, label in pairs:
        for name in in_every_language(label):
            table[fold(name)] = value
    for value, _label in pairs:
        table[fold(value)] = value
    return table


def _choice(column):
    pairs = column.pairs()
    table = {fold(word): value for word, value in column.words} | _table(pairs)

    def parse(raw):
        key = fold(as_text(raw))
        if key not in table:
            labels = ", ".join(str(label) for _value, label in pairs[:12])
            raise CellRefused(_("One of these is expected: %(choices)s.") % {"choices": labels})
        return table[key]

    return parse


_YES = {"yes", "y", "true", "t", "x", "1", "是", "✓", "✔"}
_NO = {"no", "n", "false", "f", "0", "否"}


def _boolean(column):
    yes = _YES | {fold(name) for name in in_every_language(YES)}
    no = _NO | {fold(name) for name in in_every_language(NO)}

    def parse(raw):
        if isinstance(raw, bool):
            return raw
        key = fold(as_text(raw))
        if key in yes or key in no:
            return key in yes
        raise CellRefused(_("Yes or no is expected."))

    return parse


_QUARTER = re.compile(r"^((?:19|20)[0-9]{2})[-/]?q([1-4])$")


def _quarter(column):
    def parse(raw):
        found = _QUARTER.match(fold(raw)) if isinstance(raw, str) else None
        if not found:
            raise CellRefused(_("A quarter is expected, such as 2026Q3."))
        return f"{found[1]}Q{found[2]}"

    return parse


_PARSERS = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "percent": _percent,
    "date": _date,
    "datetime": _datetime,
    "choice": _choice,
    "boolean": _boolean,
    "quarter": _quarter,
}
