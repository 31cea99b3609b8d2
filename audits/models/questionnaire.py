"""Questionnaires as versioned data: what is asked, and what an answer earns."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from suppliers.models import Factor
from sustainportal.web.languages import in_language

from ..rules.survey import Asked
from .question_checks import broken_by, faults


class Questionnaire(models.Model):
    title = models.CharField(_("title"), max_length=120)
    title_hant = models.CharField(_("title, traditional Chinese"), max_length=120, blank=True)
    title_hans = models.CharField(_("title, simplified Chinese"), max_length=120, blank=True)
    version = models.CharField(_("version"), max_length=20)
    intro = models.TextField(_("introduction"), blank=True, max_length=2000)
    intro_hant = models.TextField(
        _("introduction, traditional Chinese"), blank=True, max_length=2000
    )
    intro_hans = models.TextField(
        _("introduction, simplified Chinese"), blank=True, max_length=2000
    )
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
        return f"{in_language(self, 'title')} {self.version}"

    @property
    def is_used(self):
        """Whether it was put to anyone: from then on it is fixed, a change is a new version."""
        return self.pk is not None and self.surveys.exists()


class Section(models.Model):
    """A part of a questionnaire, with its heading in three languages."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="sections")
    code = models.CharField(_("code"), max_length=10)
    number = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=120)
    title_hant = models.CharField(_("title, traditional Chinese"), max_length=120, blank=True)
    title_hans = models.CharField(_("title, simplified Chinese"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["questionnaire", "number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="one_section_per_code")
        ]

    def __str__(self):
        return f"{self.code} – {in_language(self, 'title')}"


class Questions(models.Manager):
    """A question is read with its section and its condition: the score and every page want both."""

    def get_queryset(self):
        return super().get_queryset().select_related("section", "shown_if")


class Question(models.Model):
    class Kind(models.TextChoices):
        CHOICE = "choice", _("One of several")
        MULTIPLE = "multiple", _("Several of several")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        TEXT = "text", _("Text")
        FILE = "file", _("File")
        SMELTERS = "smelters", _("List of smelters")

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    key = models.SlugField(_("key"), max_length=20)
    number = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = models.CharField(_("question"), max_length=300)
    text_hant = models.CharField(_("question, traditional Chinese"), max_length=300, blank=True)
    text_hans = models.CharField(_("question, simplified Chinese"), max_length=300, blank=True)
    help = models.CharField(_("help"), max_length=300, blank=True)
    help_hant = models.CharField(_("help, traditional Chinese"), max_length=300, blank=True)
    help_hans = models.CharField(_("help, simplified Chinese"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    other_units = models.JSONField(
        _("other units"),
        default=list,
        blank=True,
        help_text=_('A list of [unit, how many of the unit it is]: [["kg", 0.001]] for tonnes'),
    )
    least = models.DecimalField(
        _("lowest plausible"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    most = models.DecimalField(
        _("highest plausible"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    explain_percent = models.PositiveSmallIntegerField(
        _("explain if it differs from last year by more than, %"), null=True, blank=True
    )
    wants_file = models.BooleanField(_("evidence is asked for"), default=False)
    shown_if = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="shows",
        verbose_name=_("shown only if this question"),
    )
    shown_if_values = models.JSONField(
        _("was answered with one of"), default=list, blank=True, help_text=_('["yes", "partly"]')
    )
    posts_factor = models.CharField(
        _("accepted answer is the reading of factor"), max_length=40, blank=True, default=""
    )
    options = models.JSONField(
        _("choices"),
        default=list,
        blank=True,
        help_text=_(
            "A list of [value, label, share], share 0–1, and the two Chinese labels after it if "
            'known: [["yes", "Yes", 1, "是", "是"], ["no", "No", 0]]'
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

    objects = Questions()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["questionnaire", "section__number", "number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="one_question_per_key"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="question_weight_not_negative"),
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(least__lte=F("most")),
                name="question_plausible_range_in_order",
            ),
            models.CheckConstraint(
                condition=Q(shown_if__isnull=True) | ~Q(shown_if=F("id")),
                name="question_is_not_its_own_condition",
            ),
            models.CheckConstraint(
                condition=Q(none_at__isnull=True, full_at__isnull=True)
                | (Q(none_at__isnull=False, full_at__isnull=False) & ~Q(none_at=F("full_at"))),
                name="question_scale_has_two_ends",
            ),
        ]

    def __str__(self):
        return in_language(self, "text")

    def clean(self):
        """Every fault at once; see question_checks."""
        if self.questionnaire_id is None or self.section_id is None:
            return  # said by the fields themselves
        found = {}
        others = self.questionnaire.questions.exclude(pk=self.pk)
        before = {other.key: other for other in others if other.place < self.place}
        for field, sentence in faults(self, before):
            found.setdefault(field, []).append(sentence)
        if self.pk:
            after = {other.key for other in others} - set(before)
            for field, sentence in broken_by(self, after):
                found.setdefault(field, []).append(sentence)
        if self.section.questionnaire_id != self.questionnaire_id:
            found["section"] = [_("This section belongs to another questionnaire.")]
        if self.posts_factor and not Factor.objects.filter(pk=self.posts_factor).exists():
            found.setdefault("posts_factor", []).append(_("There is no factor with this code."))
        if found:
            raise ValidationError(found)

    @property
    def place(self):
        """Where it stands in the questionnaire: by section, then by number."""
        return self.section.number, self.number

    def labels(self):
        """{value: label in the reader's language} of its choices."""
        place = {"zh-hant": 3, "zh-hans": 4}.get(get_language() or "", 1)
        return {
            option[0]: (option[place] if len(option) > place else "") or option[1]
            for option in self.options
        }

    def asked(self):
        """The question as the score rule takes it."""
        return Asked(
            key=self.key,
            section=self.section.code,
            weight=self.weight,
            kind=self.kind,
            points={option[0]: option[2] for option in self.options} or None,
            none_at=self.none_at,
            full_at=self.full_at,
            shown_if=self.shown_if.key if self.shown_if_id else "",
            shown_values=tuple(self.shown_if_values),
        )
