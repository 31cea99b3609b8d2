"""What the suppliers room can change, by noun: the registry, and risk."""

from .certificates import (
    accept_certificate,
    decline_certificate,
    hand_in_certificate,
    withdraw_certificate,
)
from .class_override import end_override, override_class
from .code_versions import activate_code, copy_code
from .declarations import (
    accept_declaration,
    ask_supplier_to_sign,
    ask_to_sign,
    decline_declaration,
    hand_in_declaration,
    sign_declaration,
    withdraw_declaration,
)
from .merging import merge_suppliers, split_suppliers
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
    "accept_certificate",
    "accept_declaration",
    "activate_code",
    "activate_model",
    "add_alias",
    "add_member",
    "add_site",
    "add_supplier",
    "ask_supplier_to_sign",
    "ask_to_sign",
    "assign_auditor",
    "change_site",
    "change_supplier",
    "classify_span",
    "close_year",
    "copy_code",
    "copy_model",
    "decline_certificate",
    "decline_declaration",
    "end_override",
    "hand_in_certificate",
    "hand_in_declaration",
    "merge_suppliers",
    "move_supplier",
    "override_class",
    "read_factor",
    "read_factors",
    "release_auditor",
    "sign_declaration",
    "split_suppliers",
    "take_codes",
    "withdraw_certificate",
    "withdraw_declaration",
]
