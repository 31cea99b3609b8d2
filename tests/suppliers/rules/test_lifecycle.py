import pytest

from suppliers.models import Supplier
from suppliers.rules.lifecycle import MOVES, may_move


@pytest.mark.parametrize(
    ("now", "to", "allowed"),
    [
        ("candidate", "approved", True),
        ("candidate", "active", False),
        ("approved", "active", True),
        ("rejected", "active", False),
        ("rejected", "candidate", True),
        ("suspended", "active", True),
        ("ended", "active", False),
        ("active", "active", False),
    ],
)
def test_a_status_follows_another_only_where_the_table_says(now, to, allowed):
    assert may_move(now, to) is allowed


def test_every_status_has_its_row():
    assert set(MOVES) == set(Supplier.Status.values)
    assert set().union(*MOVES.values()) <= set(Supplier.Status.values)
