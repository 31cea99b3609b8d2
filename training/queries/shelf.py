"""Which courses a person finds: published ones, in their language where there is one."""

from collections import defaultdict

from django.conf import settings
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from sustainportal.accounts.roles import Role

from ..models import Completion, Course, Lesson, LessonView


def visible_courses(user):
    """Published courses for everyone; drafts for those who plan training."""
    courses = Course.objects.all()
    if user.role in (Role.PROCUREMENT, Role.ADMIN):
        return courses
    return courses.filter(is_published=True)


def one_per_series(courses, language):
    """Of each series the course in this language, else in the portal's first, else in any; and all courses
    without a series."""
    order = Case(
        When(language=language, then=Value(0)),
        When(language=settings.LANGUAGE_CODE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    shelf = courses.filter(series=OuterRef("series")).order_by(order, "pk")
    chosen = Subquery(shelf.values("pk")[:1])
    return courses.filter(Q(series="") | Q(pk=chosen))


def siblings(course, user):
    """The same course in the other languages, as far as this person may see them."""
    if not course.series:
        return Course.objects.none()
    return visible_courses(user).filter(series=course.series).exclude(pk=course.pk)


def siblings_by_series(courses, user):
    """{series: its courses that this person may see} of these courses; one query."""
    found = defaultdict(list)
    names = {course.series for course in courses} - {""}
    for course in visible_courses(user).filter(series__in=names).order_by("language", "pk"):
        found[course.series].append(course)
    return found


def with_progress(courses, user, *, on):
    """The courses with `lesson_count`, `read_count` (lessons this person has read), `is_completed` and, of
    these, `is_held`: the certificate holds on that day."""
    read = LessonView.objects.filter(user=user, lesson__course=OuterRef("pk"))
    done = Completion.objects.filter(user=user, course=OuterRef("pk"))
    return courses.annotate(
        lesson_count=counted(Lesson.objects.filter(course=OuterRef("pk")), "course", "pk"),
        read_count=counted(read, "lesson__course", "lesson"),
        is_completed=Exists(done),
        is_held=Exists(done.holding(on)),
    )


def counted(rows, group, what):
    """A number per outer row, 0 where there is none."""
    number = rows.order_by().values(group).annotate(n=Count(what, distinct=True)).values("n")
    return Coalesce(Subquery(number), Value(0))
