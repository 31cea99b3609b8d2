import pytest

from suppliers.models import Supplier
from sustainportal.notices.models import Notice
from training.models import Course
from training.operations.assignment_reminders import remind, spans

from ..assignment_cast import DAY, TODAY, assigned, course


@pytest.mark.parametrize(
    ("days", "told"),
    [(15, 0), (14, 1), (10, 1), (7, 1), (1, 1), (0, 1), (-1, 1), (-7, 1)],
)
def test_the_first_reminder_comes_fourteen_days_before(mill, mill_user, now, days, told):
    assigned(course(), mill, due=TODAY + days * DAY)
    assert len(spans(today=TODAY)) == told
    assert remind([mill.pk], today=TODAY, at=now)["people"] == told


@pytest.mark.parametrize(
    ("due", "last", "told"),
    [
        (14, -1, 1),  # fourteen days before
        (13, -1, 0),  # was told then
        (7, -2, 1),
        (1, -3, 1),
        (0, -1, 1),
        (-6, -6, 0),
        (-7, -7, 1),  # every week after
        (-14, -7, 1),
    ],
)
def test_then_on_each_of_its_days_and_never_twice(mill, mill_user, now, due, last, told):
    row = assigned(course(), mill, due=TODAY + due * DAY, reminded_on=TODAY + last * DAY)
    assert remind([mill.pk], today=TODAY, at=now)["courses"] == told
    row.refresh_from_db()
    assert row.reminded_on == (TODAY if told else TODAY + last * DAY)
    assert remind([mill.pk], today=TODAY, at=now) == {"people": 0, "courses": 0}


def test_one_notice_a_person_however_many_courses(mill, mill_user, now):
    assigned(course(), mill, due=TODAY - DAY)
    assigned(course("SPILL", series="spill", title="Spills"), mill, due=TODAY)
    remind([mill.pk], today=TODAY, at=now)
    notice = Notice.objects.get(recipient=mill_user)
    assert notice.subject == "1 course is overdue"
    assert "Spills" in notice.body and "Ways out" in notice.body


def test_what_is_completed_or_lifted_is_not_reminded_of(mill, mill_user, now):
    assigned(course(), mill, due=TODAY, completed_at=now)
    assigned(course("B", series="b"), mill, due=TODAY, lifted_at=now, lifted_because="r")
    assert spans(today=TODAY) == []
    assert remind([mill.pk], today=TODAY, at=now) == {"people": 0, "courses": 0}


@pytest.mark.parametrize(
    ("status", "told"),
    [("rejected", 0), ("ended", 0), ("suspended", 1), ("active", 1), ("candidate", 1)],
)
def test_who_is_no_supplier_any_more_is_not_reminded(mill, mill_user, now, status, told):
    assigned(course(), mill, due=TODAY - 70 * DAY)
    Supplier.objects.filter(pk=mill.pk).update(status=status)
    assert len(spans(today=TODAY)) == told
    assert remind([mill.pk], today=TODAY, at=now)["people"] == told


def test_who_was_merged_is_not_reminded(mill, mill_user, other_mill, now):
    assigned(course(), mill, due=TODAY)
    Supplier.objects.filter(pk=mill.pk).update(merged_into=other_mill)
    assert spans(today=TODAY) == []
    assert remind([mill.pk], today=TODAY, at=now) == {"people": 0, "courses": 0}


def test_of_a_course_that_is_being_revised_nobody_is_reminded(mill, mill_user, now):
    row = assigned(course(), mill, due=TODAY)
    chinese = course("EXITS-ZH", "zh-hant", title="逃生出口")
    course("SPILL", series="spill")  # another course is no help
    Course.objects.filter(series="exits").update(is_published=False)
    assert spans(today=TODAY) == []
    assert remind([mill.pk], today=TODAY, at=now)["courses"] == 0
    row.refresh_from_db()
    assert row.reminded_on is None  # made up when it is back
    Course.objects.filter(pk=chinese.pk).update(is_published=True)
    assert remind([mill.pk], today=TODAY, at=now)["courses"] == 1
    assert "逃生出口" in Notice.objects.get(recipient=mill_user).body


def test_a_course_without_a_series_is_on_no_other_s_shelf(mill, mill_user):
    assigned(course(series="", is_published=False), mill, due=TODAY)
    course("SPILL", series="")
    assert spans(today=TODAY) == []
