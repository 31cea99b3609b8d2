"""A supplier's life: which status may follow which. Anything else is refused with the ways there are."""

#: status -> the statuses that may follow it.
MOVES = {
    "candidate": ("approved", "conditional", "rejected"),
    "approved": ("active", "conditional", "ended"),
    "conditional": ("approved", "active", "rejected", "ended"),
    "rejected": ("candidate",),
    "active": ("conditional", "suspended", "ended"),
    "suspended": ("active", "conditional", "ended"),
    "ended": ("candidate",),
}


def may_move(now, to):
    """Whether a supplier that is `now` may become `to`. Staying what it is is not a move."""
    return to in MOVES.get(now, ())
