"""A raw cell as the file holds it: plain Python values, and a few texts and numbers that know how they were shown."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

#: How a formula comes back in a file of refused rows: as a text that no column takes for a value.
FORMULA_MARK = "formula: ="
ERRORS = {
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    "#GETTING_DATA",
}  # fmt: skip


def column_letter(number):
    """The letter of a sheet's column: A for 1, AB for 28."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class CellRefused(ValueError):
    """What is wrong with the cell and what was expected, as a sentence."""


class Formula(str):
    """A cell that computes; the text is the formula."""


class ErrorValue(str):
    """A cell that shows an error such as #N/A."""


class Percent(float):
    """A number shown with a percent sign: 0.35 is seen as 35 %."""


class Padded(str):
    """A number shown with leading zeros: 7 under the format 000 is seen as 007."""


def number(raw):
    """A spreadsheet's number, exactly as it shows: 15 significant digits."""
    return Decimal(raw) if isinstance(raw, int) else Decimal(f"{float(raw):.15g}")


def as_text(raw):
    """A raw cell as the text a person would read: the number 123.0 is the code "123"."""
    if isinstance(raw, str):
        return str(raw)
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, Percent):
        return f"{number(raw) * 100:f}".rstrip("0").rstrip(".") + "%"
    if isinstance(raw, int | float):
        if abs(raw) >= 10**15:
            raise CellRefused(
                _(
                    "A spreadsheet keeps only 15 digits of a number; format the column as text, then write it in full."
                )
            )
        return f"{number(raw).normalize():f}"
    raise CellRefused(
        _(
            "The spreadsheet has turned this into a date or time; format the column as text, then write it again."
        )
    )


def shown(raw):
    """Any raw cell as a text for a message."""
    if raw is None:
        return ""
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        return raw.date().isoformat()
    try:
        return as_text(raw)
    except CellRefused:
        return str(raw)
