import datetime as dt
from decimal import Decimal

import pytest

from training.rules.satisfaction import changeable_until, summary


@pytest.mark.parametrize(
    ("marks", "mean", "counts"),
    [
        ([], None, (0, 0, 0, 0, 0)),
        ([None], None, (0, 0, 0, 0, 0)),
        ([5], "5.0", (1, 0, 0, 0, 0)),
        ([1, 2], "1.5", (0, 0, 0, 1, 1)),
        ([4, 4, 3, None], "3.7", (0, 2, 1, 0, 0)),
        ([4, 4, 4, 5], "4.3", (1, 3, 0, 0, 0)),  # 4.25: half up
    ],
)
def test_marks_have_a_mean_and_a_distribution(marks, mean, counts):
    [line] = summary([{"overall": mark} for mark in marks], ["overall"])
    assert (line.mean, line.counts) == (mean and Decimal(mean), counts)
    assert line.answers == sum(counts)


def test_bars_are_shares_of_those_who_answered_the_question():
    [line] = summary([{"a": 5}, {"a": 5}, {"a": 1}, {"a": None}], ["a"])
    assert line.bars == [(5, 2, 67), (4, 0, 0), (3, 0, 0), (2, 0, 0), (1, 1, 33)]


def test_nobody_answered_has_no_bars_to_divide():
    [line] = summary([], ["a"])
    assert [share for _mark, _count, share in line.bars] == [0] * 5


def test_an_answer_may_change_for_thirty_days():
    given = dt.datetime(2026, 8, 1, 12, tzinfo=dt.UTC)
    assert changeable_until(given) == dt.datetime(2026, 8, 31, 12, tzinfo=dt.UTC)
