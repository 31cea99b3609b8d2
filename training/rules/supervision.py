"""What has moved at a supervised supplier: what was so at the beginning against what is so now."""

from dataclasses import dataclass

#: Worst last; what is not known or not classified is no place to compare with.
CLASSES = ("low", "medium", "high")
#: What is compared, in the order it is shown. Of the counts fewer is better, of the score more.
COUNTS = ("priority", "major", "minor", "overdue")
MEASURES = ("risk_class", *COUNTS, "audit_score")
BETTER, WORSE, SAME, UNKNOWN = "better", "worse", "same", ""


@dataclass(frozen=True)
class Moved:
    """One measure: then and now (None: not known), and which way it went."""

    measure: str
    then: object
    now: object
    way: str


def moved(then, now):
    """[Moved] of every measure; `then` and `now` are facts, see queries.supervision."""
    return [_moved(name, then.get(name), now.get(name)) for name in MEASURES]


def _moved(name, then, now):
    return Moved(name, then, now, _way(name, _worth(name, then), _worth(name, now)))


def _worth(name, value):
    """A number that is smaller where things are better; None where nothing is known."""
    if name == "risk_class":
        return CLASSES.index(value) if value in CLASSES else None
    if value is None:
        return None
    return -value if name == "audit_score" else value


def _way(name, then, now):
    if then is None or now is None:
        return UNKNOWN
    if then == now:
        return SAME
    return BETTER if now < then else WORSE


def why_proposed(*, risk_class, zero_tolerance, priority, least_priority):
    """Why a supplier should be watched, as codes, the weightiest first; empty: no reason.

    `zero_tolerance` and `priority` count open findings; `least_priority` is how many priority findings
    are a reason, 1 or more.
    """
    reasons = []
    if zero_tolerance:
        reasons.append("zero_tolerance")
    if priority >= least_priority:
        reasons.append("priority")
    if risk_class == "high":
        reasons.append("risk_class")
    return reasons
