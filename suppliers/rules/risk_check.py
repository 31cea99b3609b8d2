"""Can this risk model be used at all? Every reason against it, each naming the row it is about."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite

from .risk import COUNTRY, LEAVE_OUT, NEUTRAL, SEVERITY, WORST

POLICIES = {WORST, NEUTRAL, COUNTRY, LEAVE_OUT}
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is where ("labour", "labour › hdi", "override 2", "bands"), `key` what, `detail` the numbers."""

    row: str
    key: str
    detail: dict = field(default_factory=dict)


def check_model(model, *, higher_is_worse=None):
    """The list of problems, empty if the model may be used. Weights are added as decimals, never as
    floats. `higher_is_worse` (factor code -> bool) lets the check see a scale that stands on its head."""
    return [
        *_categories(model),
        *(p for category in model.categories for p in _category(category, higher_is_worse or {})),
        *_bands(model),
        *(p for n, rule in enumerate(model.overrides, 1) for p in _override(rule, f"override {n}")),
    ]


def _categories(model):
    if not model.categories:
        yield Problem("categories", "no_categories")
        return
    total = sum((category.weight for category in model.categories), Decimal(0))
    if total != HUNDRED:
        yield Problem("categories", "weights_not_100", {"total": str(total)})
    for code, count in Counter(category.code for category in model.categories).items():
        if count > 1:
            yield Problem(code, "twice")


def _category(category, higher_is_worse):
    row = category.code
    yield from _weight(row, category.weight)
    if not category.factors:
        yield Problem(row, "no_factors")
        return
    total = sum((rule.weight for rule in category.factors), Decimal(0))
    if total != HUNDRED:
        yield Problem(row, "weights_not_100", {"total": str(total)})
    for code, count in Counter(rule.code for rule in category.factors).items():
        if count > 1:
            yield Problem(f"{row} › {code}", "twice")
    for rule in category.factors:
        yield from _factor(f"{row} › {rule.code}", rule, higher_is_worse.get(rule.code))


def _factor(row, rule, higher_is_worse):
    yield from _weight(row, rule.weight)
    if rule.missing not in POLICIES:
        yield Problem(row, "no_missing_policy")
    if not (isfinite(rule.best) and isfinite(rule.worst)) or rule.best == rule.worst:
        yield Problem(row, "no_scale")
    elif higher_is_worse is not None and (rule.worst > rule.best) != higher_is_worse:
        yield Problem(row, "scale_upside_down", {"best": rule.best, "worst": rule.worst})
    if rule.max_age_days < 1:
        yield Problem(row, "no_max_age")


def _weight(row, weight):
    if not 0 < weight <= HUNDRED:
        yield Problem(row, "weight_out_of_range", {"weight": str(weight)})
    elif weight * 100 != int(weight * 100):
        yield Problem(row, "weight_too_fine", {"weight": str(weight)})


def _bands(model):
    high, medium = model.high_from, model.medium_from
    if not 0 < medium < high <= HUNDRED:
        yield Problem("bands", "bands_out_of_order", {"medium": str(medium), "high": str(high)})
    if not 0 <= model.coverage_floor <= HUNDRED:
        yield Problem("bands", "floor_out_of_range", {"floor": str(model.coverage_floor)})
    if not 0 < model.red_flag_from <= HUNDRED:
        yield Problem("bands", "flag_out_of_range", {"flag": str(model.red_flag_from)})


def _override(rule, row):
    if rule.risk_class not in SEVERITY:
        yield Problem(row, "override_without_class")
    limits = (rule.at_least, rule.below)
    if rule.factor and limits == (None, None):
        yield Problem(row, "override_without_limit", {"factor": rule.factor})
    if not rule.factor and limits != (None, None):
        yield Problem(row, "override_without_factor")
    if not rule.factor and rule.overall_from is None and rule.red_flags is None:
        yield Problem(row, "override_without_condition")
    if any(limit is not None and not isfinite(limit) for limit in limits):
        yield Problem(row, "no_scale")
