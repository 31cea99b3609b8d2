import datetime as dt
from decimal import Decimal

import pytest

from suppliers.rules.assessment import judge, months_later, problem_with, weighted_total


def parts(*pairs):
    return [(Decimal(weight), Decimal(score)) for weight, score in pairs]


@pytest.mark.parametrize(
    ("pairs", "total"),
    [
        ([("100", "73")], "73.00"),
        ([("40", "80"), ("30", "70"), ("30", "60")], "71.00"),
        ([("50", "0"), ("50", "100")], "50.00"),
        ([("33.33", "70.01"), ("66.67", "70.02")], "70.02"),
        ([("50", "70.01"), ("50", "70")], "70.01"),  # 70.005 is rounded up
    ],
)
def test_the_total_is_the_weighted_mean(pairs, total):
    assert weighted_total(parts(*pairs)) == Decimal(total)


def test_eleven_weights_are_added_as_decimals():
    weights = [Decimal("9.09")] * 10 + [Decimal("9.10")]
    assert problem_with(weights) is None
    assert weighted_total([(weight, Decimal(60)) for weight in weights]) == Decimal("60.00")


@pytest.mark.parametrize(
    ("pairs", "problem"),
    [
        ([], "no_dimensions"),
        ([("99.99", "50")], "weights_not_100"),
        ([("100.01", "50")], "weights_not_100"),
        ([("100", "100.01")], "score_out_of_range"),
        ([("100", "-0.01")], "score_out_of_range"),
    ],
)
def test_what_cannot_be_reckoned_is_refused(pairs, problem):
    with pytest.raises(ValueError, match=problem):
        weighted_total(parts(*pairs))


@pytest.mark.parametrize(
    ("scores", "passed"),
    [
        (("90", "50"), True),
        (("90", "49.99"), False),
        (("70", "70"), True),
        (("70", "69.98"), False),
    ],
)
def test_it_passes_at_the_mark_and_the_minimum_and_not_below(scores, passed):
    result = judge(
        parts(("50", scores[0]), ("50", scores[1])), pass_mark=Decimal(70), minimum=Decimal(50)
    )
    assert result.passed is passed
    assert result.lowest == Decimal(scores[1])


def test_without_a_mark_nothing_is_passed_or_failed():
    assert judge(parts(("100", "10"))).passed is None


@pytest.mark.parametrize(
    ("day", "months", "answer"),
    [
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2026, 8, 31), 18, (2028, 2, 29)),
        ((2026, 12, 1), 1, (2027, 1, 1)),
        ((2026, 1, 15), 24, (2028, 1, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months, answer):
    assert months_later(dt.date(*day), months) == dt.date(*answer)
