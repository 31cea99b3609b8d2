"""Questionnaires as versioned data: what is asked, and what an answer earns."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..rules.survey import Asked
from .protocol import Provision


class Questionnaire(models.Model):
    title = models.CharField(_("title"), max_length=120)
    version = models.CharField(_("version"), max_length=20)
    intro = models.TextField(_("introduction"), blank=True, max_length=2000)
    is_current = models.BooleanField(_("offered for new surveys"), default=True)
    posts_score = models.BooleanField(
        _("its score is the self-assessment"),
        default=True,
        help_text=_("An accepted survey's score then goes to the risk model."),
    )

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["title", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "version"], name="one_questionnaire_per_version"
            )
        ]

    def __str__(self):
        return f"{self.title} {self.version}"


class Question(models.Model):
    class Kind(models.TextChoices):
        CHOICE = "choice", _("One of several")
        NUMBER = "number", _("Number")
        TEXT = "text", _("Text")

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    section = models.CharField(_("section"), max_length=1, choices=Provision.Section.choices)
    key = models.SlugField(_("key"), max_length=20)
    number = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = models.CharField(_("question"), max_length=300)
    help = models.CharField(_("help"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    options = models.JSONField(
        _("choices"),
        default=list,
        blank=True,
        help_text=_(
            'A list of [value, label, share], share 0–1: [["yes", "Yes", 1], ["no", "No", 0]]'
        ),
    )
    none_at = models.DecimalField(
        _("number that earns nothing"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    full_at = models.DecimalField(
        _("number that earns all"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    weight = models.DecimalField(
        _("weight"),
        max_digits=5,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("0: asked, not scored."),
    )
    may_not_apply = models.BooleanField(_("may be not applicable"), default=False)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["questionnaire", "section", "number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="one_question_per_key"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="question_weight_not_negative"),
            models.CheckConstraint(
                condition=Q(none_at__isnull=True, full_at__isnull=True)
                | (Q(none_at__isnull=False, full_at__isnull=False) & ~Q(none_at=F("full_at"))),
                name="question_scale_has_two_ends",
            ),
        ]

    def __str__(self):
        return self.text

    def clean(self):
        if self.kind == self.Kind.CHOICE:
            _check_options(self.options)
        if self.kind == self.Kind.TEXT and self.weight:
            raise ValidationError({"weight": _("A text earns nothing: give it weight 0.")})

    def asked(self):
        """The question as the score rule takes it."""
        return Asked(
            key=self.key,
            section=self.section,
            weight=self.weight,
            kind=self.kind,
            points={value: points for value, _label, points in self.options} or None,
            none_at=self.none_at,
            full_at=self.full_at,
        )


def _check_options(options):
    good = isinstance(options, list) and bool(options)
    for option in options if good else ():
        good = (
            good
            and isinstance(option, list)
            and len(option) == 3
            and all(isinstance(part, str) for part in option[:2])
            and isinstance(option[2], int | float)
            and 0 <= option[2] <= 1
        )
    if not good:
        raise ValidationError({"options": _("Write a list of [value, label, share from 0 to 1].")})
