"""Views, learners and completions of courses, and the rows each count is made of."""

from django.core.paginator import Paginator
from django.db.models import Count, Max, Min
from django.views.generic import TemplateView

from sustainportal.accounts.models import User
from sustainportal.web.pages import ListPage, Permitted

from ..filters_assignment import CompletionFilter, CourseRowsFilter, ViewFilter
from ..models import Completion, Course, LessonView
from ..queries.courses import course_counts
from ..workbooks.assignment import COMPLETION_COLUMNS, LEARNER_COLUMNS, VIEW_ROW_COLUMNS


class CourseCounts(Permitted, TemplateView):
    """`?year=2026&campaign=2`: three separate counts a course, each opening its rows."""

    permission = "training.read_statistics"
    template_name = "training/course_counts.html"

    def get_context_data(self, **kwargs):
        form = CourseRowsFilter(
            self.request.GET, queryset=Course.objects.none(), request=self.request
        )
        asked = form.form.cleaned_data if form.form.is_valid() else {}
        counts = course_counts(asked.get("year"), asked.get("campaign"))
        courses = Course.objects.order_by("title", "language", "pk")
        if asked.get("course"):
            courses = courses.filter(pk=asked["course"].pk)
        rows = [(course, counts.get(course.pk)) for course in courses]
        shown = [count for _course, count in rows if count]
        names = ("views", "learners", "completions")
        return super().get_context_data(
            filterset=form, filtered=bool(self.request.GET), rows=rows,
            narrowed=form.form.is_valid() and any(asked.values()),
            total={name: sum(count[name] for count in shown) for name in names},
            campaign=asked.get("campaign"), year=asked.get("year"), **kwargs,
        )  # fmt: skip


class CourseRows(ListPage):
    permission = "training.read_statistics"
    default_sort = "-date"


class ViewList(CourseRows):
    """One row a person, lesson and day."""

    queryset = LessonView.objects.select_related("lesson__course", "user", "supplier", "campaign")
    filterset_class = ViewFilter
    template_name = "training/course_views.html"
    columns = VIEW_ROW_COLUMNS
    export_name = "course-views"
    sorts = {
        "date": ("viewed_on",),
        "supplier": ("supplier__name",),
        "course": ("lesson__course__title",),
    }


class LearnerList(CourseRows):
    """One row a person and course, with how much they viewed."""

    queryset = LessonView.objects.all()
    filterset_class = ViewFilter
    template_name = "training/course_learners.html"
    columns = LEARNER_COLUMNS
    export_name = "learners"
    sorts = {
        "date": ("last_on",),
        "supplier": ("supplier__name",),
        "course": ("lesson__course__title",),
        "views": ("views",),
    }
    KEYS = (
        "user", "lesson__course", "lesson__course__code", "lesson__course__title",
        "lesson__course__language", "supplier", "supplier__code", "supplier__name",
    )  # fmt: skip

    def ordered(self, rows):
        rows = rows.order_by().values(*self.KEYS).annotate(
            views=Count("pk"), lessons=Count("lesson", distinct=True),
            first_on=Min("viewed_on"), last_on=Max("viewed_on"),
        )  # fmt: skip
        fields = self.sorts[self.sort.lstrip("-")]
        back = "-" if self.sort.startswith("-") else ""
        return rows.order_by(*(f"{back}{name}" for name in fields), "user", "lesson__course")

    def export_rows(self):
        return named(list(self.object_list))

    def paginate_queryset(self, queryset, page_size):
        """Groups are counted as such: the list's own short count would count the views in them."""
        paginator = Paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page", "1"))
        return paginator, page, list(page.object_list), page.has_other_pages()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"object_list": named(context["object_list"])}


def named(rows):
    """The rows with the `person` of each; one query."""
    people = User.objects.in_bulk({row["user"] for row in rows})
    return [row | {"person": str(people[row["user"]])} for row in rows]


class CompletionList(CourseRows):
    """One row a person and course."""

    queryset = Completion.objects.select_related("course", "user", "supplier")
    filterset_class = CompletionFilter
    template_name = "training/course_completions.html"
    columns = COMPLETION_COLUMNS
    export_name = "completions"
    sorts = {
        "date": ("completed_at",),
        "supplier": ("supplier__name",),
        "course": ("course__title",),
    }
