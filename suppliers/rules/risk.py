"""How risky is a supplier? Readings in, a class and the whole arithmetic behind it out.

Scores run from 0 to 100, 100 is the worst. Rounding, stated once: the points of a reading are rounded
to two decimals (half up); from there on everything is exact, in whole hundredths. A category's score is
the weighted mean of the points, the overall score the weighted mean of the category scores, each rounded
half up to two decimals. So anyone can redo a sum with the numbers shown. Coverage is rounded down.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from math import floor

HIGH, MEDIUM, LOW, NOT_CLASSIFIED = "high", "medium", "low", "not_classified"
SEVERITY = {HIGH: 3, MEDIUM: 2, LOW: 1}
WORST, NEUTRAL, COUNTRY, LEAVE_OUT = "worst", "neutral", "country", "leave_out"
#: what happened to a factor: a reading, or what the model makes of a gap
READ = "reading"
FULL = 100 * 100  # one hundred, in hundredths
DAY_ZERO = dt.date(2000, 1, 1).toordinal()


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

    @property
    def codes(self):
        """The factors it asks for, in the order of the alphabet."""
        rules = {rule.code for category in self.categories for rule in category.factors}
        return sorted(rules | {rule.factor for rule in self.overrides if rule.factor})

    @property
    def stood_in_for(self):
        """The factors for which a country's figure may stand in."""
        rules = (rule for category in self.categories for rule in category.factors)
        return sorted({rule.code for rule in rules if rule.missing == COUNTRY})


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


@dataclass(slots=True)
class Sums:
    """A judgement in numbers only: what a run over many suppliers needs. Hundredths throughout."""

    risk_class: str
    by_score: str
    overall: int | None  # None below the coverage floor
    coverage: int
    scores: dict  # category -> score, None where every factor was left out
    covered: list  # per category, the share of its weight that has a valid reading
    points: list  # per category and factor: (points or None, whether a valid reading gave them)
    red_flags: int
    override: Override | None


def weigh(model, seen, *, on, typical):
    """The class of one supplier on a day, and the sums it comes from.

    `seen`: factor -> (value, day, …) of its latest reading, `on` and days counted by `day_number`.
    `typical` answers the missing policy "country": factor -> something with a `value`.
    """
    scores, covered, points, flagged = {}, [], [], set()
    flag = int(model.red_flag_from * 100)
    for category in model.categories:
        row, total, parts, valid = [], 0, 0, 0
        for rule in category.factors:
            share, found = rule.share, seen.get(rule.code)
            read = found is not None and 0 <= on - found[1] <= rule.max_age_days
            if read:
                got = points_of(found[0], rule.best, rule.worst)
                valid += share
                if got >= flag:
                    flagged.add(rule.code)  # a factor of two categories is one red flag
            else:
                got = points_of_gap(rule, typical)
            if got is not None:
                total += got * share
                parts += share
            row.append((got, read))
        scores[category.code] = half_up(total, parts) if parts else None
        covered.append(valid)
        points.append(row)
    coverage = sum(c.share * part for c, part in zip(model.categories, covered, strict=True))
    coverage //= FULL
    overall = _mean(model, scores) if coverage >= model.coverage_floor * 100 else None
    by_score = NOT_CLASSIFIED if overall is None else class_of(model, overall)
    red_flags = len(flagged)
    override = _override(model, seen, on, overall, red_flags) if model.overrides else None
    return Sums(
        override.risk_class if override else by_score,
        by_score,
        overall,
        coverage,
        scores,
        covered,
        points,
        red_flags,
        override,
    )


def judge(model, readings, *, on, country_values=None, notes=None):
    """The judgement of one supplier on a day, with the whole arithmetic.

    `readings` holds the latest reading of each factor by code; one dated after `on` does not count.
    `country_values` answers the missing policy "country", `notes` says why a factor could not be read.
    Raises nothing for a checked model (see risk_check).
    """
    seen = {code: (found.value, day_number(found.read_on)) for code, found in readings.items()}
    country_values = country_values or {}
    sums = weigh(model, seen, on=day_number(on), typical=country_values)
    lines = [
        [
            (rule, got, *_how(rule, read, readings.get(rule.code), on, country_values, notes or {}))
            for rule, (got, read) in zip(category.factors, row, strict=True)
        ]
        for category, row in zip(model.categories, sums.points, strict=True)
    ]
    edges = band(model, sums.by_score)
    return Judgement(
        risk_class=sums.risk_class,
        overall=shown(sums.overall),
        by_score=sums.by_score,
        coverage=sums.coverage / 100,
        categories=_categories(model, lines, sums.scores, sums.covered),
        red_flags=sums.red_flags,
        override=sums.override,
        override_reading=readings.get(sums.override.factor) if sums.override else None,
        lower_edge=edges[0],
        upper_edge=edges[1],
    )


def day_number(day):
    """Days since 1 January 2000, as PostgreSQL counts them."""
    return day.toordinal() - DAY_ZERO


def day_of_number(number):
    return dt.date.fromordinal(number + DAY_ZERO)


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


def points_of_gap(rule, typical):
    """What a factor without a valid reading counts, in hundredths; None if it is left out."""
    if rule.missing == LEAVE_OUT:
        return None
    if rule.missing == COUNTRY and rule.code in typical:
        return points_of(typical[rule.code].value, rule.best, rule.worst)
    return FULL if rule.missing == WORST else FULL // 2


def _how(rule, read, reading, on, country_values, notes):
    """(how, the reading shown, why) of one factor."""
    if read:
        return READ, reading, ""
    why = "none" if reading is None or reading.read_on > on else "too_old"
    why = notes.get(rule.code, why)
    if rule.missing != COUNTRY:
        return rule.missing, None, why
    typical = country_values.get(rule.code)
    return (NEUTRAL if typical is None else COUNTRY), typical, why


def _mean(model, scores):
    """The weighted mean of the categories' scores; None if there is none."""
    total = parts = 0
    for category in model.categories:
        score = scores[category.code]
        if score is not None:
            total += score * category.share
            parts += category.share
    return half_up(total, parts) if parts else None


def _categories(model, lines, scores, covered):
    shares = sum(c.share for c in model.categories if scores[c.code] is not None)
    return tuple(
        CategoryScore(
            category.code,
            category.weight,
            shown(scores[category.code]),
            part * 100 // sum(rule.share for rule in category.factors) if category.factors else 0,
            _contributions(category, rows, shares),
        )
        for category, rows, part in zip(model.categories, lines, covered, strict=True)
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


def _override(model, seen, on, overall, red_flags):
    """The rule that decides, if any: of several the worst class, then the first."""
    holding = [r for r in model.overrides if _holds(r, seen, on, overall, red_flags)]
    return max(holding, key=lambda rule: SEVERITY[rule.risk_class], default=None)


def _holds(rule, seen, on, overall, red_flags):
    if rule.factor:
        found = seen.get(rule.factor)
        if found is None or found[1] > on:
            return False
        if rule.at_least is not None and found[0] < rule.at_least:
            return False
        if rule.below is not None and found[0] >= rule.below:
            return False
    if rule.overall_from is not None and (overall is None or overall < rule.overall_from * 100):
        return False
    return rule.red_flags is None or red_flags >= rule.red_flags


def shown(hundredths):
    return None if hundredths is None else hundredths / 100
