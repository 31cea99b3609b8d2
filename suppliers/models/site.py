"""A site: the place that is audited."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class SiteQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class Site(models.Model):
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="sites")
    name = models.CharField(_("site"), max_length=200)
    address = models.CharField(_("address"), max_length=500, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.ForeignKey(
        "suppliers.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country")
    )
    workers = models.PositiveIntegerField(_("workers"), null=True, blank=True)
    female_percent = models.DecimalField(
        _("female workers, %"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    migrant_percent = models.DecimalField(
        _("migrant workers, %"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "name", "address"], name="one_site_per_name_and_address"
            ),
            models.CheckConstraint(
                condition=(Q(female_percent__isnull=True) | Q(female_percent__range=(0, 100)))
                & (Q(migrant_percent__isnull=True) | Q(migrant_percent__range=(0, 100))),
                name="site_percentages_in_range",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("suppliers:site_detail", args=[self.pk])
