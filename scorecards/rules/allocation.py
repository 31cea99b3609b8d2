"""An order recommendation for one commodity: the nearest shares to the grades' targets that hold every rule.

The least total distance to the targets wins, then the least movement; where not every target can be
met, the better score is served first (and of equal scores the first code). The shares sum to exactly
100.000. Each line says what it aimed at, what bound it and by how much. If no shares hold all rules,
`clashes` names a smallest set that cannot hold together and `cures` what relaxing each would allow.
"""

from dataclasses import dataclass
from decimal import Decimal

from .elastic import clashes_and_cures
from .limits import bounds_of, can_hold, target_of
from .policy import HUNDRED, ZERO
from .rounding import rounded_to_hundred
from .scorecard import NOT_GRADED
from .shares import nearest_shares

EXACT = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    current: Decimal
    target: tuple[Decimal, Decimal]
    share: Decimal | None  # None when no shares hold every rule
    bounds: tuple
    reasons: tuple[dict, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    feasible: bool
    lines: tuple[Line, ...]
    notes: tuple[dict, ...]
    clashes: tuple[str, ...] = ()
    cures: tuple[dict, ...] = ()


def recommend(limits, sources):
    """Recommend shares for one commodity. `sources`: one Source per supplier, codes unique.

    Raises ValueError without any source. The order of `sources` does not matter.
    """
    if not sources:
        raise ValueError("A commodity without suppliers has nothing to recommend.")
    sources = sorted(sources, key=lambda source: source.code)
    notes = _notes(sources)
    holders = [source for source in sources if can_hold(source)]
    if len(holders) <= 1:
        return _single(limits, sources, (holders or sources)[0], notes)
    solved = nearest_shares(limits, sources)
    shares = rounded_to_hundred(limits, sources, solved) if solved else None
    if shares is None:
        clashes, cures = clashes_and_cures(limits, sources)
        lines = tuple(_line(limits, source, None, _aims(limits, source)) for source in sources)
        return Recommendation(False, lines, notes, clashes, cures)
    lines = tuple(
        _line(limits, s, shares[s.code], _reasons(limits, s, shares[s.code])) for s in sources
    )
    return Recommendation(True, lines, notes)


def _notes(sources):
    total = sum((source.current for source in sources), ZERO)
    return () if total == HUNDRED else ({"code": "current_sum", "value": total},)


def _single(limits, sources, holder, notes):
    """One supplier holds everything: nothing moves, and a second source is the task."""
    notes = (*notes, {"code": "single_source", "source": holder.code})
    lines = []
    for source in sources:
        share = HUNDRED if source is holder else ZERO
        reasons = [{"code": "single_source"}] if source is holder else []
        lines.append(_line(limits, source, share.quantize(EXACT), reasons + _tasks(source)))
    return Recommendation(True, tuple(lines), notes)


def _line(limits, source, share, reasons):
    return Line(
        source.code,
        source.current,
        target_of(limits, source),
        share,
        tuple(bounds_of(limits, source)),
        tuple(reasons),
    )


def _aims(limits, source):
    """What the grade aims at, and what has to be done beside the numbers."""
    if source.grade == NOT_GRADED:
        return [{"code": "not_graded"}, *_tasks(source)]
    least, most = limits.moves.get(source.grade, (ZERO, ZERO))
    return [{"code": "move", "grade": source.grade, "least": least, "most": most}, *_tasks(source)]


def _tasks(source):
    tasks = [] if source.known else [{"code": "share_unknown"}]
    if source.designated:
        tasks.append({"code": "notify_customer"})
    if source.zero_tolerance:
        tasks.append({"code": "exit_plan"})
    if not source.support_offered:
        tasks.append({"code": "offer_support"})
    return tasks


def _reasons(limits, source, share):
    """Why this share: the aim, and where it was missed the rule that bound it and by how much."""
    reasons = _aims(limits, source)
    least, most = target_of(limits, source)
    if share < least:
        reasons += _binding(limits, source, "at_most", share, least - share)
    elif share > most:
        reasons += _binding(limits, source, "at_least", share, share - most)
    return reasons


def _binding(limits, source, side, share, missed):
    """The rules standing exactly at this share; none means that the sum of 100 left no more."""
    rules = [b.rule for b in bounds_of(limits, source) if b.side == side and b.value == share]
    return [
        {"code": "bound", "rule": rule, "value": share, "missed": missed}
        for rule in dict.fromkeys(rules or ["sum"])
    ]
