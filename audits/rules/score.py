"""What an audit adds up to: points, colour and recognition, each with the numbers it was made of.

Score = 200 × conforming ÷ applicable − (20 × priority + 4 × major + 1 × minor), never below the floor
(DOMAIN.md 5). Not applicable is in neither count; risk of non-conformance, not reviewed and
opportunities count as conforming. An open zero-tolerance finding overrides the sum.
The score is rounded to two places first: colour and recognition judge the number that is shown.
"""

from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

GREEN, YELLOW, RED = "green", "yellow", "red"
PLATINUM, GOLD, SILVER, NO_RECOGNITION = "platinum", "gold", "silver", ""


@dataclass(frozen=True)
class Scale:
    """The figures of one protocol version. Points are 0–`maximum`; weights are points a finding."""

    maximum: int = 200
    priority: int = 20
    major: int = 4
    minor: int = 1
    floor: int = 0
    green_above: int = 180
    yellow_above: int = 160
    platinum_from: int = 200
    gold_from: int = 180
    silver_from: int = 160


@dataclass(frozen=True)
class Deduction:
    rating: str
    count: int
    each: int

    @property
    def points(self):
        return self.count * self.each


@dataclass(frozen=True)
class Score:
    """`value` is the score; `base`, `deductions`, `floored` and `overridden` say how it came about."""

    value: Decimal
    colour: str
    maximum: int
    conforming: int
    applicable: int
    base: Decimal
    deductions: tuple[Deduction, ...]
    sum: Decimal
    floored: bool
    overridden: bool

    def as_dict(self):
        """Plain data to keep beside the score: numbers as text, so nothing is lost."""
        kept = asdict(self) | {"deductions": []}
        for part in self.deductions:
            kept["deductions"].append(asdict(part) | {"points": part.points})
        return {k: str(v) if isinstance(v, Decimal) else v for k, v in kept.items()}


def audit_score(conforming, applicable, priority, major, minor, *, zero_tolerance=0, scale=None):
    """The Score of counts and findings. Raises ValueError (with the name of what is wrong)
    unless 0 ≤ conforming ≤ applicable, applicable ≥ 1 and no count is negative."""
    scale = scale or Scale()
    _check(conforming, applicable, priority, major, minor, zero_tolerance)
    base = _two_places(Fraction(scale.maximum * conforming, applicable))
    deductions = (
        Deduction("priority", priority, scale.priority),
        Deduction("major", major, scale.major),
        Deduction("minor", minor, scale.minor),
    )
    total = base - sum(part.points for part in deductions)
    floored = total < scale.floor
    overridden = zero_tolerance > 0
    value = Decimal(scale.floor) if floored or overridden else total
    return Score(
        value=value,
        colour=RED if overridden else colour(value, scale),
        maximum=scale.maximum,
        conforming=conforming,
        applicable=applicable,
        base=base,
        deductions=deductions,
        sum=total,
        floored=floored,
        overridden=overridden,
    )


def colour(score, scale=None):
    """Green above 180, yellow above 160 to 180, red to 160."""
    scale = scale or Scale()
    if score > scale.green_above:
        return GREEN
    return YELLOW if score > scale.yellow_above else RED


@dataclass(frozen=True)
class Recognition:
    """`level` is held now; `eligible` is what the score alone allows; `missing` says what stands between."""

    level: str
    eligible: str
    missing: tuple[str, ...]


def recognition(
    score, *, full_audit, closure_audited, open_priority, open_major, open_minor, scale=None
):
    """Recognition of a full audit: platinum 200 and all closed; gold ≥ 180, priority and major closed;
    silver ≥ 160, priority closed; each only once a closure audit has confirmed it.

    `missing` holds codes: not_full_audit, score, open_priority, open_major, open_minor, closure_audit.
    """
    scale = scale or Scale()
    eligible = NO_RECOGNITION
    for level, least in (
        (PLATINUM, scale.platinum_from), (GOLD, scale.gold_from), (SILVER, scale.silver_from),
    ):  # fmt: skip
        if score >= least:
            eligible = level
            break
    if not full_audit:
        return Recognition(NO_RECOGNITION, NO_RECOGNITION, ("not_full_audit",))
    if not eligible:
        return Recognition(NO_RECOGNITION, NO_RECOGNITION, ("score",))
    still_open = {
        "open_priority": open_priority,
        "open_major": open_major,
        "open_minor": open_minor,
    }
    level = _held(eligible, still_open, closure_audited)
    missing = [] if closure_audited else ["closure_audit"]
    missing += [code for code in _NEEDS_CLOSED[eligible] if still_open[code]]
    return Recognition(level, eligible, tuple(missing) if level != eligible else ())


_NEEDS_CLOSED = {
    PLATINUM: ("open_priority", "open_major", "open_minor"),
    GOLD: ("open_priority", "open_major"),
    SILVER: ("open_priority",),
}


def _held(eligible, still_open, closure_audited):
    """The best level, from the eligible one down, whose findings are closed."""
    order = [PLATINUM, GOLD, SILVER]
    if not closure_audited:
        return NO_RECOGNITION
    for level in order[order.index(eligible) :]:
        if not any(still_open[code] for code in _NEEDS_CLOSED[level]):
            return level
    return NO_RECOGNITION


def _two_places(fraction):
    exact = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _check(conforming, applicable, priority, major, minor, zero_tolerance):
    if applicable < 1:
        raise ValueError("applicable must be at least 1.")
    if not 0 <= conforming <= applicable:
        raise ValueError("conforming must be between 0 and applicable.")
    for name, count in (
        ("priority", priority), ("major", major), ("minor", minor), ("zero_tolerance", zero_tolerance),
    ):  # fmt: skip
        if count < 0:
            raise ValueError(f"{name} must not be negative.")


def open_weight(priority, major, minor, scale=None):
    """The weight of open findings, as the risk model reads it: 20 · priority + 4 · major + minor."""
    scale = scale or Scale()
    return scale.priority * priority + scale.major * major + scale.minor * minor
