"""What the suppliers room can be asked, by noun: the registry, and risk."""

from .registry import country_book, supplier_rows, supplies_by_quarter
from .risk import classes_of, classification_of, latest_classification
from .waiting import waiting_for

__all__ = [
    "classes_of",
    "classification_of",
    "country_book",
    "latest_classification",
    "supplier_rows",
    "supplies_by_quarter",
    "waiting_for",
]
