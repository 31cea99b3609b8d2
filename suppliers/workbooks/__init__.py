"""Paper in and out: the registry's workbooks."""

from .assessments import AssessmentImporter
from .indicators import IndicatorImporter
from .papers import CertificateImporter
from .readings import READING_COLUMNS, ReadingImporter
from .supplier_list import LIST_COLUMNS
from .suppliers import SUPPLIER_COLUMNS, SupplierImporter

__all__ = [
    "LIST_COLUMNS",
    "READING_COLUMNS",
    "SUPPLIER_COLUMNS",
    "AssessmentImporter",
    "CertificateImporter",
    "IndicatorImporter",
    "ReadingImporter",
    "SupplierImporter",
]
