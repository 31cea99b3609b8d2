"""What a scorecard policy is, as plain data, and what can be wrong with it.

Weights are percent as Decimal: 8 × 11.1 + 11.2 is exactly 100. Bands include their lower bound.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

HUNDRED = Decimal(100)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One figure of a dimension. `worst` means 0 and `best` means 100, or `classes` names the values."""

    code: str
    weight: Decimal  # percent of its dimension
    worst: Decimal = ZERO
    best: Decimal = HUNDRED
    classes: Mapping[str, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    code: str
    weight: Decimal  # percent of the card
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Band:
    grade: str
    lower: Decimal  # inclusive, 0–100


@dataclass(frozen=True, slots=True)
class Floor:
    """While the condition is open the grade is at most this one. `overrides`: even with too few data."""

    condition: str
    grade: str
    overrides: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    dimensions: tuple[Dimension, ...]
    bands: tuple[Band, ...]  # best first
    floors: tuple[Floor, ...] = ()
    coverage_floor: Decimal = Decimal(50)  # percent


def check_policy(policy):
    """Everything that is wrong with a policy: dicts with `place`, `code` and the numbers; [] when sound."""
    return [
        *_check_dimensions(policy.dimensions),
        *_check_bands(policy.bands),
        *_check_floors(policy),
        *_check_range("coverage_floor", policy.coverage_floor),
    ]


def _check_range(place, value):
    if not ZERO <= value <= HUNDRED:
        yield {"place": place, "code": "out_of_range", "value": value}


def _check_weights(place, things):
    total = sum((thing.weight for thing in things), ZERO)
    if total != HUNDRED:
        yield {"place": place, "code": "weights_not_100", "value": total}
    for thing in things:
        if thing.weight <= 0:
            yield {"place": thing.code, "code": "weight_not_positive", "value": thing.weight}


def _check_dimensions(dimensions):
    yield from _check_weights("dimensions", dimensions)
    seen = set()
    for dimension in dimensions:
        if not dimension.criteria:
            yield {"place": dimension.code, "code": "no_criteria"}
            continue
        yield from _check_weights(dimension.code, dimension.criteria)
        for criterion in dimension.criteria:
            yield from _check_criterion(criterion, seen)


def _check_criterion(criterion, seen):
    if criterion.code in seen:
        yield {"place": criterion.code, "code": "counted_twice"}
    seen.add(criterion.code)
    if criterion.classes is None and criterion.worst == criterion.best:
        yield {"place": criterion.code, "code": "scale_has_one_end", "value": criterion.best}
    if criterion.classes is not None and not criterion.classes:
        yield {"place": criterion.code, "code": "no_classes"}
    for value in (criterion.classes or {}).values():
        yield from _check_range(criterion.code, value)


def _check_bands(bands):
    if not bands:
        yield {"place": "bands", "code": "no_bands"}
        return
    for band in bands:
        yield from _check_range(band.grade, band.lower)
    for better, worse in pairwise(bands):
        if better.lower <= worse.lower:
            yield {"place": worse.grade, "code": "bands_not_in_order", "value": worse.lower}
    if bands[-1].lower != 0:
        yield {"place": bands[-1].grade, "code": "lowest_band_not_0", "value": bands[-1].lower}
    grades = [band.grade for band in bands]
    for grade in sorted({grade for grade in grades if grades.count(grade) > 1}):
        yield {"place": grade, "code": "grade_twice"}


def _check_floors(policy):
    grades = {band.grade for band in policy.bands}
    for floor in policy.floors:
        if floor.grade not in grades:
            yield {"place": floor.condition, "code": "unknown_grade", "value": floor.grade}
