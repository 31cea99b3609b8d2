"""The steps of a finding's life: who moved it when, from where to where, and what they said."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

from .finding import Finding
from .finding_words import State


class StepQuerySet(ScopedQuerySet):
    to_supplier = "finding__audit__site__supplier"

    def visible_to(self, user):
        return super().visible_to(user).filter(finding__in=Finding.objects.visible_to(user))


class Step(models.Model):
    """One move of a finding, or a remark in passing (then both states are the same)."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="steps")
    verb = models.CharField(_("what"), max_length=20)
    from_state = models.CharField(_("from"), max_length=20, choices=State.choices)
    to_state = models.CharField(_("to"), max_length=20, choices=State.choices)
    remark = models.TextField(_("remark"), blank=True, max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.finding.reference}: {self.verb}"
