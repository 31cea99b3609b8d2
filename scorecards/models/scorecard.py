"""The card: a supplier's quarter with its grade and the whole arithmetic. Frozen once published."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.accounts.refusals import NotNow
from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet

from ..rules.scorecard import NOT_GRADED


def _frozen():
    return NotNow(gettext("A published scorecard cannot be changed."))


class ScorecardQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def visible_to(self, user):
        """As everywhere; suppliers and sales see published cards only."""
        rows = super().visible_to(user)
        if getattr(user, "role", None) in {Role.PROCUREMENT, Role.ADMIN}:
            return rows
        return rows.published()

    def published(self):
        return self.filter(frozen_at__isnull=False)

    def search(self, text):
        """Those of suppliers whose code, name or alias contains the text."""
        if not text.strip():
            return self
        return self.filter(supplier__in=Supplier.objects.search(text).order_by().values("pk"))

    def update(self, **kwargs):
        if self.filter(frozen_at__isnull=False).exists():
            raise _frozen()
        return super().update(**kwargs)

    def delete(self):
        if self.filter(frozen_at__isnull=False).exists():
            raise _frozen()
        return super().delete()

    def bulk_update(self, objs, fields, batch_size=None):
        if any(card.frozen_at for card in objs):
            raise _frozen()
        return super().bulk_update(objs, fields, batch_size)


class Scorecard(models.Model):
    """`score` 0–100 (none when nothing is known), `coverage` percent of the policy's weight.

    `parts` is the arithmetic as computed (see rules.scorecard.plain): raw figures with the rows they
    came from, weights, points, open conditions, reasons. `frozen_at` is set once, on publishing;
    a trigger of the database refuses every later change (see triggers.py).
    """

    NOT_GRADED = NOT_GRADED

    supplier = models.ForeignKey(
        "suppliers.Supplier", models.PROTECT, related_name="scorecards", verbose_name=_("supplier")
    )
    quarter = models.ForeignKey(
        "scorecards.Quarter", models.PROTECT, related_name="cards", verbose_name=_("quarter")
    )
    policy = models.ForeignKey(
        "scorecards.ScorecardPolicy", models.PROTECT, verbose_name=_("policy")
    )
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True)
    grade = models.CharField(_("grade"), max_length=10)
    coverage = models.DecimalField(_("coverage, %"), max_digits=5, decimal_places=2)
    parts = models.JSONField(_("how it came about"))
    computed_at = models.DateTimeField(_("computed"))
    frozen_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        ordering = ["-quarter_id", "supplier_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "quarter"], name="one_card_per_supplier_and_quarter"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="score_in_range"
            ),
            models.CheckConstraint(
                condition=Q(coverage__range=(0, 100)), name="card_coverage_in_range"
            ),
        ]
        indexes = [models.Index(fields=["quarter", "grade"], name="card_by_grade")]

    def __str__(self):
        return f"{self.supplier} {self.quarter_id}"

    def get_absolute_url(self):
        return reverse("scorecards:scorecard_detail", args=[self.pk])

    @property
    def is_graded(self):
        return self.grade != NOT_GRADED

    @property
    def grade_shown(self):
        """The grade, or words for its absence."""
        return self.grade if self.is_graded else _("Not graded")

    def save(self, *args, **kwargs):
        if self.pk and Scorecard.objects.filter(pk=self.pk).published().exists():
            raise _frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if Scorecard.objects.filter(pk=self.pk).published().exists():
            raise _frozen()
        return super().delete(*args, **kwargs)
