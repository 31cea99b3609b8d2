"""What a supplier supplies, quarter by quarter."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

QUARTER = RegexValidator(r"^(19|20)[0-9]{2}Q[1-4]\Z", _("Write a quarter like 2026Q3."))


class Commodity(models.Model):
    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("commodity"), max_length=100)

    class Meta:
        verbose_name = _("commodity")
        verbose_name_plural = _("commodities")
        ordering = ["name"]

    def __str__(self):
        return self.name


class SupplyQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class Supply(models.Model):
    """One supplier, one commodity, one quarter: share of the commodity's orders, amount, capacity."""

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="supplies")
    commodity = models.ForeignKey(Commodity, models.PROTECT, related_name="supplies")
    quarter = models.CharField(_("quarter"), max_length=6, validators=[QUARTER])
    share = models.DecimalField(
        _("share of orders, %"), max_digits=6, decimal_places=3, null=True, blank=True
    )
    amount = models.DecimalField(
        _("purchase amount"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="TWD")
    capacity_share = models.DecimalField(
        _("capacity ceiling, share of orders in %"),
        max_digits=6,
        decimal_places=3,
        null=True,
        blank=True,
    )

    objects = SupplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("supply")
        verbose_name_plural = _("supplies")
        ordering = ["-quarter", "commodity", "-share"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "commodity", "quarter"], name="one_supply_per_quarter"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__range=(0, 100)), name="share_in_range"
            ),
            models.CheckConstraint(
                condition=Q(capacity_share__isnull=True) | Q(capacity_share__range=(0, 100)),
                name="capacity_share_in_range",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="amount_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.supplier_id} {self.commodity_id} {self.quarter}"
