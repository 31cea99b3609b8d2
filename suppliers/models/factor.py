"""Factors and their readings: the one port through which anything reaches the risk model."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class Factor(models.Model):
    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("factor"), max_length=100)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    help = models.CharField(_("what it says"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("factor")
        verbose_name_plural = _("factors")
        ordering = ["code"]

    def __str__(self):
        return self.name


class FactorReadingQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class FactorReading(models.Model):
    """One supplier, one factor, one day, one source: a value and where it was read."""

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="readings")
    factor = models.ForeignKey(Factor, models.PROTECT, related_name="readings")
    value = models.FloatField(_("value"))
    read_on = models.DateField(_("read on"))
    source = models.CharField(_("source"), max_length=200)
    link = models.CharField(_("link"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    objects = FactorReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("factor reading")
        verbose_name_plural = _("factor readings")
        ordering = ["-read_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "factor", "read_on", "source"],
                name="one_reading_per_day_and_source",
            )
        ]

    def __str__(self):
        return f"{self.factor_id} = {self.value}"
