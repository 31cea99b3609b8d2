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
    workforce_year = models.PositiveSmallIntegerField(
        _("workforce figures of the year"), null=True, blank=True
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True
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
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="site_lies_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(workforce_year__isnull=True) | Q(workforce_year__range=(1990, 2199)),
                name="site_workforce_year_in_range",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def position(self):
        """Latitude and longitude in decimal degrees (WGS 84) as "24.8066,120.9686"; empty if unknown."""
        if self.latitude is None:
            return ""
        return ",".join(
            f"{degrees:f}".rstrip("0").rstrip(".") for degrees in (self.latitude, self.longitude)
        )

    def get_absolute_url(self):
        return reverse("suppliers:site_detail", args=[self.pk])
