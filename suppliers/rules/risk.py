"""How risky is a supplier? Readings in, a class and the whole arithmetic behind it out.

Scores run from 0 to 100, 100 is the worst. Rounding, stated once: the points of a reading are rounded
to two decimals (half up); from there on everything is exact, in whole hundredths. A category's score is
the weighted mean of the points, the overall score the weighted mean of the category scores, each rounded
half up to two decimals. So anyone can redo a sum with the numbers shown. Coverage is rounded down.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import floor

HIGH, MEDIUM, LOW, NOT_CLASSIFIED = "high", "medium", "low", "not_classified"
SEVERITY = {HIGH: 3, MEDIUM: 2, LOW: 1}
WORST, NEUTRAL, COUNTRY, LEAVE_OUT = "worst", "neutral", "country", "leave_out"
#: what happened to a factor: a reading, or what the model makes of a gap
READ = "reading"
FULL = 100 * 100  # one hundred, in hundredths


@dataclass(frozen=True, slots=True)
class FactorRule:
    """One factor in one category. `best` is the value that means 0, `worst` the one that means 100."""

    code: str
    weight: Decimal  # percent of its category
    best: float
    worst: float
    missing: str
    max_age_days: int
    share: int = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "share", int(self.weight * 100))


@dataclass(frozen=True, slots=True)
class CategoryRule:
    code: str
    weight: Decimal  # percent of the overall score
    factors: tuple[FactorRule, ...]
    share: int = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "share", int(self.weight * 100))


@dataclass(frozen=True, slots=True)
class Override:
    """Decides the class when every condition it states holds. A reading it asks for never grows old."""

    risk_class: str
    reason: str
    factor: str = ""
    at_least: float | None = None
    below: float | None = None
    overall_from: Decimal | None = None
    red_flags: int | None = None  # at least so many factors with points ≥ Model.red_flag_from


@dataclass(frozen=True, slots=True)
class Model:
    name: str
    categories: tuple[CategoryRule, ...]
    overrides: tuple[Override, ...] = ()
    high_from: Decimal = Decimal(60)
    medium_from: Decimal = Decimal(35)
    coverage_floor: Decimal = Decimal(50)
    red_flag_from: Decimal = Decimal(80)


@dataclass(frozen=True, slots=True)
class Reading:
    value: float
    read_on: dt.date
    source: str = ""
    link: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class FactorLine:
    """What one factor did. `how` is "reading" or the missing policy that applied; `why` says what was
    missing: "none", "too_old", or a note of whoever gathered the readings."""

    factor: str
    weight: Decimal
    how: str
    points: float | None = None  # 0–100; None: left out
    contribution: float = 0.0  # points of the overall score that come from here
    reading: Reading | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class CategoryScore:
    category: str
    weight: Decimal
    score: float | None  # None: every factor left out
    coverage: float  # percent of its weight that has a valid reading
    lines: tuple[FactorLine, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    risk_class: str
    overall: float | None  # None below the coverage floor
    by_score: str  # the class the score alone gives
    coverage: float
    categories: tuple[CategoryScore, ...]
    red_flags: int
    override: Override | None = None
    override_reading: Reading | None = None
    lower_edge: float | None = None  # the band the overall score fell into: from (inclusive) …
    upper_edge: float | None = None  # … to (exclusive, except 100)


def points_of(value, best, worst):
    """Points in hundredths (0–10000): linear from `best` (0) to `worst` (100), clamped, half up."""
    share = (value - best) / (worst - best)
    if share <= 0:
        return 0
    return FULL if share >= 1 else floor(share * FULL + 0.5)


def half_up(total, parts):
    """total ÷ parts for whole numbers ≥ 0, rounded half up."""
    return (2 * total + parts) // (2 * parts)


def judge(model, readings, *, on, country_values=None, notes=None):
    """The class of one supplier on a day.

    `readings` holds the latest reading of each factor by code; one dated after `on` does not count.
    `country_values` answers the missing policy "country", `notes` says why a factor could not be read.
    Raises nothing for a checked model (see risk_check).
    """
    lines = [
        [
            _line(rule, readings.get(rule.code), on, country_values or {}, notes or {})
            for rule in category.factors
        ]
        for category in model.categories
    ]
    scores = [_mean((row[1], row[0].share) for row in rows) for rows in lines]
    overall = _mean((score, c.share) for score, c in zip(scores, model.categories, strict=True))
    covered = [sum(row[0].share for row in rows if row[2] == READ) for rows in lines]
    coverage = (
        sum(c.share * part for c, part in zip(model.categories, covered, strict=True)) // FULL
    )
    if overall is None or coverage < model.coverage_floor * 100:
        by_score, overall = NOT_CLASSIFIED, None
    else:
        by_score = class_of(model, overall)
    flag = model.red_flag_from * 100
    red_flags = sum(row[2] == READ and row[1] >= flag for rows in lines for row in rows)
    override = _override(model, readings, on, overall, red_flags)
    edges = band(model, by_score)
    return Judgement(
        risk_class=override.risk_class if override else by_score,
        overall=_shown(overall),
        by_score=by_score,
        coverage=coverage / 100,
        categories=_categories(model, lines, scores, covered),
        red_flags=red_flags,
        override=override,
        override_reading=readings.get(override.factor) if override else None,
        lower_edge=edges[0],
        upper_edge=edges[1],
    )


def class_of(model, overall):
    """The class of an overall score in hundredths. A band's lower bound belongs to it."""
    if overall >= model.high_from * 100:
        return HIGH
    return MEDIUM if overall >= model.medium_from * 100 else LOW


