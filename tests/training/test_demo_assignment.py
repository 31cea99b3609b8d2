"""The demo company's assigned courses, on two suppliers."""

import pytest

from audits.models import Protocol
from suppliers import catalogue_risk
from sustainportal.notices.models import Notice
from sustainportal.notices.operations import muted
from training import demo_assignment
from training.models import Campaign, CourseAssignment, CourseRule
from training.queries.campaigns import results
from training.queries.recurrence import seen, with_recurrence

from .assignment_cast import DAY, course
from .counselling_cast import audited, found


@pytest.fixture
def company(buyer, auditor, mill, mill_user, other_mill, stranger, now):
    catalogue_risk.load(at=now)
    for code in ("EMERGENCY", "HOURS-ZH", "ISO14001-START"):
        course(code, series="")
    audit = audited(mill, auditor, buyer, at=now - 200 * DAY)
    Protocol.objects.update(comment_days=7)
    for _finding in range(4):
        found(audit)
    with muted():
        return demo_assignment.build(at=now)


def test_there_are_rules_assignments_and_campaigns(company):
    assert company == {"assigned courses": CourseAssignment.objects.count(), "campaigns": 2}
    assert CourseRule.objects.filter(is_active=True).count() == 4
    assert Campaign.objects.exclude(sent_at=None).get().mails.count() == 2
    assert not Notice.objects.filter(sent_at=None).exists()


def test_one_course_did_not_keep_the_finding_away(company):
    rows = with_recurrence(CourseAssignment.objects.exclude(completed_at=None))
    assert "again" in {seen(row) for row in rows}


def test_building_twice_changes_nothing(company, now):
    assert demo_assignment.build(at=now) == {}


def test_some_complete_the_course_they_were_mailed_about(company):
    found = results(Campaign.objects.exclude(sent_at=None).get())
    assert 0 < found["completions"] <= found["learners"] <= found["opened"] <= found["mailed"]
