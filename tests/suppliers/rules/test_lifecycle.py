import pytest

from suppliers.models import Supplier
from suppliers.rules.lifecycle import (
    AFTER_DECISION,
    BY_DECISION,
    MOVES,
    after_decision,
    may_be_proposed,
    may_move,
)


@pytest.mark.parametrize(
    ("now", "to", "allowed"),
    [
        ("candidate", "approved", False),
        ("candidate", "active", False),
        ("approved", "active", True),
        ("conditional", "approved", False),
        ("conditional", "active", False),
        ("active", "conditional", False),
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


def test_no_plain_move_leads_to_what_two_people_decide():
    assert set().union(*MOVES.values()) & set(BY_DECISION) == set()


@pytest.mark.parametrize(
    ("now", "decision", "to"),
    [
        ("candidate", "approved", "approved"),
        ("candidate", "conditional", "conditional"),
        ("candidate", "rejected", "rejected"),
        ("conditional", "approved", "approved"),
        ("active", "approved", "active"),
        ("active", "conditional", "conditional"),
        ("suspended", "approved", "active"),
        ("suspended", "rejected", "rejected"),
    ],
)
def test_a_decision_gives_the_status_and_what_was_active_stays_active(now, decision, to):
    assert after_decision(now, decision) == to


def test_nothing_is_proposed_for_rejected_and_ended_suppliers():
    assert {now for now in Supplier.Status.values if not may_be_proposed(now)} == {
        "rejected",
        "ended",
    }
    assert set(AFTER_DECISION) <= set(Supplier.Status.values)
