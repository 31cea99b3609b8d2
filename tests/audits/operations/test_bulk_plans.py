"""Plans of many findings at once: each is kept as a whole or not at all, whatever becomes of the others."""

import pytest

from audits import operations
from audits.models import Finding

from ..conftest import PLAN


@pytest.fixture
def findings(find, finish):
    rows = [find(), find("minor", "A3"), find("minor", "C4")]
    finish(97, 100)
    return rows


def rows_of(findings, **changes):
    return [{"finding": finding, "seen": 0} | PLAN | changes for finding in findings]


def test_many_plans_at_once(findings, mill_user, now):
    done = operations.submit_plans(rows=rows_of(findings), by=mill_user, at=now)
    assert [(outcome.finding, outcome.error) for outcome in done] == [(f, "") for f in findings]
    assert set(Finding.objects.values_list("state", flat=True)) == {"submitted"}


def test_one_that_fails_keeps_out_no_other(findings, mill_user, buyer, now):
    operations.submit_plan(finding=findings[1], by=mill_user, at=now, **PLAN)
    rows = rows_of(findings)
    rows[2]["root_cause"] = ""
    done = operations.submit_plans(rows=rows, by=mill_user, at=now)
    assert [bool(outcome.error) for outcome in done] == [False, True, True]
    assert "was here before you" in done[1].error
    assert [finding.plans.count() for finding in findings] == [1, 1, 0]
    assert findings[2].steps.count() == 0


def test_a_strangers_rows_are_refused_each(findings, stranger, now):
    done = operations.submit_plans(rows=rows_of(findings), by=stranger, at=now)
    assert {outcome.error for outcome in done} == {"This finding is not yours."}
    assert Finding.objects.filter(state="submitted").count() == 0
