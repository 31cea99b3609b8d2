"""Assessments of a supplier (QSA, QPA, GA, CSR …): a score per dimension, and their weighted mean."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet
from sustainportal.files.models import KeptFile, not_empty, random_path

from .supplier import Supplier

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class AssessmentKind(models.Model):
    """A kind of assessment with its dimensions. Once one was recorded, they are never changed."""

    class Area(models.TextChoices):
        QUALITY = "quality", _("Quality")
        SUSTAINABILITY = "sustainability", _("Sustainability")

    code = models.SlugField(_("code"), max_length=20, primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    area = models.CharField(_("area"), max_length=20, choices=Area.choices)
    source = models.CharField(
        _("source"), max_length=300, help_text=_("Where the dimensions and weights come from.")
    )
    to_confirm = models.BooleanField(_("to confirm"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        verbose_name = _("kind of assessment")
        verbose_name_plural = _("kinds of assessment")
        ordering = ["position", "code"]

    def __str__(self):
        return f"{self.short} {gettext(self.name)}"

    @property
    def short(self):
        """As people say it: QSA."""
        return self.code.upper()


class AssessmentDimension(models.Model):
    kind = models.ForeignKey(AssessmentKind, models.CASCADE, related_name="dimensions")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("dimension"), max_length=100)
    weight = models.DecimalField(_("weight, %"), max_digits=5, decimal_places=2, validators=PERCENT)

    class Meta:
        verbose_name = _("dimension of an assessment")
        verbose_name_plural = _("dimensions of assessments")
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="one_dimension_per_number"),
            models.CheckConstraint(
                condition=Q(weight__gt=0) & Q(weight__lte=100), name="assessment_weight_in_range"
            ),
        ]

    def __str__(self):
        return f"{self.number}. {gettext(self.name)}"

    def save(self, *args, **kwargs):
        refuse_if_assessed(self.kind_id)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_if_assessed(self.kind_id)
        return super().delete(*args, **kwargs)


def refuse_if_assessed(kind_id):
    """NotNow once anything was assessed by this kind: old results would rest on other weights."""
    if Assessment.objects.filter(kind=kind_id).exists():
        raise NotNow(
            gettext(
                "Assessments of this kind were recorded: its dimensions stay. Make a new kind instead."
            )
        )


class AssessmentQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def visible_to(self, user):
        """As everywhere; a supplier's own people see what is confirmed, never a draft."""
        rows = super().visible_to(user)
        if getattr(user, "role", None) in (Role.PROCUREMENT, Role.AUDITOR, Role.ADMIN):
            return rows
        return rows.confirmed()

    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def search(self, text):
        """By the supplier's code, name or other spelling, or by who assessed."""
        text = text.strip()
        if not text:
            return self
        suppliers = Supplier.objects.search(text).order_by().values("pk")
        return self.filter(
            Q(supplier__in=suppliers)
            | Q(assessor__icontains=text)
            | Q(organisation__icontains=text)
        )


class Assessment(models.Model):
    """One assessment of a supplier or one of its sites; may be changed until it is confirmed.

    `total` is the weighted mean of the scores (0–100), `lowest` the lowest score; `passed` is what
    `policy` made of them (None: it does not ask for this kind).
    """

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="assessments")
    site = models.ForeignKey(
        "suppliers.Site",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("site"),
    )
    kind = models.ForeignKey(AssessmentKind, models.PROTECT, verbose_name=_("kind"))
    assessed_on = models.DateField(_("assessed on"))
    assessor = models.CharField(_("assessor"), max_length=100)
    organisation = models.CharField(_("organisation"), max_length=200)
    valid_until = models.DateField(_("valid until"))
    remark = models.TextField(_("remark"), blank=True, max_length=2000)
    total = models.DecimalField(_("total"), max_digits=5, decimal_places=2)
    lowest = models.DecimalField(_("lowest score"), max_digits=5, decimal_places=2)
    passed = models.BooleanField(_("passed"), null=True)
    policy = models.ForeignKey(
        "suppliers.ApprovalPolicy", models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-assessed_on", "-pk"]
        indexes = [
            models.Index(fields=["supplier", "kind", "-assessed_on"], name="assessment_newest")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "site", "kind", "assessed_on"],
                name="one_assessment_per_site_and_day",
            ),
            models.UniqueConstraint(
                fields=["supplier", "kind", "assessed_on"],
                condition=Q(site__isnull=True),
                name="one_assessment_per_supplier_and_day",
            ),
            models.CheckConstraint(
                condition=Q(total__range=(0, 100)) & Q(lowest__range=(0, 100)),
                name="assessment_scores_in_range",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=models.F("assessed_on")),
                name="assessment_holds_from_its_day",
            ),
        ]

    def __str__(self):
        return f"{self.kind_id.upper()} {self.assessed_on}"

    @property
    def is_confirmed(self):
        return self.confirmed_at is not None

    def get_absolute_url(self):
        return reverse("suppliers:assessment_detail", args=[self.pk])


class AssessmentScore(models.Model):
    """The score of one dimension, with the weight it had."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    dimension = models.ForeignKey(AssessmentDimension, models.PROTECT, related_name="+")
    weight = models.DecimalField(_("weight, %"), max_digits=5, decimal_places=2)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("score of a dimension")
        verbose_name_plural = _("scores of dimensions")
        ordering = ["dimension__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "dimension"], name="one_score_per_dimension"
            ),
            models.CheckConstraint(
                condition=Q(score__range=(0, 100)), name="assessment_score_in_range"
            ),
        ]

    def __str__(self):
        return f"{self.dimension_id}: {self.score}"


def report_path(report, name):
    return random_path("assessments", report.content_type)


class AssessmentReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the assessment sees its reports."""
        seen = Assessment.objects.visible_to(user).order_by().values("pk")
        return self.filter(assessment__in=seen)


class AssessmentReport(KeptFile):
    """The assessor's report as it was handed in; never overwritten."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="reports")
    file = models.FileField(_("file"), upload_to=report_path, max_length=200)
    at = models.DateTimeField(_("uploaded"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = AssessmentReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment report")
        verbose_name_plural = _("assessment reports")
        ordering = ["at", "pk"]
        constraints = [
            not_empty("assessment_report_is_not_empty"),
            models.UniqueConstraint(fields=["assessment", "sha256"], name="same_report_kept_once"),
        ]

    def get_absolute_url(self):
        return reverse("suppliers:report_download", args=[self.pk])
