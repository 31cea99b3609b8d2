"""More time for a finding, asked for with a reason and decided by another person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .action import OfVisibleFinding
from .finding import Finding


class Postponement(models.Model):
    """An extension gives completion a later day; a pause lets the clock stand still until it is ended.

    asked → granted or refused. A granted pause runs from the day it was granted to `ended_on`.
    """

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("Extension")
        PAUSE = "pause", _("Pause")

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="postponements")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    until = models.DateField(_("until"))
    reason = models.TextField(_("reason"), max_length=1000)
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.ASKED
    )
    due_before = models.DateField(_("completion was due"), null=True)
    remark = models.TextField(_("remark"), blank=True, max_length=1000)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_on = models.DateField(_("clock runs again since"), null=True)

    objects = OfVisibleFinding.as_manager()

    class Meta:
        verbose_name = _("postponement")
        verbose_name_plural = _("postponements")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding"], condition=Q(state="asked"), name="one_postponement_asked_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True, decided_by__isnull=True)
                | (
                    Q(state__in=["granted", "refused"])
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="postponement_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="postponement_decider_is_not_asker",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(kind="pause", state="granted"),
                name="postponement_only_a_pause_ends",
            ),
        ]

    def __str__(self):
        return f"{self.finding.reference}: {self.get_kind_display()}"
