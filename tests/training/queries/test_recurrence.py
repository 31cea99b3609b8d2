import pytest

from training.models import CourseAssignment
from training.queries.recurrence import STATES, for_finding, found_again, in_state, seen, summaries
from training.queries.recurrence import with_recurrence as recurring

from ..assignment_cast import DAY, assigned, course
from ..counselling_cast import audited, found


@pytest.fixture
def exits(db):
    return course()


@pytest.fixture
def first(mill, auditor, buyer):
    """Found sixty days ago."""
    return found(audited(mill, auditor, buyer))


def rows():
    return list(recurring(CourseAssignment.objects.order_by("pk")))


@pytest.fixture
def taken(exits, mill, first, now):
    """Assigned fifty days ago, completed forty days ago."""
    return assigned(exits, mill, at=now - 50 * DAY, finding=first, completed_at=now - 40 * DAY)


@pytest.mark.parametrize(
    ("days", "answer"),
    [(41, "not_looked"), (40, "not_looked"), (39, "again"), (1, "again")],
)
def test_the_same_provision_after_the_day_of_completion_is_a_recurrence(
    taken, mill, auditor, buyer, now, days, answer
):
    found(audited(mill, auditor, buyer, at=now - days * DAY))
    assert [seen(row) for row in rows()] == [answer]


def test_an_audit_that_found_something_else_is_a_look(taken, mill, auditor, buyer, now):
    audited(mill, auditor, buyer, at=now - 5 * DAY)
    row = rows()[0]
    assert (seen(row), row.again, row.since) == ("not_again", None, (now - 40 * DAY).date())


def test_an_opportunity_is_no_recurrence(taken, mill, auditor, buyer, now):
    found(audited(mill, auditor, buyer, at=now - 5 * DAY), "opportunity")
    assert [seen(row) for row in rows()] == ["not_again"]


def test_another_supplier_s_finding_is_none_of_theirs(taken, other_mill, auditor, buyer, now):
    found(audited(other_mill, auditor, buyer, at=now - 5 * DAY))
    assert [seen(row) for row in rows()] == ["not_looked"]


def test_before_completion_the_day_of_assignment_counts(exits, mill, first, auditor, buyer, now):
    assigned(exits, mill, at=now - 50 * DAY, finding=first)
    found(audited(mill, auditor, buyer, at=now - 45 * DAY))
    assert [seen(row) for row in rows()] == ["again"]


def test_without_a_finding_or_lifted_nothing_is_said(exits, mill, first, now):
    assigned(exits, mill)
    assigned(exits, mill, finding=first, lifted_at=now, lifted_because="r")
    assert [seen(row) for row in rows()] == ["", ""]


def test_every_assignment_for_a_finding_stands_in_exactly_one_state(
    taken, exits, mill, other_mill, auditor, buyer, now
):
    found(audited(mill, auditor, buyer, at=now - 5 * DAY))
    theirs = found(audited(other_mill, auditor, buyer))
    assigned(exits, other_mill, finding=theirs)
    every = recurring(CourseAssignment.objects.all())
    counts = {state: in_state(every, state).count() for state in STATES}
    assert counts == dict.fromkeys(STATES, 0) | {"completed_again": 1, "open_not_looked": 1}


def test_the_summary_counts_each_course_once(taken, exits, mill, other_mill, auditor, buyer, now):
    found(audited(mill, auditor, buyer, at=now - 5 * DAY))
    assigned(exits, other_mill)
    assigned(exits, other_mill, lifted_at=now, lifted_because="r")
    ((named, found_sum),) = summaries(CourseAssignment.objects.all())
    assert named == exits
    assert (found_sum.assigned, found_sum.completed, found_sum.in_time) == (2, 1, 1)
    assert (found_sum.after.again, found_sum.after.looked_at) == (1, 1)


def test_beside_a_finding_only_who_may_sees_what_came_after(
    taken, first, mill, mill_user, stranger, auditor, buyer, now
):
    after = found(audited(mill, auditor, buyer, at=now - 5 * DAY))
    (row,) = found_again(list(for_finding(first, mill_user)), mill_user)
    assert (row.seen, row.found) == ("again", after)
    assert list(for_finding(first, stranger)) == []
