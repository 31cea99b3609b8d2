"""The courses every portal starts with, in our own words: twelve, each in three languages.

A family is one course; its texts are the modules of the same name in `en`, `hant` and `hans`. Nothing is
quoted from a standard or a code; what they ask is told as a supplier meets it.
"""

from dataclasses import dataclass

from . import en, hans, hant
from .reading import unfolded

TEXTS = {"en": en, "zh-hant": hant, "zh-hans": hans}
PASS_MARK = 80  # percent
QUESTIONS_ASKED = 5


@dataclass(frozen=True)
class Family:
    """`codes` in the order of TEXTS. `provision`: of the RBA code, a letter for a whole section."""

    name: str
    series: str
    standard: str
    provision: str
    codes: tuple[str, str, str]


def _codes(stem):
    return (f"{stem}-EN", f"{stem}-ZH-HANT", f"{stem}-ZH-HANS")


FAMILIES = (
    Family("iso_9001", "iso-9001", "ISO 9001", "", _codes("ISO9001")),
    Family("iso_14001", "iso-14001", "ISO 14001", "C1", _codes("ISO14001")),
    Family("iso_45001", "iso-45001", "ISO 45001", "B1", _codes("ISO45001")),
    Family("iso_14064", "iso-14064-1", "ISO 14064-1", "C8", _codes("ISO14064")),
    Family("rba_a", "rba-code-a", "RBA code A", "A", _codes("RBA-A")),
    Family("rba_b", "rba-code-b", "RBA code B", "B", _codes("RBA-B")),
    Family("rba_c", "rba-code-c", "RBA code C", "C", _codes("RBA-C")),
    Family("rba_d", "rba-code-d", "RBA code D", "D", _codes("RBA-D")),
    Family("rba_e", "rba-code-e", "RBA code E", "E", _codes("RBA-E")),
    Family(
        "emergency",
        "emergency-preparedness",
        "RBA code B",
        "B2",
        ("EMERGENCY", "EMERGENCY-ZH-HANT", "EMERGENCY-ZH-HANS"),
    ),
    Family(
        "iso_14001_start",
        "iso-14001-start",
        "ISO 14001",
        "C1",
        ("ISO14001-START", "ISO14001-START-ZH-HANT", "ISO14001-START-ZH-HANS"),
    ),
    Family(
        "hours",
        "working-hours",
        "RBA code A",
        "A3",
        ("HOURS-EN", "HOURS-ZH", "HOURS-ZH-HANS"),
    ),
)


def written():
    """Every course as plain data: its fields, its lessons and its questions."""
    return [
        _course(family, code, language, getattr(texts, family.name))
        for family in FAMILIES
        for code, (language, texts) in zip(family.codes, TEXTS.items(), strict=True)
    ]


def _course(family, code, language, text):
    return {
        "fields": {
            "code": code,
            "title": text.TITLE,
            "language": language,
            "summary": text.SUMMARY,
            "provision": family.provision,
            "series": family.series,
            "standard": family.standard,
            "pass_mark": PASS_MARK,
            "questions_asked": QUESTIONS_ASKED,
            "is_published": True,
        },
        "lessons": [(title, minutes, unfolded(body)) for title, minutes, body in text.LESSONS],
        "questions": text.QUESTIONS,
    }
