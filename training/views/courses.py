"""Online courses: reading, viewing, completing."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.web.pages import ActOnOne, DetailPage, ListPage

from .. import operations
from ..models import Course, Lesson
from ..queries import course_counts
from .attendance import own_supplier


class CourseList(ListPage):
    permission = "training.read_course"
    model = Course
    template_name = "training/course_list.html"
    sorts = {"title": ("title", "pk"), "language": ("language", "title")}
    default_sort = "title"

    def get_queryset(self):
        return visible_courses(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.request.user.has_perm("training.read_statistics"):
            counts = course_counts()
            empty = {"views": 0, "learners": 0, "completions": 0}
            for course in context["object_list"]:
                course.counts = counts.get(course.pk, empty)
        return context


def visible_courses(user):
    """Published courses for everyone; drafts for those who plan training."""
    courses = Course.objects.all()
    return (
        courses
        if user.role in (Role.PROCUREMENT, Role.ADMIN)
        else courses.filter(is_published=True)
    )


class CourseDetail(DetailPage):
    permission = "training.read_course"
    template_name = "training/course_detail.html"

    def get_queryset(self):
        return visible_courses(self.request.user)

    def get_context_data(self, **kwargs):
        user = self.request.user
        viewed = set(
            self.object.lessons.filter(views__user=user).values_list("pk", flat=True).distinct()
        )
        lessons = list(self.object.lessons.all())
        return super().get_context_data(
            lessons=lessons,
            viewed=viewed,
            completed=self.object.completions.filter(user=user).first(),
            all_viewed=len(viewed) == len(lessons) > 0,
            **kwargs,
        )


class LessonDetail(DetailPage):
    permission = "training.read_course"
    template_name = "training/lesson_detail.html"

    def get_queryset(self):
        return Lesson.objects.filter(course__in=visible_courses(self.request.user))

    def get_context_data(self, **kwargs):
        following = self.object.course.lessons.filter(position__gt=self.object.position).first()
        return super().get_context_data(following=following, **kwargs)


class LessonViewed(ActOnOne):
    """Counts a view: pressed by the page itself once it is shown, or by hand without script."""

    permission = "training.take_course"

    def get_queryset(self):
        return Lesson.objects.filter(course__in=visible_courses(self.request.user))

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        return HttpResponse(status=204) if request.htmx else response

    def act(self):
        now = timezone.now()
        operations.view_lesson(
            self.object,
            supplier=own_supplier(self.request.user),
            by=self.request.user,
            at=now,
            on=timezone.localdate(now),
        )
        return self.object.course


class CourseComplete(ActOnOne):
    permission = "training.take_course"
    success_message = _("Course completed.")

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
