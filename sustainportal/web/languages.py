"""Catalogue texts in the reader's language: the English field, and the two Chinese ones beside it."""

from django.utils.translation import get_language

SUFFIX = {"zh-hant": "_hant", "zh-hans": "_hans"}


def in_language(row, field):
    """The text of `field` in the active language; the English one where that is empty."""
    suffix = SUFFIX.get(get_language() or "", "")
    return getattr(row, f"{field}{suffix}") or getattr(row, field)
