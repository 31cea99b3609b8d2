"""What has moved, and who should be watched."""

import pytest

from training.rules.supervision import moved, why_proposed


@pytest.mark.parametrize(
    ("measure", "then", "now", "way"),
    [
        ("priority", 2, 1, "better"),
        ("priority", 1, 2, "worse"),
        ("priority", 0, 0, "same"),
        ("overdue", None, 3, ""),
        ("audit_score", 150.0, 187.5, "better"),
        ("audit_score", 187.5, 150.0, "worse"),
        ("audit_score", None, 150.0, ""),
        ("risk_class", "high", "medium", "better"),
        ("risk_class", "low", "medium", "worse"),
        ("risk_class", "high", "high", "same"),
        ("risk_class", "not_classified", "low", ""),
        ("risk_class", "", "low", ""),
    ],
)
def test_fewer_findings_a_lower_class_and_a_higher_score_are_better(measure, then, now, way):
    found = {one.measure: one for one in moved({measure: then}, {measure: now})}
    assert (found[measure].then, found[measure].now, found[measure].way) == (then, now, way)


def test_every_measure_is_compared_in_its_order():
    names = [one.measure for one in moved({}, {})]
    assert names == ["risk_class", "priority", "major", "minor", "overdue", "audit_score"]


@pytest.mark.parametrize(
    ("risk_class", "zero", "priority", "least", "why"),
    [
        ("high", 0, 0, 2, ["risk_class"]),
        ("medium", 0, 1, 2, []),
        ("medium", 0, 2, 2, ["priority"]),
        ("", 1, 0, 2, ["zero_tolerance"]),
        ("high", 1, 3, 3, ["zero_tolerance", "priority", "risk_class"]),
        ("", 0, 1, 1, ["priority"]),
    ],
)
def test_a_supplier_is_proposed_by_class_zero_tolerance_or_enough_priority_findings(
    risk_class, zero, priority, least, why
):
    assert why == why_proposed(
        risk_class=risk_class, zero_tolerance=zero, priority=priority, least_priority=least
    )
