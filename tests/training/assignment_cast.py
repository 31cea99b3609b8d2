"""Courses in two languages, people of suppliers, rules."""

import datetime as dt

from suppliers.models import Membership
from sustainportal.accounts.roles import Role
from training.models import Completion, Course, CourseAssignment, CourseRule, Lesson

from ..conftest import NOW, person

DAY = dt.timedelta(days=1)
TODAY = NOW.date()


def course(code="EXITS", language="en", series="exits", **fields):
    """A published course with two lessons."""
    values = {"title": f"Ways out {language}", "provision": "B2", "is_published": True} | fields
    row = Course.objects.create(code=code, language=language, series=series, **values)
    for position in (1, 2):
        Lesson.objects.create(course=row, position=position, title=f"Lesson {position}")
    return row


def colleague(supplier, name, language="en"):
    """Another person of the supplier."""
    user = person(name, Role.SUPPLIER, language=language)
    Membership.objects.create(supplier=supplier, user=user)
    return user


def rule(course, kind="finding", value="B2", **fields):
    values = {"since": TODAY - 100 * DAY, "due_days": 30, "is_active": True} | fields
    return CourseRule.objects.create(course=course, kind=kind, value=value, **values)


def completed(course, user, supplier, at=NOW, **fields):
    return Completion.objects.create(
        course=course, user=user, supplier=supplier, completed_at=at, **fields
    )


def assigned(course, supplier, *, at=NOW, due=None, **fields):
    """Given by a rule, unless it says by whom."""
    return CourseAssignment.objects.create(
        course=course, supplier=supplier, assigned_at=at, due_on=due or TODAY + 30 * DAY,
        **{"why": "new"} | fields,
    )  # fmt: skip
