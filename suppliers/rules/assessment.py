"""The arithmetic of an assessment. Decimals throughout; scores and marks are 0–100, 100 is best."""

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Result:
    """`passed` is None where no pass mark was asked for."""

    total: Decimal
    lowest: Decimal
    passed: bool | None


def problem_with(weights):
    """Why dimensions of these weights cannot be used: "no_dimensions", "weights_not_100", or None."""
    if not weights:
        return "no_dimensions"
    return None if sum(weights, Decimal(0)) == HUNDRED else "weights_not_100"


def weighted_total(parts):
    """Σ weight × score ÷ 100 of (weight, score) pairs, rounded half up to two places.

    ValueError where the weights do not add up to 100 or a score lies outside 0–100.
    """
    problem = problem_with([weight for weight, _score in parts])
    if problem:
        raise ValueError(problem)
    if not all(0 <= score <= HUNDRED for _weight, score in parts):
        raise ValueError("score_out_of_range")
    total = sum((weight * score for weight, score in parts), Decimal(0)) / HUNDRED
    return total.quantize(CENT, ROUND_HALF_UP)


def judge(parts, *, pass_mark=None, minimum=None):
    """The Result of (weight, score) pairs: passed when total and every score reach their marks."""
    total = weighted_total(parts)
    lowest = min(score for _weight, score in parts)
    asked = pass_mark is not None
    passed = total >= pass_mark and lowest >= (minimum or 0) if asked else None
    return Result(total, lowest, passed)


def months_later(day, months):
    """The same day of the month `months` later, or the month's last: 31 August + 6 is 28 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
