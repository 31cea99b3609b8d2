from decimal import Decimal

import pytest

from audits.rules.improvement import approved_percent, improvement, pareto


def test_pooled_and_mean_are_two_numbers():
    result = improvement([("a", 10, 10), ("b", 2, 1)])
    assert (result.pooled, result.mean) == (Decimal("91.7"), Decimal("75.0"))
    assert (result.suppliers, result.findings, result.closed) == (2, 12, 11)


def test_a_supplier_without_findings_is_audited_but_has_no_rate():
    result = improvement([("a", 4, 3), ("b", 0, 0)])
    assert (result.suppliers, result.suppliers_with_findings) == (2, 1)
    assert result.mean == Decimal("75.0")


def test_without_findings_there_is_no_rate():
    result = improvement([("a", 0, 0)])
    assert (result.pooled, result.mean) == (None, None)


@pytest.mark.parametrize(
    ("suppliers", "findings", "closed", "published"),
    [(36, 647, 641, "99"), (36, 720, 706, "98"), (43, 643, 630, "98"), (91, 829, 812, "98")],
)
def test_the_published_years_can_be_said(suppliers, findings, closed, published):
    each = [findings // suppliers] * suppliers
    each[0] += findings - sum(each)
    open_left = findings - closed
    rows = []
    for number, count in enumerate(each):
        left = min(open_left, count)
        open_left -= left
        rows.append((number, count, count - left))
    result = improvement(rows)
    assert (result.suppliers, result.findings, result.closed) == (suppliers, findings, closed)
    assert f"{result.pooled:.0f}" == published


def test_more_closed_than_found_is_refused():
    with pytest.raises(ValueError, match="mill"):
        improvement([("mill", 1, 2)])


def test_seventy_percent_counts_the_conditional_ones():
    assert approved_percent(9, 5, 6, with_conditional=True) == Decimal("70.0")
    assert approved_percent(9, 5, 6, with_conditional=False) == Decimal("45.0")
    assert approved_percent(0, 0, 0, with_conditional=True) is None


def test_the_line_of_the_pareto_ends_at_a_hundred():
    lines = [{"code": code, "count": count} for code, count in (("B2", 1), ("A1", 3), ("A2", 3))]
    found = pareto(lines)
    assert [line["code"] for line in found] == ["A1", "A2", "B2"]
    assert [line["share"] for line in found] == [Decimal("42.9"), Decimal("42.9"), Decimal("14.3")]
    assert [line["cumulative"] for line in found] == [
        Decimal("42.9"), Decimal("85.7"), Decimal("100.0"),
    ]  # fmt: skip
    assert pareto([]) == []
