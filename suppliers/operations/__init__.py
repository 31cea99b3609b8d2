"""What the suppliers room can change, by noun: the registry, and risk."""

from .readings import NewReading, read_factor, read_factors
from .registry import (
    add_alias,
    add_member,
    add_site,
    add_supplier,
    assign_auditor,
    change_site,
    change_supplier,
    move_supplier,
    release_auditor,
    take_codes,
)
from .risk import classify_span, close_year
from .risk_model import activate_model, copy_model

__all__ = [
    "NewReading",
    "activate_model",
    "add_alias",
    "add_member",
    "add_site",
    "add_supplier",
    "assign_auditor",
    "change_site",
    "change_supplier",
    "classify_span",
    "close_year",
    "copy_model",
    "move_supplier",
    "read_factor",
    "read_factors",
    "release_auditor",
    "take_codes",
]
