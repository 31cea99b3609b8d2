"""Online courses: the shelf, one course, completing it."""

import django_filters
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, DetailPage, ListPage

from .. import operations
from ..models import Completion, Course
from ..queries import course_counts
from ..queries.assignment import assignments
from ..queries.courses import family
from ..queries.learning import progress
from ..queries.shelf import (
    one_per_series,
    siblings,
    siblings_by_series,
    visible_courses,
    with_progress,
)
from ..wording_assignment import why_words
from ..workbooks.courses import COURSE_COLUMNS
from .attendance import own_supplier

ALL = "all"


class CourseFilter(django_filters.FilterSet):
    language = django_filters.ChoiceFilter(
        choices=[(ALL, _("All languages")), *settings.LANGUAGES],
        empty_label=_("One of each, in my language"),
        label=_("Language"),
        method="by_language",
    )
    provision = django_filters.CharFilter(
        lookup_expr="istartswith", label=_("Provision or section")
    )
    standard = django_filters.CharFilter(lookup_expr="icontains", label=_("Standard"))

    class Meta:
        model = Course
        fields = []

    def by_language(self, rows, name, value):
        return rows if value == ALL else rows.filter(language=value)


class CourseList(ListPage):
    """One course of each series, in the reader's language; those of one or all languages when asked for."""

    permission = "training.read_course"
    template_name = "training/course_list.html"
    filterset_class = CourseFilter
    sorts = {
        "title": ("title", "pk"),
        "language": ("language", "title"),
        "standard": ("standard", "title"),
        "provision": ("provision", "title"),
    }
    default_sort = "title"
    columns = COURSE_COLUMNS
    export_name = "courses"

    def get_queryset(self):
        user = self.request.user
        rows = visible_courses(user)
        if not self.request.GET.get("language"):
            rows = one_per_series(rows, get_language())
        return with_progress(rows, user, on=timezone.localdate())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        others = siblings_by_series(context["object_list"], self.request.user)
        for course in context["object_list"]:
            course.siblings = [one for one in others[course.series] if one.pk != course.pk]
        if self.request.user.has_perm("training.read_statistics"):
            counts = course_counts()
            empty = {"views": 0, "learners": 0, "completions": 0}
            for course in context["object_list"]:
                course.counts = counts.get(course.pk, empty)
        return context


class CourseDetail(DetailPage):
    permission = "training.read_course"
    template_name = "training/course_detail.html"

    def get_queryset(self):
        return visible_courses(self.request.user)

    def get_context_data(self, **kwargs):
        user = self.request.user
        now = progress(self.object, user, on=timezone.localdate())
        return super().get_context_data(
            progress=now,
            percent=_percent(len(now.read), len(now.lessons)),
            following=next(iter(now.unread), None),
            siblings=siblings(self.object, user),
            colleagues=self.colleagues(),
            assigned=self.assigned(),
            **kwargs,
        )

    def assigned(self):
        """What one's own supplier was given of it, in any language, soonest first."""
        user = self.request.user
        if not user.has_perm("training.take_course"):
            return []
        rows = assignments(user).open().filter(course__in=family(self.object))
        rows = list(rows.order_by("due_on", "pk"))
        for row in rows:
            row.why_words = why_words(row)
        return rows

    def colleagues(self):
        """Who else of one's own supplier has completed it; for suppliers' people only."""
        user = self.request.user
        if not user.has_perm("training.take_course"):
            return Completion.objects.none()
        rows = self.object.completions.visible_to(user).exclude(user=user)
        return rows.order_by("-completed_at", "pk")[:50]


def _percent(part, whole):
    return 100 * part // whole if whole else 0


class CourseComplete(ActOnOne):
    permission = "training.take_course"
    success_message = _("Course completed. Your certificate is ready.")

    def get_queryset(self):
        return visible_courses(self.request.user)

    def act(self):
        operations.complete_course(
            self.object,
            supplier=own_supplier(self.request.user),
            by=self.request.user,
            at=timezone.now(),
        )
        return self.object