def band(model, risk_class):
    """(from, to) of a class; (None, None) when not classified."""
    high, medium = float(model.high_from), float(model.medium_from)
    bands = {HIGH: (high, 100.0), MEDIUM: (medium, high), LOW: (0.0, medium)}
    return bands.get(risk_class, (None, None))


def latest(readings):
    """The one that counts among (reading, recorded) pairs of one factor: read last, then recorded last."""
    return max(readings, key=lambda pair: (pair[0].read_on, pair[1], pair[0].id or 0))[0]


def _line(rule, reading, on, country_values, notes):
    """(rule, points in hundredths or None, how, reading, why)"""
    why = "none"
    if reading is not None:
        age = (on - reading.read_on).days
        if 0 <= age <= rule.max_age_days:
            return rule, points_of(reading.value, rule.best, rule.worst), READ, reading, ""
        if age > 0:
            why = "too_old"
    why = notes.get(rule.code, why)
    if rule.missing == COUNTRY:
        typical = country_values.get(rule.code)
        if typical is None:
            return rule, FULL // 2, NEUTRAL, None, why
        return rule, points_of(typical.value, rule.best, rule.worst), COUNTRY, typical, why
    points = {WORST: FULL, NEUTRAL: FULL // 2, LEAVE_OUT: None}[rule.missing]
    return rule, points, rule.missing, None, why


def _mean(pairs):
    """Weighted mean of (hundredths or None, share); None leaves both sums."""
    total = parts = 0
    for points, share in pairs:
        if points is not None:
            total += points * share
            parts += share
    return half_up(total, parts) if parts else None


def _categories(model, lines, scores, covered):
    shares = sum(c.share for c, s in zip(model.categories, scores, strict=True) if s is not None)
    return tuple(
        CategoryScore(
            category.code,
            category.weight,
            _shown(score),
            part * 100 // sum(rule.share for rule in category.factors) if category.factors else 0,
            _contributions(category, rows, shares),
        )
        for category, rows, score, part in zip(
            model.categories, lines, scores, covered, strict=True
        )
    )


def _contributions(category, rows, shares):
    parts = sum(row[0].share for row in rows if row[1] is not None)
    return tuple(
        FactorLine(rule.code, rule.weight, how, None, 0.0, reading, why)
        if points is None
        else FactorLine(
            rule.code,
            rule.weight,
            how,
            points / 100,
            half_up(points * rule.share * category.share, parts * shares) / 100,
            reading,
            why,
        )
        for rule, points, how, reading, why in rows
    )


def _override(model, readings: Mapping[str, Reading], on, overall, red_flags):
    """The rule that decides, if any: of several the worst class, then the first."""
    holding = [r for r in model.overrides if _holds(r, readings, on, overall, red_flags)]
    return max(holding, key=lambda rule: SEVERITY[rule.risk_class], default=None)


def _holds(rule, readings, on, overall, red_flags):
    if rule.factor:
        reading = readings.get(rule.factor)
        if reading is None or reading.read_on > on:
            return False
        if rule.at_least is not None and reading.value < rule.at_least:
            return False
        if rule.below is not None and reading.value >= rule.below:
            return False
    if rule.overall_from is not None and (overall is None or overall < rule.overall_from * 100):
        return False
    return rule.red_flags is None or red_flags >= rule.red_flags


def _shown(hundredths):
    return None if hundredths is None else hundredths / 100
