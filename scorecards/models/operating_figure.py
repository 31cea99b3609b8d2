"""Operating figures: what the ERP says of a supplier's quarter, imported from a workbook."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet

from .policy_life import PERCENT


class OperatingFigureQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def visible_to(self, user):
        """As everywhere; outside procurement only the figures of published quarters."""
        rows = super().visible_to(user)
        if getattr(user, "role", None) in {Role.PROCUREMENT, Role.ADMIN}:
            return rows
        return rows.filter(quarter__state="published")


class OperatingFigure(models.Model):
    """One supplier, one quarter, one dimension: a value of 0–100 (100 = best) and where it was read."""

    class Dimension(models.TextChoices):
        QUALITY = "quality", _("Quality")
        COST = "cost", _("Cost")
        DELIVERY = "delivery", _("Delivery")
        TECHNOLOGY = "technology", _("Technology")
        SERVICE = "service", _("Service")

    supplier = models.ForeignKey(
        "suppliers.Supplier",
        models.PROTECT,
        related_name="operating_figures",
        verbose_name=_("supplier"),
    )
    quarter = models.ForeignKey(
        "scorecards.Quarter", models.PROTECT, related_name="figures", verbose_name=_("quarter")
    )
    dimension = models.CharField(_("dimension"), max_length=20, choices=Dimension.choices)
    value = models.DecimalField(
        _("value, 0–100"), max_digits=5, decimal_places=2, validators=PERCENT
    )
    source = models.CharField(_("read from"), max_length=200)
    recorded_at = models.DateTimeField(_("recorded"))

    objects = OperatingFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("operating figure")
        verbose_name_plural = _("operating figures")
        ordering = ["-quarter_id", "supplier_id", "dimension"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "quarter", "dimension"],
                name="one_figure_per_quarter_and_dimension",
            ),
            models.CheckConstraint(condition=Q(value__range=(0, 100)), name="figure_in_range"),
        ]
        indexes = [models.Index(fields=["quarter", "recorded_at"], name="figure_by_quarter")]

    def __str__(self):
        return f"{self.quarter_id} {self.get_dimension_display()} {self.value}"
