"""What declarations and certificates have in common: handed in, judged by another person, withdrawn."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Paper(models.Model):
    """A paper counts while it is accepted. Whoever handed it in does not judge it.

    `judged_by` is empty for what counts at once (signed in the portal).
    """

    class State(models.TextChoices):
        HANDED_IN = "handed_in", _("Handed in")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    file = models.OneToOneField(
        "suppliers.PaperFile", models.PROTECT, null=True, related_name="+", verbose_name=_("file")
    )
    at = models.DateTimeField(_("handed in"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("handed in by"),
    )
    judged_at = models.DateTimeField(_("judged"), null=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("judged by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("withdrawn by"),
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def waits(self):
        return self.state == self.State.HANDED_IN

    @property
    def counts(self):
        return self.state == self.State.ACCEPTED


def paper_constraints(noun):
    """Who and when belong to every state; no for an answer needs a reason; four eyes."""
    return [
        models.CheckConstraint(
            condition=Q(state="handed_in", judged_at=None, withdrawn_at=None)
            | Q(state="accepted", withdrawn_at=None)
            | (Q(state="declined", judged_at__isnull=False) & ~Q(reason=""))
            | (Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(reason="")),
            name=f"{noun}_life_is_dated",
        ),
        models.CheckConstraint(
            condition=Q(judged_by=None) | Q(by=None) | ~Q(judged_by=F("by")),
            name=f"{noun}_is_judged_by_another",
        ),
    ]
