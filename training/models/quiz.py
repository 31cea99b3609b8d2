"""The quiz of a course: a bank of questions, and people's attempts at it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class QuizQuestion(models.Model):
    """One question of the bank. All right choices and no wrong one make it right."""

    course = models.ForeignKey("training.Course", models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("question"), max_length=1000)
    explanation = models.TextField(
        _("explanation"), max_length=1000, blank=True, help_text=_("Shown after the attempt.")
    )
    is_active = models.BooleanField(_("asked"), default=True)

    class Meta:
        verbose_name = _("quiz question")
        verbose_name_plural = _("quiz questions")
        ordering = ["course", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "position"], name="one_quiz_question_per_position"
            )
        ]

    def __str__(self):
        return self.text[:80]

    def told(self, verb, changes):
        """How the trail tells of it when it is changed in the admin site."""
        return f"training.question.{verb}", self.course, {"question": str(self)}


class QuizChoice(models.Model):
    question = models.ForeignKey(QuizQuestion, models.CASCADE, related_name="choices")
    text = models.CharField(_("answer"), max_length=300)
    is_right = models.BooleanField(_("right"), default=False)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question", "pk"]

    def __str__(self):
        return self.text

    def told(self, verb, changes):
        """Another answer is a change of its question."""
        return self.question.told("changed", changes)


class AttemptQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class Attempt(models.Model):
    """One go at a quiz. `asked` is what was drawn, in the order it was shown, kept as it read then:
    [{"id", "text", "explanation", "choices": [{"id", "text", "right"}], "answer": [ids] or null}, …]."""

    course = models.ForeignKey("training.Course", models.CASCADE, related_name="attempts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    asked = models.JSONField(default=list, editable=False)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    score = models.PositiveSmallIntegerField(_("score, percent"), null=True, editable=False)
    passed = models.BooleanField(_("passed"), default=False, editable=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user"],
                condition=Q(finished_at__isnull=True),
                name="one_open_attempt_per_person",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, score__isnull=True, passed=False)
                | Q(finished_at__isnull=False, score__range=(0, 100)),
                name="attempt_finished_has_a_score",
            ),
        ]

    def __str__(self):
        return f"{self.user_id} {self.course_id}"

    def get_absolute_url(self):
        return reverse("training:attempt_detail", args=[self.pk])
