"""Online courses. A view, a learner and a completion are three counts, apart from the other three."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class Course(models.Model):
    code = models.CharField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    summary = models.CharField(_("what it teaches"), max_length=300, blank=True)
    provision = models.CharField(
        _("provision of the code"), max_length=10, blank=True, help_text=_("For example B2.")
    )
    is_published = models.BooleanField(_("published"), default=False)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:course_detail", args=[self.pk])


class Lesson(models.Model):
    course = models.ForeignKey(Course, models.CASCADE, related_name="lessons")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))
    minutes = models.PositiveSmallIntegerField(_("duration, minutes"), default=5)

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["course", "position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "position"], name="one_lesson_per_position")
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:lesson_detail", args=[self.pk])


class LessonViewQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class LessonView(models.Model):
    """Counted once per person, lesson and day; only suppliers' people count, never a preview."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="views")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    viewed_on = models.DateField(_("viewed on"))

    objects = LessonViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson view")
        verbose_name_plural = _("lesson views")
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "user", "viewed_on"], name="one_view_per_person_lesson_and_day"
            )
        ]

    def __str__(self):
        return f"{self.user_id} {self.lesson_id} {self.viewed_on}"


class CompletionQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class Completion(models.Model):
    course = models.ForeignKey(Course, models.CASCADE, related_name="completions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    completed_at = models.DateTimeField(_("completed"))

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user"], name="one_completion_per_course_and_person"
            )
        ]

    def __str__(self):
        return f"{self.user_id} {self.course_id}"
