"""The courses in English. Each module: TITLE, SUMMARY, LESSONS (title, minutes, text), QUESTIONS."""

from . import (
    emergency,
    hours,
    iso_9001,
    iso_14001,
    iso_14001_start,
    iso_14064,
    iso_45001,
    rba_a,
    rba_b,
    rba_c,
    rba_d,
    rba_e,
)

__all__ = [
    "emergency",
    "hours",
    "iso_9001",
    "iso_14001",
    "iso_14001_start",
    "iso_14064",
    "iso_45001",
    "rba_a",
    "rba_b",
    "rba_c",
    "rba_d",
    "rba_e",
]
