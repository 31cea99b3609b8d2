"""What a counselling meeting treats: findings with their causes, and what is to follow."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audits.models import Finding
from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet


class TreatedFindingQuerySet(ScopedQuerySet):
    to_supplier = "finding__audit__site__supplier"

    def visible_to(self, user):
        """Procurement and administrators see all; the auditor who leads the meeting all of it; others
        those of findings they see. Meetings nobody was told of are seen by the first three only."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role in (Role.PROCUREMENT, Role.ADMIN):
            return self
        told = ~Q(event__state="draft") & ~Q(event__state="cancelled", event__opened_at=None)
        theirs = Q(finding__in=Finding.objects.visible_to(user)) & told
        if user.role == Role.AUDITOR:
            return self.filter(theirs | Q(event__lead=user))
        return self.filter(theirs) if user.role == Role.SUPPLIER else self.none()


class TreatedFinding(models.Model):
    """A finding on the agenda of a counselling meeting. `cause` is what the meeting found; recording it
    carries it into the finding's plan."""

    event = models.ForeignKey("training.Event", models.CASCADE, related_name="treated")
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="+")
    why = models.CharField(_("why it is treated"), max_length=200, blank=True)
    added_at = models.DateTimeField(_("added"))
    cause = models.TextField(_("cause found in the meeting"), max_length=2000, blank=True)
    treated_at = models.DateTimeField(_("treated"), null=True, editable=False)
    treated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = TreatedFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding of a meeting")
        verbose_name_plural = _("findings of a meeting")
        ordering = ["event", "finding"]
        constraints = [
            models.UniqueConstraint(fields=["event", "finding"], name="one_finding_per_meeting"),
            models.CheckConstraint(
                condition=Q(treated_at__isnull=True, treated_by__isnull=True)
                | (Q(treated_at__isnull=False, treated_by__isnull=False) & ~Q(cause="")),
                name="treated_with_a_cause_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.event_id} {self.finding_id}"

    def get_absolute_url(self):
        return f"{reverse('training:meeting', args=[self.event_id])}#treated-{self.pk}"


class FollowUpQuerySet(TreatedFindingQuerySet):
    to_supplier = "treated__finding__audit__site__supplier"

    def visible_to(self, user):
        """Those of the findings of a meeting that a person sees."""
        return self.filter(treated__in=TreatedFinding.objects.visible_to(user))

    def search(self, text):
        """By a part of what follows, or as its finding is found: reference, supplier, provision."""
        text = text.strip()
        if not text:
            return self
        found = Finding.objects.search(text).order_by()
        return self.filter(Q(text__icontains=text) | Q(treated__finding__in=found.values("pk")))


class FollowUp(models.Model):
    """What somebody promised in a counselling meeting, until when."""

    treated = models.ForeignKey(TreatedFinding, models.CASCADE, related_name="follow_ups")
    text = models.CharField(_("what follows"), max_length=500)
    owner = models.CharField(_("who sees to it"), max_length=120)
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("their login"),
    )
    due_on = models.DateField(_("by"))
    reminded_on = models.DateField(_("last reminder"), null=True, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    done_remark = models.CharField(_("what was done"), max_length=500, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="follow_up_done_has_who_and_when",
            )
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return self.treated.get_absolute_url()
