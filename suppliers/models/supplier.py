"""The supplier: who they are, and every name they were ever written with."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

from ..rules.names import name_key


class SupplierQuerySet(ScopedQuerySet):
    to_supplier = ""

    def search(self, text):
        """Suppliers whose code, name or an alias contains the text (Latin or Chinese)."""
        text = text.strip()
        if not text:
            return self
        key = name_key(text)
        aliases = SupplierAlias.objects.filter(Q(spelling__icontains=text) | Q(key__contains=key))
        return self.filter(
            Q(code__istartswith=text)
            | Q(name__icontains=text)
            | Q(name_key__contains=key)
            | Q(pk__in=aliases.values("supplier"))
        )


class Supplier(models.Model):
    class Status(models.TextChoices):
        CANDIDATE = "candidate", _("Candidate")
        APPROVED = "approved", _("Approved")
        CONDITIONAL = "conditional", _("Conditionally approved")
        REJECTED = "rejected", _("Rejected")
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        ENDED = "ended", _("Ended")

    class Tier(models.IntegerChoices):
        ASSEMBLY = 1, _("1 – final assembly")
        COMPONENTS = 2, _("2 – components")
        RAW_MATERIAL = 3, _("3 – raw material")

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    country = models.ForeignKey(
        "suppliers.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country")
    )
    tier = models.PositiveSmallIntegerField(_("tier"), choices=Tier.choices, null=True, blank=True)
    category = models.CharField(_("category"), max_length=100, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.ACTIVE
    )
    is_key = models.BooleanField(_("key supplier"), default=False)
    customer_designated = models.BooleanField(_("customer-designated"), default=False)
    created_at = models.DateTimeField(_("created"), editable=False)
    changed_at = models.DateTimeField(_("changed"), editable=False)

    objects = SupplierQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="supplier_name_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tier__isnull=True) | Q(tier__in=[1, 2, 3]), name="supplier_tier_known"
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.code})"

    def get_absolute_url(self):
        return reverse("suppliers:supplier_detail", args=[self.pk])

    def save(self, *args, **kwargs):
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)


class SupplierAlias(models.Model):
    """Another spelling, kept as it was read."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="aliases")
    spelling = models.CharField(_("spelling"), max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["spelling"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "spelling"], name="one_alias_per_spelling")
        ]

    def __str__(self):
        return self.spelling

    def save(self, *args, **kwargs):
        self.key = name_key(self.spelling)
        super().save(*args, **kwargs)
