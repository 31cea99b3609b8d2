"""A person to write to at a supplier. Not a login: those are memberships."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class ContactQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class Contact(models.Model):
    """Personal data: gone for good when the person asks. The trail says that a contact was added,
    changed or erased and what they are for, never who they are."""

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=100)
    function = models.CharField(_("function"), max_length=100, blank=True)
    mail = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, blank=True, default=""
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["function", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_contact_has_a_name"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("suppliers:supplier_names", args=[self.supplier_id])
