"""The lists we are given again and again, and who stood in the last one of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class SupplierList(models.Model):
    """A source by its name: `as_of` is the day the newest list taken in speaks of."""

    name = models.CharField(_("source"), max_length=200, unique=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    taken_at = models.DateTimeField(_("last taken in"), null=True, blank=True)

    class Meta:
        verbose_name = _("supplier list")
        verbose_name_plural = _("supplier lists")
        ordering = ["name"]

    def __str__(self):
        return self.name


class ListedQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class ListedSupplier(models.Model):
    """This source spoke of this supplier: first and last on these days."""

    source = models.ForeignKey(SupplierList, models.CASCADE, related_name="listed")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="listed_in")
    first_on = models.DateField(_("first listed"))
    last_on = models.DateField(_("last listed"))

    objects = ListedQuerySet.as_manager()

    class Meta:
        verbose_name = _("listed supplier")
        verbose_name_plural = _("listed suppliers")
        ordering = ["source", "supplier"]
        constraints = [
            models.UniqueConstraint(fields=["source", "supplier"], name="listed_once_per_source")
        ]
        indexes = [models.Index(fields=["source", "last_on"], name="listed_source_day")]

    def __str__(self):
        return f"{self.source_id} {self.supplier_id}"


class ListedSiteQuerySet(ScopedQuerySet):
    to_supplier = "site__supplier"


class ListedSite(models.Model):
    """The same of a site."""

    source = models.ForeignKey(SupplierList, models.CASCADE, related_name="listed_sites")
    site = models.ForeignKey("suppliers.Site", models.CASCADE, related_name="listed_in")
    first_on = models.DateField(_("first listed"))
    last_on = models.DateField(_("last listed"))

    objects = ListedSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("listed site")
        verbose_name_plural = _("listed sites")
        ordering = ["source", "site"]
        constraints = [
            models.UniqueConstraint(fields=["source", "site"], name="listed_site_once_per_source")
        ]

    def __str__(self):
        return f"{self.source_id} {self.site_id}"
