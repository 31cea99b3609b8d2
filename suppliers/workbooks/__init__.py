"""Paper in and out: the registry's workbooks."""

from .indicators import IndicatorImporter
from .suppliers import LIST_COLUMNS, SUPPLIER_COLUMNS, SupplierImporter

__all__ = ["LIST_COLUMNS", "SUPPLIER_COLUMNS", "IndicatorImporter", "SupplierImporter"]
