"""The yearly judgement: one row per supplier and year, kept with its reasons."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

from .risk_model import RiskClass
from .supplier import Supplier


class RiskYear(models.Model):
    """A year of risk identification. Once closed, nothing rewrites it."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_by = models.CharField(_("closed by"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("risk year")
        verbose_name_plural = _("risk years")
        ordering = ["year"]  # upwards: order_by("-year") over the key then means newest first

    def __str__(self):
        return str(self.year)

    def get_absolute_url(self):
        return reverse("suppliers:risk_year", args=[self.year])

    @property
    def is_open(self):
        return self.closed_at is None


class ClassificationQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def search(self, text):
        """Those of suppliers whose code, name or alias contains the text."""
        return self.filter(supplier__in=Supplier.objects.search(text)) if text.strip() else self


class Classification(models.Model):
    """Four category scores (0–100, 100 = worst), the overall score, the class, coverage and reasons.

    A supplier out of the year's scope has a row too: not judged, and `reasons["scope"]` says why.
    `reasons` is what was judged (see rules.risk_record); queries.risk_reasons shows the whole arithmetic
    of it. `digest` tells two judgements apart without reading it, `figures` whether the registry's own
    figures beneath the derived readings are still the same.
    """

    # both without an index of their own: the constraint and the indexes below begin with them
    supplier = models.ForeignKey(
        "suppliers.Supplier", models.CASCADE, related_name="classifications", db_index=False
    )
    year = models.ForeignKey(
        RiskYear, models.PROTECT, related_name="classifications", db_index=False
    )
    model = models.ForeignKey("suppliers.RiskModel", models.PROTECT)
    management_system = models.FloatField(_("management system"), null=True)
    labour = models.FloatField(_("labour employment"), null=True)
    environment = models.FloatField(_("environmental impact"), null=True)
    product = models.FloatField(_("product liability"), null=True)
    overall = models.FloatField(_("overall"), null=True)
    risk_class = models.CharField(_("class"), max_length=20, choices=RiskClass.choices)
    in_scope = models.BooleanField(_("in scope"), default=True)
    coverage = models.FloatField(_("coverage, %"))
    reasons = models.JSONField(_("reasons"), default=dict)
    digest = models.CharField(max_length=32, editable=False)
    figures = models.CharField(max_length=32, blank=True, default="", db_default="", editable=False)
    judged_at = models.DateTimeField(_("judged"))

    objects = ClassificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("classification")
        verbose_name_plural = _("classifications")
        ordering = ["-year_id", "-overall"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "year"], name="one_class_per_year"),
            models.CheckConstraint(
                condition=Q(coverage__range=(0, 100)), name="classification_coverage_in_range"
            ),
        ]
        indexes = [
            models.Index(fields=["year", "in_scope", "risk_class"], name="classification_by_class"),
            models.Index(fields=["year", "-overall"], name="classification_by_overall"),
        ]

    def __str__(self):
        return f"{self.supplier_id} {self.year_id}: {self.risk_class}"

    def get_absolute_url(self):
        return reverse("suppliers:risk_of_year", args=[self.supplier_id, self.year_id])
