"""Some time after closing, somebody looks whether the action still holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .action import OfVisibleFinding
from .finding import Finding


class EffectivenessCheck(models.Model):
    """Owed when a finding is closed, `due_on` counted by its protocol (default 90 days).

    Where it does not hold, `repeat` is the new finding that was opened; the closed one stays as it is.
    """

    finding = models.OneToOneField(Finding, models.CASCADE, related_name="check_owed")
    due_on = models.DateField(_("due on"))
    holds = models.BooleanField(_("it holds"), null=True)
    remark = models.TextField(_("remark"), blank=True, max_length=2000)
    checked_at = models.DateTimeField(_("checked"), null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    repeat = models.OneToOneField(
        Finding, models.PROTECT, null=True, related_name="opened_by_check"
    )

    objects = OfVisibleFinding.as_manager()

    class Meta:
        verbose_name = _("effectiveness check")
        verbose_name_plural = _("effectiveness checks")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(checked_at=None), name="check_owed_by_day")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True, holds__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False, holds__isnull=False),
                name="check_has_who_when_and_what",
            ),
            models.CheckConstraint(
                condition=Q(repeat__isnull=True) | Q(holds=False),
                name="check_opens_a_repeat_only_if_it_fails",
            ),
        ]

    def __str__(self):
        return f"{self.finding.reference} ({self.due_on})"
