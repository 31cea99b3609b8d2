from decimal import Decimal

import pytest

from suppliers.rules.risk_scope import Scope, scope_of

LIMIT = Decimal(2_500_000)


@pytest.mark.parametrize(
    ("status", "is_key", "amount", "reason", "included"),
    [
        ("active", False, LIMIT, "amount", True),
        ("active", False, LIMIT - Decimal("0.01"), "too_little", False),
        ("active", True, Decimal(0), "key", True),
        ("active", False, None, "unknown_amount", True),
        ("candidate", False, LIMIT, "amount", True),
        ("ended", True, LIMIT, "not_a_supplier", False),
        ("rejected", False, LIMIT, "not_a_supplier", False),
    ],
)
def test_who_is_in_scope(status, is_key, amount, reason, included):
    scope = scope_of(
        status=status, is_key=is_key, amount=amount, threshold=LIMIT, quarters=["2026Q2"]
    )
    assert (scope.reason, scope.included) == (reason, included)


def test_the_amount_and_the_threshold_are_part_of_the_reason():
    scope = scope_of(
        status="active", is_key=False, amount=Decimal(5), threshold=LIMIT, quarters=["2026Q2"]
    )
    assert scope == Scope("too_little", Decimal(5), LIMIT, ("2026Q2",))
