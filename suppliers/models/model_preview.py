"""What a draft model would change: judged as the year is, kept beside it, never instead of it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

from .classification import RiskYear
from .supplier import Supplier

#: Where a supplier can stand, the worst class first.
STANDINGS = [
    ("high", _("High")),
    ("medium", _("Medium")),
    ("low", _("Low")),
    ("not_classified", _("Not classified")),
    ("out_of_scope", _("Out of scope")),
    ("not_judged", _("Not judged yet")),
]
NOT_JUDGED = "not_judged"
SEVERITY = {"low": 1, "medium": 2, "high": 3}


class ModelPreview(models.Model):
    """One look ahead: a model over the suppliers judged in a year. `digest` is the model as it was
    looked at, so that a preview of an older state of the draft says that it is outdated."""

    model = models.ForeignKey("suppliers.RiskModel", models.CASCADE, related_name="previews")
    year = models.ForeignKey(RiskYear, models.CASCADE, related_name="previews")
    digest = models.CharField(max_length=32, editable=False)
    compared_with = models.CharField(_("compared with the model"), max_length=60)
    judged_on = models.DateField(_("as of"))
    asked_by = models.CharField(_("asked by"), max_length=200)
    begun_at = models.DateTimeField(_("begun"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    counts = models.JSONField(_("suppliers by class before and after"), default=dict)

    class Meta:
        verbose_name = _("model preview")
        verbose_name_plural = _("model previews")
        ordering = ["-begun_at", "-pk"]

    def __str__(self):
        return gettext("Preview of %(model)s over %(year)s") % {
            "model": self.model,
            "year": self.year_id,
        }

    def get_absolute_url(self):
        return reverse("suppliers:model_preview", args=[self.model_id])

    @property
    def suppliers(self):
        """How many suppliers were judged."""
        return sum(count for row in self.counts.values() for count in row.values())

    @property
    def moved(self):
        """How many would stand elsewhere."""
        return sum(
            count
            for before, row in self.counts.items()
            for after, count in row.items()
            if before != after
        )


class PreviewRowQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def search(self, text):
        """Those of suppliers whose code, name or alias contains the text."""
        return self.filter(supplier__in=Supplier.objects.search(text)) if text.strip() else self

    def moved(self):
        return self.exclude(standing_before=F("standing"))

    def rose(self):
        """A higher class than before, both being classes."""
        return self.filter(rank__gt=F("rank_before"), rank_before__gt=0)

    def fell(self):
        return self.filter(rank__lt=F("rank_before"), rank__gt=0)


class PreviewRow(models.Model):
    """One supplier: its standing (class, or out of scope) and score as kept, and with the model.

    `because` says what moved the score most, as plain data (see rules.risk_difference).
    """

    preview = models.ForeignKey(ModelPreview, models.CASCADE, related_name="rows")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="preview_rows")
    standing_before = models.CharField(_("class now"), max_length=20, choices=STANDINGS)
    standing = models.CharField(_("class with the model"), max_length=20, choices=STANDINGS)
    rank_before = models.PositiveSmallIntegerField(default=0, editable=False)
    rank = models.PositiveSmallIntegerField(default=0, editable=False)
    overall_before = models.FloatField(_("score now"), null=True)
    overall = models.FloatField(_("score with the model"), null=True)
    coverage = models.FloatField(_("coverage with the model, %"), default=0)
    because = models.JSONField(_("because"), default=dict)

    objects = PreviewRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a model preview")
        verbose_name_plural = _("rows of a model preview")
        ordering = ["preview", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["preview", "supplier"], name="one_row_per_preview_and_supplier"
            ),
            models.CheckConstraint(
                condition=Q(coverage__range=(0, 100)), name="preview_coverage_in_range"
            ),
        ]

    def __str__(self):
        return f"{self.supplier_id}: {self.standing_before} → {self.standing}"

    @property
    def change(self):
        """How much the score would change; None where there is none on a side."""
        if self.overall is None or self.overall_before is None:
            return None
        return self.overall - self.overall_before
