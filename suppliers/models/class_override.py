"""A class set by a named person, for a reason and a time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

from .classification import RiskYear
from .risk_model import RiskClass

DECIDING = [choice for choice in RiskClass.choices if choice[0] != RiskClass.NOT_CLASSIFIED]


class ClassOverrideQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def live(self, today):
        """Those that count on a day: nobody ended them, and they have not run out."""
        return self.filter(ended_at=None, until__gte=today)


class ClassOverride(models.Model):
    """Stands above what the model judges of one supplier in one year, until a day (that day included).

    At most one is not ended per supplier and year; one that has run out is ended by the next.
    """

    supplier = models.ForeignKey(
        "suppliers.Supplier", models.CASCADE, related_name="class_overrides"
    )
    year = models.ForeignKey(RiskYear, models.PROTECT, related_name="class_overrides")
    risk_class = models.CharField(_("class"), max_length=20, choices=DECIDING)
    reason = models.CharField(_("reason"), max_length=500)
    until = models.DateField(_("counts until"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    by_name = models.CharField(_("set by"), max_length=200, editable=False)
    at = models.DateTimeField(_("set"), editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    ended_by = models.CharField(_("ended by"), max_length=200, blank=True, editable=False)

    objects = ClassOverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("class set by hand")
        verbose_name_plural = _("classes set by hand")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "year"],
                condition=Q(ended_at=None),
                name="one_class_by_hand_per_year",
            ),
            models.CheckConstraint(
                condition=Q(risk_class__in=[value for value, _label in DECIDING]),
                name="class_by_hand_decides",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(by_name=""), name="class_by_hand_has_reason_and_name"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | Q(ended_by=""),
                name="class_by_hand_ended_is_dated",
            ),
        ]

    def __str__(self):
        return f"{self.supplier_id} {self.year_id}: {self.risk_class}"

    def counts_on(self, day):
        return self.ended_at is None and day <= self.until
