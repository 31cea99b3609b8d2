import pytest
from django.urls import reverse

from training.beside.assignment import courses, open_courses

from ..assignment_cast import DAY, TODAY, assigned, course
from ..counselling_cast import audited, found


@pytest.fixture
def finding(mill, auditor, buyer):
    return found(audited(mill, auditor, buyer))


def test_a_finding_names_the_course_and_whether_it_came_back(
    finding, mill, mill_user, auditor, buyer, as_user, now
):
    exits = course()
    assigned(exits, mill, at=now - 50 * DAY, finding=finding, completed_at=now - 40 * DAY)
    page = as_user(mill_user).get(finding.get_absolute_url()).text
    assert reverse("training:course_detail", args=[exits.pk]) in page
    assert "not audited since" in page
    again = found(audited(mill, auditor, buyer, at=now - 5 * DAY))
    (row,) = courses(finding, mill_user)["rows"]
    assert (row.seen, row.found, row.is_late) == ("again", again, False)


def test_nothing_stands_there_without_a_course_or_for_a_stranger(
    finding, mill, mill_user, stranger, sales, now
):
    assert courses(finding, mill_user) is None
    assigned(course(), mill, finding=finding)
    assert courses(finding, stranger) is None
    assert courses(finding, sales) is None


def test_a_supplier_s_page_counts_what_is_open(mill, other_mill, buyer, stranger, now):
    assert open_courses(mill, buyer) is None
    assigned(course(), mill, due=TODAY - 1000 * DAY)
    assigned(course("B", series="b"), mill, completed_at=now)
    found_there = open_courses(mill, buyer)
    assert (found_there["open"], found_there["is_late"]) == (1, True)
    assert open_courses(mill, stranger) is None
