"""Counts of courses, and a course's other languages."""

from collections import defaultdict

from django.db.models import Count, Exists, OuterRef, Q

from ..models import Completion, Course, LessonView
from ..rules.assignment import in_language


def views(year=None, campaign=None):
    """Lesson views of a year, of a campaign, or all."""
    rows = LessonView.objects.all()
    if year:
        rows = rows.filter(viewed_on__year=year)
    return rows.filter(campaign=campaign) if campaign else rows


def completions(year=None, campaign=None):
    """Completions of a year; of a campaign: by people whose views of that course came from it."""
    rows = Completion.objects.all()
    if year:
        rows = rows.filter(completed_at__year=year)
    return rows.filter(came_from(campaign)) if campaign else rows


def came_from(campaign):
    """The condition on completions that the person viewed the course by a campaign's link, and completed it
    since it was sent."""
    viewed = LessonView.objects.filter(
        campaign=campaign,
        campaign__sent_at__lte=OuterRef("completed_at"),
        user=OuterRef("user"),
        lesson__course=OuterRef("course"),
    )
    return Exists(viewed)


def course_counts(year=None, campaign=None):
    """Views, learners and completions per course id; three separate counts."""
    seen = views(year, campaign).order_by().values("lesson__course")
    seen = seen.annotate(views=Count("pk"), learners=Count("user", distinct=True))
    done = completions(year, campaign).order_by().values("course")
    counts = {row.pop("lesson__course"): row | {"completions": 0} for row in seen}
    for row in done.annotate(completions=Count("pk")):
        empty = {"views": 0, "learners": 0, "completions": 0}
        counts.setdefault(row["course"], empty)["completions"] = row["completions"]
    return counts


def siblings(courses):
    """{course id: {language: published course}} of each course's series; without a series just itself."""
    courses = list(courses)
    names = {course.series for course in courses} - {""}
    of_series = defaultdict(dict)
    for course in Course.objects.filter(series__in=names, is_published=True) if names else ():
        of_series[course.series][course.language] = course
    alone = {course.pk: {course.language: course} for course in courses}
    return {course.pk: dict(of_series.get(course.series, alone[course.pk])) for course in courses}


def family(course):
    """The ids of the courses that count as this one: it and its series in other languages."""
    rows = Course.objects.filter(series=course.series) if course.series else Course.objects.none()
    return sorted({course.pk, *rows.values_list("pk", flat=True)})


def on_the_shelf():
    """The condition on assignments that the course, or it in another language, is published: while it is
    revised nobody can take it."""
    shelf = Course.objects.filter(is_published=True).exclude(series="")
    return Q(course__is_published=True) | Q(course__series__in=shelf.values("series"))


def taken_as(courses, language):
    """{course id: the course a reader of this language takes}."""
    families = siblings(courses)
    return {
        course.pk: in_language(course, families[course.pk], language or "en") for course in courses
    }
