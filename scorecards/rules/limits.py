"""What a commodity's order recommendation may do: the policy's numbers and each supplier's bounds.

Shares are percent points of the commodity's orders (0–100, Decimal, three decimals).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .policy import HUNDRED, ZERO
from .scorecard import NOT_GRADED

#: Rules whose number stands in the policy, and rules that speak of one supplier.
POLICY_RULES = ("cap", "step", "min_sources")
SUPPLIER_RULES = (
    "capacity", "designated", "support", "not_graded", "zero_tolerance", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """The allocation policy. `moves`: grade → (least, most) change aimed at, in points."""

    moves: Mapping[str, tuple[Decimal, Decimal]]
    cap: Decimal = Decimal(60)  # at most with one supplier
    step: Decimal = Decimal(10)  # largest change a quarter
    min_sources: int = 2
    second_share: Decimal = Decimal(1)  # what the further sources must hold together to count
    churn: Decimal = Decimal("0.01")  # cost of moving a point beside 1 for missing a target by one


@dataclass(frozen=True, slots=True)
class Source:
    """One supplier of the commodity, as the quarter left it."""

    code: str
    current: Decimal
    grade: str
    score: Decimal | None = None
    capacity: Decimal | None = None  # ceiling in points; None = no ceiling known
    designated: bool = False
    zero_tolerance: bool = False
    support_offered: bool = True
    active: bool = True
    known: bool = True  # False: no current share was on record, 0 stands in


@dataclass(frozen=True, slots=True)
class Bound:
    rule: str
    side: str  # "at_most" or "at_least"
    value: Decimal


def bounds_of(limits, source):
    """Every bound on this supplier's share, each with the rule it comes from."""
    now = source.current
    bounds = [
        Bound("cap", "at_most", limits.cap),
        Bound("step", "at_most", min(now + limits.step, HUNDRED)),
        Bound("step", "at_least", max(now - limits.step, ZERO)),
    ]
    if limits.min_sources == 2:
        bounds.append(Bound("min_sources", "at_most", HUNDRED - limits.second_share))
    if source.capacity is not None:
        bounds.append(Bound("capacity", "at_most", source.capacity))
    if source.designated:
        bounds.append(Bound("designated", "at_least", now))
    if not source.support_offered:
        bounds.append(Bound("support", "at_least", now))
    if source.zero_tolerance:
        bounds.append(Bound("zero_tolerance", "at_most", now))
    if not source.active:
        bounds.append(Bound("status", "at_most", now))
    if source.grade == NOT_GRADED:
        bounds += [Bound("not_graded", side, now) for side in ("at_most", "at_least")]
    return bounds


def target_of(limits, source):
    """(least, most): the share aimed at by the grade, within 0–100. No move known = as it is."""
    least, most = limits.moves.get(source.grade, (ZERO, ZERO))
    if source.zero_tolerance:
        least, most = min(least, ZERO), min(most, ZERO)
    return _within(source.current + least), _within(source.current + most)


def can_hold(source):
    """Whether this supplier holds orders now or could take some; else it is no source at all."""
    if source.current > 0:
        return True
    growing = source.active and not source.zero_tolerance and source.grade != NOT_GRADED
    return growing and (source.capacity is None or source.capacity > 0)


def check_limits(limits, grades=()):
    """Everything that is wrong with an allocation policy; [] when sound."""
    problems = []
    for place in ("cap", "step", "second_share"):
        value = getattr(limits, place)
        if not ZERO < value <= HUNDRED:
            problems.append({"place": place, "code": "out_of_range", "value": value})
    if limits.min_sources < 1:
        problems.append(
            {"place": "min_sources", "code": "out_of_range", "value": limits.min_sources}
        )
    elif limits.cap * limits.min_sources < HUNDRED:  # the least number of sources never reach 100
        problems.append({"place": "cap", "code": "needs_more_sources", "value": limits.cap})
    if not Decimal("0.001") <= limits.churn <= Decimal("0.2"):
        problems.append({"place": "churn", "code": "out_of_range", "value": limits.churn})
    for grade, (least, most) in limits.moves.items():
        if least > most:
            problems.append({"place": grade, "code": "move_backwards", "value": least})
    for grade in grades:
        if grade not in limits.moves:
            problems.append({"place": grade, "code": "no_move"})
    return problems


def broken_rules(limits, sources, shares):
    """Which rules given shares (code → Decimal) would break, and by how much; [] when none."""
    broken = []
    for source in sources:
        for bound in bounds_of(limits, source):
            over = shares[source.code] - bound.value
            by = over if bound.side == "at_most" else -over
            if by > 0:
                broken.append({"rule": bound.rule, "source": source.code, "by": by})
    over = too_concentrated(limits, shares.values()) if limits.min_sources > 2 else ZERO
    if over > 0:  # two sources are a bound of each share, above
        broken.append({"rule": "min_sources", "source": None, "by": over})
    return broken


def too_concentrated(limits, shares):
    """By how many points the n − 1 largest shares leave less than `second_share` to the others."""
    largest = sorted(shares, reverse=True)[: limits.min_sources - 1]
    return sum(largest, ZERO) - (HUNDRED - limits.second_share)


def _within(value):
    return min(max(value, ZERO), HUNDRED)
