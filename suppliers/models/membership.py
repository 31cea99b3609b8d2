"""Whose people: the supplier's own users, and the auditors assigned to it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Membership(models.Model):
    """A supplier's person. The portal never lets one act for another supplier."""

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    is_manager = models.BooleanField(
        _("manager"), default=False, help_text=_("Is told when something is long overdue.")
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user"], name="a_person_belongs_to_one_supplier")
        ]

    def __str__(self):
        return f"{self.user} – {self.supplier}"

    def told(self, verb, changes):
        """How the trail tells of it when it is changed in the admin site."""
        return f"suppliers.member.{verb}", self.supplier, {"user": self.user.username}


class Assignment(models.Model):
    """An auditor who may see this supplier. Taken away by deleting the row; the trail remembers."""

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "user"], name="one_assignment_per_auditor_and_supplier"
            )
        ]

    def __str__(self):
        return f"{self.user} – {self.supplier}"

    def told(self, verb, changes):
        """How the trail tells of it when it is changed in the admin site."""
        event = {"added": "assigned", "removed": "released"}.get(verb, verb)
        return f"suppliers.auditor.{event}", self.supplier, {"user": self.user.username}
