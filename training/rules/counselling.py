"""Whom a counselling meeting should treat first, and the cause as it is written down."""

from dataclasses import dataclass

#: Quarters before the one that is planned in which a supplier counts as treated lately (our default).
LATELY = 2
MOST_LETTERS = 2000  # of a cause


@dataclass(frozen=True)
class Need:
    """A supplier's findings that wait to be put right, as counts, and what else speaks for a meeting."""

    supplier: int
    findings: int
    zero_tolerance: int = 0
    priority: int = 0
    overdue: int = 0
    repeats: int = 0
    high: bool = False
    supervised: bool = False
    treated: bool = False


def rank(needs):
    """The most urgent first: zero tolerance, priority, not treated lately, overdue, found again, class high,
    under supervision, and how many there are. Equals stay in the order of their suppliers."""
    return sorted(needs, key=_urgency)


def _urgency(need):
    return (
        -need.zero_tolerance,
        -need.priority,
        need.treated,
        -need.overdue,
        -need.repeats,
        not need.high,
        not need.supervised,
        -need.findings,
        need.supplier,
    )


def reasons(need):
    """[(code, count)] in the order of `rank`; count is 0 where there is nothing to count."""
    counted = [
        (name, getattr(need, name)) for name in ("zero_tolerance", "priority", "overdue", "repeats")
    ]
    plain = [("high", need.high), ("supervised", need.supervised), ("untreated", not need.treated)]
    return [
        *((name, count) for name, count in counted if count),
        *((name, 0) for name, holds in plain if holds),
    ]


def cause_with_whys(cause, whys):
    """The cause as it is kept: what was written, else the last answer to "why?"; below it the answers that
    led there, numbered, where there are any."""
    answers = [why.strip() for why in whys if why.strip()]
    text = cause.strip() or (answers[-1] if answers else "")
    lines = [f"{number}. {answer}" for number, answer in enumerate(answers, start=1)]
    return "\n".join([text, *lines]) if text else ""
