"""A survey: one questionnaire put to one supplier for one year, its answers and its steps."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from suppliers.models import Supplier
from sustainportal.accounts.scopes import ScopedQuerySet

from ..rules import survey as rules


class SurveyQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def search(self, text):
        return self.filter(supplier__in=Supplier.objects.search(text).order_by().values("pk"))

    def overdue(self, today):
        return self.filter(due_on__lt=today, state__in=rules.FILLABLE)

    def with_late(self, today):
        """Rows with `is_late`: past their day and not handed in."""
        late = Q(due_on__lt=today, state__in=rules.FILLABLE)
        return self.annotate(is_late=Case(When(late, then=True), default=False))

    def standing(self, how):
        """Those that are "started", "handed_in", "accepted" or "late" (expects rows with `is_late`)."""
        if how == "late":
            return self.filter(is_late=True)
        return self.filter(state__in=rules.STANDING[how])


class Survey(models.Model):
    class State(models.TextChoices):
        NOT_STARTED = rules.NOT_STARTED, _("Not started")
        IN_PROGRESS = rules.IN_PROGRESS, _("In progress")
        SUBMITTED = rules.SUBMITTED, _("Submitted")
        CHANGES_REQUESTED = rules.CHANGES_REQUESTED, _("Changes requested")
        ACCEPTED = rules.ACCEPTED, _("Accepted")

    questionnaire = models.ForeignKey(
        "audits.Questionnaire",
        models.PROTECT,
        related_name="surveys",
        verbose_name=_("questionnaire"),
    )
    supplier = models.ForeignKey(
        "suppliers.Supplier", models.PROTECT, related_name="surveys", verbose_name=_("supplier")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    due_on = models.DateField(_("due on"))
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.NOT_STARTED
    )
    assigned_at = models.DateTimeField(_("assigned"), editable=False)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    reminded_on = models.DateField(_("last reminder"), null=True, editable=False)
    score = models.DecimalField(
        _("score"), max_digits=5, decimal_places=2, null=True, blank=True, editable=False
    )
    score_parts = models.JSONField(
        _("how the score came about"),
        default=dict,
        blank=True,
        encoder=DjangoJSONEncoder,
        editable=False,
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-year", "supplier__name", "pk"]
        indexes = [models.Index(fields=["year", "state"], name="survey_by_year_and_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "supplier", "year"],
                name="one_survey_per_supplier_and_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(rules.STATES)), name="survey_state_known"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="survey_submitted_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False)
                | (
                    ~Q(state="accepted")
                    & Q(accepted_at__isnull=True, accepted_by__isnull=True, score__isnull=True)
                ),
                name="survey_accepted_has_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.questionnaire} – {self.supplier} {self.year}"

    @property
    def is_fillable(self):
        return self.state in rules.FILLABLE

    def last_step(self):
        """The newest step's number, 0 before the first: what somebody saw when they decided."""
        return self.steps.order_by("-pk").values_list("pk", flat=True).first() or 0

    def get_absolute_url(self):
        return reverse("audits:survey_detail", args=[self.pk])


class Answer(models.Model):
    """One answer as text; "not applicable" is an answer, an empty one is none."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    question = models.ForeignKey("audits.Question", models.PROTECT, related_name="answers")
    value = models.CharField(_("answer"), max_length=2000, blank=True)
    not_applicable = models.BooleanField(_("not applicable"), default=False)
    unit = models.CharField(_("unit"), max_length=30, blank=True, default="")
    explanation = models.CharField(_("explanation"), max_length=1000, blank=True, default="")
    version = models.PositiveIntegerField(_("version"), default=1)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="copies", verbose_name=_("copied from")
    )
    answered_at = models.DateTimeField(_("answered"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["survey", "question"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "question"], name="one_answer_per_question"),
            models.CheckConstraint(
                condition=Q(not_applicable=False) | Q(value=""),
                name="answer_is_a_value_or_not_applicable",
            ),
        ]

    def __str__(self):
        return self.value

    @property
    def shown(self):
        """The answer as read: the labels of choices, a number with its unit."""
        kind, unit = self.question.kind, self.unit or self.question.unit
        if self.not_applicable:
            return _("not applicable")
        if kind in ("choice", "multiple"):
            labels = self.question.labels()
            return "\n".join(labels.get(one, one) for one in self.value.split("\n"))
        if kind == "smelters" and self.value:
            return ngettext("%(n)s smelter", "%(n)s smelters", int(self.value)) % {"n": self.value}
        if kind == "file" and self.value:
            return ngettext("%(n)s file", "%(n)s files", int(self.value)) % {"n": self.value}
        return f"{self.value} {unit}" if kind == "number" and self.value and unit else self.value


class SurveyStep(models.Model):
    """One move of a survey, with the remark that sent it back."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="steps")
    verb = models.CharField(_("what"), max_length=20)
    from_state = models.CharField(_("from"), max_length=20, choices=Survey.State.choices)
    to_state = models.CharField(_("to"), max_length=20, choices=Survey.State.choices)
    remark = models.TextField(_("remark"), blank=True, max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("survey step")
        verbose_name_plural = _("survey steps")
        ordering = ["at", "pk"]

    def __str__(self):
        return self.verb
