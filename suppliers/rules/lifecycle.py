"""A supplier's life: which status may follow which. Anything else is refused with the ways there are.

There are two ways: a plain move (MOVES), and an approval that one person proposed and another decided
(AFTER_DECISION). `approved`, `conditional` and `rejected` are reached by a decision only.
"""

#: status -> the statuses that may follow it without an approval.
MOVES = {
    "candidate": (),
    "approved": ("active", "ended"),
    "conditional": ("ended",),
    "rejected": ("candidate",),
    "active": ("suspended", "ended"),
    "suspended": ("active", "ended"),
    "ended": ("candidate",),
}

#: The statuses that nothing but a decision gives.
BY_DECISION = ("approved", "conditional", "rejected")

#: status -> what it becomes when an approval is decided. What was active stays so when approved again.
AFTER_DECISION = {
    "candidate": {},
    "approved": {},
    "conditional": {},
    "active": {"approved": "active"},
    "suspended": {"approved": "active"},
}


def may_move(now, to):
    """Whether a supplier that is `now` may become `to` by a plain move. Staying is not a move."""
    return to in MOVES.get(now, ())


def may_be_proposed(now):
    """Whether an approval of a supplier that is `now` makes sense."""
    return now in AFTER_DECISION


def after_decision(now, decision):
    """The status that a decision gives to a supplier that is `now`."""
    return AFTER_DECISION[now].get(decision, decision)
