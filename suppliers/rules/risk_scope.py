"""Which suppliers does a year judge? Key suppliers, and those we buy enough from."""

from dataclasses import dataclass
from decimal import Decimal

KEY, AMOUNT, UNKNOWN_AMOUNT, TOO_LITTLE, NOT_A_SUPPLIER = (
    "key",
    "amount",
    "unknown_amount",
    "too_little",
    "not_a_supplier",
)
IN_SCOPE = {KEY, AMOUNT, UNKNOWN_AMOUNT}


@dataclass(frozen=True, slots=True)
class Scope:
    """`reason` is one of the words above; amounts in TWD over `quarters`."""

    reason: str
    amount: Decimal | None = None
    threshold: Decimal | None = None
    quarters: tuple[str, ...] = ()

    @property
    def included(self):
        return self.reason in IN_SCOPE


def scope_of(*, status, is_key, amount, threshold, quarters):
    """Whether a supplier is in scope, and why.

    Suppliers that were rejected or have ended are out; key suppliers are in; else the amount decides,
    from the threshold on. An amount nobody knows (None) is no reason to look away: such a supplier is in.
    """
    if status in {"rejected", "ended"}:
        return Scope(NOT_A_SUPPLIER)
    if is_key:
        return Scope(KEY)
    if amount is None:
        return Scope(UNKNOWN_AMOUNT, None, threshold, tuple(quarters))
    reason = AMOUNT if amount >= threshold else TOO_LITTLE
    return Scope(reason, amount, threshold, tuple(quarters))
