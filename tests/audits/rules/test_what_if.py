from collections import Counter
from decimal import Decimal

import pytest

from audits.rules.score import Scale
from audits.rules.what_if import audit_if, conforming_if


@pytest.mark.parametrize(
    ("conforming", "applicable", "findings", "closed", "then"),
    [
        (95, 100, 5, 0, 95),  # nothing closed, nothing gained
        (95, 100, 5, 3, 98),  # one item each
        (95, 100, 5, 5, 100),
        (99, 100, 3, 2, 99),  # three findings of one item: it conforms with the last
        (99, 100, 3, 3, 100),
        (98, 100, 3, 2, 99),  # one left can hold back one item at most
        (90, 100, 4, 3, 93),  # ten items, four findings: at least one each
        (90, 100, 4, 4, 100),  # and all with the last
        (100, 100, 0, 0, 100),
    ],
)
def test_the_items_that_would_conform_at_least(conforming, applicable, findings, closed, then):
    assert conforming_if(conforming, applicable, findings, closed) == then


@pytest.mark.parametrize(("findings", "closed"), [(1, 2), (1, -1)])
def test_more_closed_than_found_is_refused(findings, closed):
    with pytest.raises(ValueError, match="closed"):
        conforming_if(9, 10, findings, closed)


def test_the_example_of_the_domain_close_three_and_gold_is_possible():
    """95 of 100, one priority, two major and two minor make 160; the three worst closed make 194."""
    counts = Counter(priority=1, major=2, minor=2)
    closed = Counter(priority=1, major=2)
    answer = audit_if(
        95, 100, counts, closed, counts - closed, zero_tolerance=0, full_audit=True, scale=Scale()
    )
    assert (answer.conforming, answer.score.value) == (98, Decimal("194.00"))
    assert (answer.score.colour, answer.recognition.level) == ("green", "gold")


def test_everything_closed_is_platinum_and_zero_tolerance_left_open_is_red():
    counts = Counter(priority=1, minor=1)
    whole = {"full_audit": True, "scale": Scale()}
    all_closed = audit_if(98, 100, counts, counts, Counter(), zero_tolerance=0, **whole)
    assert (all_closed.score.value, all_closed.recognition.level) == (Decimal(200), "platinum")
    left = Counter(priority=1)
    some = audit_if(98, 100, counts, counts - left, left, zero_tolerance=1, **whole)
    assert (some.score.value, some.score.colour, some.recognition.level) == (0, "red", "")
