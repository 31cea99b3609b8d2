"""A quarter's scorecard: from figures to score, grade, coverage and every step between.

A missing figure is neither 0 nor 100: its weight is spread over the other figures of its dimension,
a missing dimension's weight over the other dimensions, and the coverage says how much was known.
The score is rounded once (to 0.01, half up) and the grade is read from the rounded score, so that
what is shown is what was judged.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from .policy import HUNDRED, ZERO

NOT_GRADED = "not_graded"
CENT = Decimal("0.01")
FINE = Decimal("0.0001")
EXACT = Decimal("1E-12")


@dataclass(frozen=True, slots=True)
class Figure:
    """One raw figure (a number, or a class name) and the rows it was read from; None = not known."""

    value: Decimal | str | None
    sources: tuple[dict, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionPart:
    code: str
    weight: Decimal  # percent of its dimension, by policy
    counted: Decimal  # percent of the card after spreading
    raw: Decimal | str | None
    value: Decimal | None  # 0–100
    sources: tuple[dict, ...]


@dataclass(frozen=True, slots=True)
class DimensionPart:
    code: str
    weight: Decimal  # percent of the card, by policy
    counted: Decimal  # percent of the card after spreading
    value: Decimal | None  # 0–100
    points: Decimal  # counted × value ÷ 100
    criteria: tuple[CriterionPart, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    score: Decimal | None  # 0–100, two decimals; None when nothing is known
    grade: str
    coverage: Decimal  # percent of the policy's weight that was known
    dimensions: tuple[DimensionPart, ...]
    conditions: dict[str, tuple[dict, ...]]
    reasons: tuple[dict, ...]


def judge(policy, figures, conditions=None):
    """Judge one supplier's quarter.

    `figures`: criterion code → Figure. `conditions`: floor condition → the open rows behind it.
    """
    conditions = {name: tuple(rows) for name, rows in (conditions or {}).items() if rows}
    parts, coverage = _parts(policy, figures)
    score = _score(parts)
    reasons = [
        {"code": "missing", "dimension": part.code, "criterion": criterion.code}
        for part in parts
        for criterion in part.criteria
        if criterion.value is None
    ]
    grade = _grade(policy, score, coverage, conditions, reasons)
    return Judgement(score, grade, coverage, parts, conditions, tuple(reasons))


def scaled(criterion, raw):
    """The raw figure on 0–100 (100 = best), clamped; None when unknown or of an unknown class."""
    if raw is None:
        return None
    if criterion.classes is not None:
        return criterion.classes.get(raw)
    value = (Decimal(raw) - criterion.worst) * HUNDRED / (criterion.best - criterion.worst)
    return min(max(value, ZERO), HUNDRED)


def band_of(bands, score):
    """The first band, best first, whose lower bound the score reaches."""
    for band in bands:
        if score >= band.lower:
            return band
    raise ValueError(f"No band holds the score {score}: the lowest band must start at 0.")


def _parts(policy, figures):
    """The dimension parts with their weights spread, and the coverage."""
    read = []
    for dimension in policy.dimensions:
        rows = [_read(criterion, figures) for criterion in dimension.criteria]
        known = sum((c.weight for c, _, value in rows if value is not None), ZERO)
        read.append((dimension, rows, known))
    total = sum((dimension.weight for dimension, _, known in read if known), ZERO)
    coverage = sum((d.weight * known for d, _, known in read), ZERO) / HUNDRED
    return tuple(_part(d, rows, known, total) for d, rows, known in read), coverage.quantize(CENT)


def _read(criterion, figures):
    figure = figures.get(criterion.code) or Figure(None)
    return criterion, figure, scaled(criterion, figure.value)


def _part(dimension, rows, known, total):
    counted = dimension.weight * HUNDRED / total if known else ZERO
    criteria = tuple(
        CriterionPart(
            criterion.code,
            criterion.weight,
            counted * criterion.weight / known if value is not None else ZERO,
            figure.value,
            value,
            figure.sources,
        )
        for criterion, figure, value in rows
    )
    if not known:
        return DimensionPart(dimension.code, dimension.weight, ZERO, None, ZERO, criteria)
    value = sum((c.weight * v for c, _, v in rows if v is not None), ZERO) / known
    points = counted * value / HUNDRED
    return DimensionPart(dimension.code, dimension.weight, counted, value, points, criteria)


def _score(parts):
    if not any(part.counted for part in parts):
        return None
    total = sum((part.points for part in parts), ZERO).quantize(EXACT)  # 1/3 + 2/3 is 1 again
    return min(max(total, ZERO), HUNDRED).quantize(CENT, ROUND_HALF_UP)


def _grade(policy, score, coverage, conditions, reasons):
    """The grade; appends why to `reasons`."""
    order = [band.grade for band in policy.bands]
    if score is None or coverage < policy.coverage_floor:
        reasons.append({"code": "coverage", "coverage": coverage, "floor": policy.coverage_floor})
        grade = None
    else:
        band = band_of(policy.bands, score)
        reasons.append({"code": "band", "grade": band.grade, "lower": band.lower, "score": score})
        grade = band.grade
    for floor in policy.floors:
        count = len(conditions.get(floor.condition, ()))
        if not count:
            continue
        holds = floor.overrides if grade is None else order.index(floor.grade) > order.index(grade)
        reasons.append(
            {"code": "floor", "condition": floor.condition, "grade": floor.grade,
             "count": count, "holds": holds}
        )  # fmt: skip
        grade = floor.grade if holds else grade
    return grade or NOT_GRADED


def plain(judgement):
    """The judgement as JSON: decimals as text, everything needed to judge again."""
    return {
        "dimensions": [
            {
                "code": part.code,
                "weight": _text(part.weight),
                "counted": _text(part.counted),
                "value": _text(part.value),
                "points": _text(part.points),
                "criteria": [_plain_criterion(criterion) for criterion in part.criteria],
            }
            for part in judgement.dimensions
        ],
        "conditions": {name: list(rows) for name, rows in judgement.conditions.items()},
        "reasons": [
            {key: _text(v) if isinstance(v, Decimal) else v for key, v in reason.items()}
            for reason in judgement.reasons
        ],
    }


def _plain_criterion(part):
    return {
        "code": part.code,
        "weight": _text(part.weight),
        "counted": _text(part.counted),
        "raw": str(part.raw) if part.raw is not None else None,
        "value": _text(part.value),
        "sources": list(part.sources),
    }


def _text(value):
    """A decimal as short text with at most four decimals; None stays None."""
    if value is None:
        return None
    text = format(value.quantize(FINE, ROUND_HALF_UP), "f").rstrip("0").rstrip(".")
    return text if text not in {"", "-0"} else "0"


def inputs_of(parts):
    """(criterion → Figure, condition → open rows) of a kept scorecard (`plain`)."""
    figures = {
        criterion["code"]: Figure(_raw(criterion["raw"]), tuple(criterion["sources"]))
        for dimension in parts["dimensions"]
        for criterion in dimension["criteria"]
    }
    return figures, parts["conditions"]


def again(policy, parts):
    """Judge a kept scorecard once more from the inputs it kept (`plain`): the same number comes out."""
    return judge(policy, *inputs_of(parts))


def _raw(text):
    if text is None:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return text
