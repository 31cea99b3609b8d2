"""What the suppliers room can be asked, by noun: the registry, and risk."""

from .registry import country_book, supplies_by_quarter
from .risk import classes_of, classification_of, latest_classification
from .risk_what_if import ClassIf, class_if
from .waiting import waiting_for

__all__ = [
    "ClassIf",
    "class_if",
    "classes_of",
    "classification_of",
    "country_book",
    "latest_classification",
    "supplies_by_quarter",
    "waiting_for",
]
