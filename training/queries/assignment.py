"""Courses a supplier is to take: for its own people, for the home page and for the lists."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from sustainportal.web.waiting import Waiting

from ..models import Completion, Course, CourseAssignment, Lesson
from .courses import on_the_shelf, siblings, taken_as

WITH_NAMES = ("course", "supplier", "rule", "finding__provision", "assigned_by")


def assignments(user):
    """The assignments this person may see, with what pages name."""
    return CourseAssignment.objects.visible_to(user).select_related(*WITH_NAMES)


def courses_to_take(person, on):
    """[Waiting] for the home page: to take (a supplier's people), overdue (who assigns them). The second
    opens the list of assignments and counts what stands there, courses under revision too."""
    rows = CourseAssignment.objects.visible_to(person).open()
    late = Q(due_on__lt=on)
    if person.has_perm("training.take_course"):
        counts = rows.filter(on_the_shelf()).aggregate(
            count=Count("course", distinct=True), late=Count("course", distinct=True, filter=late)
        )
        address = reverse("training:to_take")
        return [Waiting(_("Courses to take"), counts["count"], address, counts["late"])]
    if person.has_perm("training.assign_course"):
        count = rows.filter(late).count()
        address = reverse("training:assignment_list") + "?standing=overdue"
        return [Waiting(_("Assigned courses that are overdue"), count, address, count)]
    return []


@dataclass(slots=True)
class ToTake:
    """A course a supplier is to take, as one person sees it: `course` in their language, `reasons` the
    assignments (several findings may ask for one course), `due_on` the earliest date."""

    course: Course
    reasons: list = field(default_factory=list)
    lessons: int = 0
    viewed: int = 0
    is_late: bool = False
    completed_at: object = None  # last, by this very person, still valid; a colleague is to take it

    @property
    def due_on(self):
        return min(row.due_on for row in self.reasons)


def to_take(person, language, *, on):
    """[ToTake] of what is open for a supplier's person on a day, the most urgent first, without courses that
    are being revised; four queries."""
    rows = list(assignments(person).open().filter(on_the_shelf()).order_by("due_on", "pk"))
    own = taken_as([row.course for row in rows], language)
    found = {}
    for row in rows:
        course = own[row.course_id]
        found.setdefault(course.pk, ToTake(course)).reasons.append(row)
    for course, count, viewed in _progress(found, person):
        found[course].lessons, found[course].viewed = count, viewed
    own_days = dict(
        Completion.objects.visible_to(person)
        .filter(user=person, course__in=found)
        .holding(on)
        .values_list("course", Coalesce("renewed_at", "completed_at"))
    )
    for course, line in found.items():
        line.is_late, line.completed_at = line.due_on < on, own_days.get(course)
    return sorted(found.values(), key=lambda line: (line.due_on, line.course.title))


def _progress(courses, person):
    """(course id, lessons, of these viewed by the person)."""
    mine = Count("pk", distinct=True, filter=Q(views__user=person))
    rows = Lesson.objects.filter(course__in=courses).order_by().values_list("course")
    return rows.annotate(n=Count("pk", distinct=True), viewed=mine)


def completed_by(rows):
    """{assignment id: [Completion]}: who of the supplier completed the course in any language, first to last."""
    families = siblings({row.course_id: row.course for row in rows}.values())
    named = {
        row.pk: {row.course_id, *(course.pk for course in families[row.course_id].values())}
        for row in rows
    }
    done = Completion.objects.filter(
        supplier__in={row.supplier_id for row in rows}, course__in=set().union(*named.values())
    )
    people = defaultdict(list)
    for one in done.select_related("user", "course").order_by("completed_at", "pk"):
        people[one.supplier_id].append(one)
    return {
        row.pk: [one for one in people[row.supplier_id] if one.course_id in named[row.pk]]
        for row in rows
    }


def open_by_supplier(user, supplier):
    """{"open", "next"} of one supplier's open assignments a person may see; None without any."""
    rows = CourseAssignment.objects.visible_to(user).filter(supplier=supplier).open()
    counts = rows.aggregate(open=Count("pk"), next=Min("due_on"))
    return counts if counts["open"] else None
