"""Factors and their readings: the one port through which anything reaches the risk model."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class Factor(models.Model):
    class Origin(models.TextChoices):
        POSTED = "posted", _("posted: audits, surveys, people, imports")
        COUNTRY = "country", _("worked out from the country figures")
        WORKFORCE = "workforce", _("worked out from the sites' workforce")
        SPEND = "spend", _("worked out from the purchase amounts")
        SECTOR = "sector", _("worked out from the supplier's sector")

    #: What people may record. Country figures and purchases are corrected where they stand.
    BY_HAND = (Origin.POSTED, Origin.WORKFORCE, Origin.SECTOR)

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("factor"), max_length=100)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    help = models.CharField(_("what it says"), max_length=300, blank=True)
    higher_is_worse = models.BooleanField(_("higher is worse"), default=True)
    lowest = models.FloatField(_("lowest value"), null=True, blank=True)
    highest = models.FloatField(_("highest value"), null=True, blank=True)
    origin = models.CharField(
        _("readings are"), max_length=10, choices=Origin.choices, default=Origin.POSTED
    )

    class Meta:
        verbose_name = _("factor")
        verbose_name_plural = _("factors")
        ordering = ["code"]

    def __str__(self):
        return gettext(self.name)


class FactorReadingQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def valid(self):
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at=None)


class FactorReading(models.Model):
    """One supplier, one factor, one day, one source: a value and where it was read.

    `derived` readings were worked out from the registry's own figures. One that no longer holds is
    withdrawn, never deleted: a kept judgement may point at it.
    """

    # both without an index of their own: the unique one begins with them, and there are millions of rows
    supplier = models.ForeignKey(
        "suppliers.Supplier", models.CASCADE, related_name="readings", db_index=False
    )
    factor = models.ForeignKey(Factor, models.PROTECT, related_name="readings", db_index=False)
    value = models.FloatField(_("value"))
    read_on = models.DateField(_("read on"))
    source = models.CharField(_("source"), max_length=200)
    link = models.CharField(_("link"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    derived = models.BooleanField(_("worked out by the portal"), default=False, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

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

    def get_absolute_url(self):
        return reverse("suppliers:reading_detail", args=[self.pk])
