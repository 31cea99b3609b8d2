"""A number that somebody else gave the supplier. The company's own code is `Supplier.code`."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

from ..rules import identifiers


class IdentifierQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class SupplierIdentifier(models.Model):
    """`value` is kept as `rules.identifiers.normalised` writes it: one number, one spelling."""

    class Kind(models.TextChoices):
        TAX_ID = identifiers.TAX_ID, _("Tax number")
        LEI = identifiers.LEI, _("LEI")
        DUNS = identifiers.DUNS, _("D-U-N-S")
        OTHER = identifiers.OTHER, _("Other number")

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="identifiers")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    value = models.CharField(_("number"), max_length=60, db_index=True)
    note = models.CharField(
        _("note"), max_length=100, blank=True, help_text=_("Who gave it, or what it is for.")
    )

    objects = IdentifierQuerySet.as_manager()

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["kind", "value"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="one_bearer_per_identifier"),
            models.CheckConstraint(condition=~Q(value=""), name="an_identifier_is_not_empty"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value}"

    def get_absolute_url(self):
        return reverse("suppliers:supplier_names", args=[self.supplier_id])
