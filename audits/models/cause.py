"""A cause somebody found for a finding outside its plan, in a counselling meeting for example."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .action import OfVisibleFinding
from .finding import Finding


class FoundCause(models.Model):
    """The supplier's next plan begins with the latest of these."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="found_causes")
    text = models.TextField(_("cause"), max_length=2000)
    source = models.CharField(_("where it was found"), max_length=200)
    link = models.CharField(_("link"), max_length=200, blank=True)  # a path in the portal
    at = models.DateTimeField(_("recorded"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfVisibleFinding.as_manager()

    class Meta:
        verbose_name = _("cause found")
        verbose_name_plural = _("causes found")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "link"], name="one_cause_per_place"),
            models.CheckConstraint(condition=~Q(text=""), name="found_cause_says_something"),
        ]

    def __str__(self):
        return self.text[:60]
