"""Numbers that others gave a company: how they are written down, and whether their digits can be right."""

import re
import unicodedata

TAX_ID, LEI, DUNS, OTHER = "tax_id", "lei", "duns", "other"
LONGEST = 60  # characters that are kept; NFKC may make a text longer than it was typed
_TAX_ID = re.compile(r"[0-9A-Z]{4,24}")


def normalised(kind, text):
    """The one way a value is kept and compared: NFKC, capitals, no separators.

    Of kind "other" only the width, the capitals and the spaces at its ends are evened out.
    """
    text = unicodedata.normalize("NFKC", text).upper().strip()
    return text if kind == OTHER else re.sub(r"[\s./_\-‐-―]", "", text)


def problem_with(kind, value):
    """What is wrong with a normalised value, as a key: "empty", "long", "tax_id", "lei_form",
    "lei_digits" or "duns"; empty when nothing is."""
    if not value:
        return "empty"
    if len(value) > LONGEST:
        return "long"
    if kind == LEI:
        return lei_problem(value)
    if kind == DUNS and not re.fullmatch(r"[0-9]{9}", value):
        return "duns"
    if kind == TAX_ID and not _TAX_ID.fullmatch(value):
        return "tax_id"
    return ""


def lei_problem(value):
    """ISO 17442: eighteen letters or digits and two check digits, so that the whole, letters read as
    10–35, leaves 1 when divided by 97 (ISO 7064, mod 97-10)."""
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", value):
        return "lei_form"
    return "" if remainder(value) == 1 else "lei_digits"


def lei_with_check_digits(stem):
    """Eighteen letters or digits with their two check digits behind."""
    return f"{stem}{98 - remainder(f'{stem}00'):02d}"


def remainder(value):
    """mod 97 of the number that letters and digits spell, a letter read as 10–35."""
    return int("".join(str(int(character, 36)) for character in value)) % 97
