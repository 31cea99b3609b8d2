"""The approval of a supplier: one person proposes, another decides; what was seen then is kept."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet

DECIDED = Q(
    state="decided",
    decided_at__isnull=False,
    decided_by__isnull=False,
    policy__isnull=False,
    checklist__isnull=False,
) & ~Q(decision="")
UNDECIDED = Q(decided_at=None, decided_by=None, policy=None, decision="")


class ApprovalQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def visible_to(self, user):
        """As everywhere; outside the company only decisions are seen, never what is proposed."""
        rows = super().visible_to(user)
        if getattr(user, "role", None) in (Role.PROCUREMENT, Role.ADMIN):
            return rows
        return rows.decided()

    def proposed(self):
        return self.filter(state=Approval.State.PROPOSED)

    def decided(self):
        return self.filter(state=Approval.State.DECIDED)

    def running_conditions(self):
        """Conditional approvals that still hold: the newest decision of a supplier that is conditional."""
        rows = self.decided().filter(
            decision=Approval.Decision.CONDITIONAL, supplier__status="conditional"
        )
        later = Approval.objects.decided().filter(
            supplier=models.OuterRef("supplier"), pk__gt=models.OuterRef("pk")
        )
        return rows.filter(~models.Exists(later))


class Approval(models.Model):
    """proposed → decided, or withdrawn. `checklist` is the checklist as the decider saw it.

    That a condition's date has passed is worked out from the day, never stored.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("New approval")
        RENEWAL = "renewal", _("Renewal")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        DECIDED = "decided", _("Decided")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Decision(models.TextChoices):
        APPROVED = "approved", _("Approved")
        CONDITIONAL = "conditional", _("Conditionally approved")
        REJECTED = "rejected", _("Rejected")

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="approvals")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PROPOSED
    )
    proposal = models.CharField(_("proposed decision"), max_length=20, choices=Decision.choices)
    proposal_reason = models.CharField(_("why"), max_length=500, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"))
    decision = models.CharField(_("decision"), max_length=20, choices=Decision.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    condition_until = models.DateField(_("the condition is to be met by"), null=True, blank=True)
    condition_text = models.TextField(_("what must happen"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    policy = models.ForeignKey(
        "suppliers.ApprovalPolicy", models.PROTECT, null=True, blank=True, related_name="+"
    )
    checklist = models.JSONField(_("checklist"), null=True, blank=True)
    reminded_on = models.DateField(_("reminded"), null=True, blank=True, editable=False)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier"], condition=Q(state="proposed"), name="one_open_proposal"
            ),
            models.CheckConstraint(
                condition=DECIDED | (Q(state__in=["proposed", "withdrawn"]) & UNDECIDED),
                name="approval_decided_iff_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="approval_decider_is_not_proposer",
            ),
            models.CheckConstraint(
                condition=(
                    Q(decision="conditional", condition_until__isnull=False) & ~Q(condition_text="")
                )
                | (~Q(decision="conditional") & Q(condition_until=None, condition_text="")),
                name="approval_condition_iff_conditional",
            ),
            models.CheckConstraint(
                condition=~Q(decision="rejected") | ~Q(reason=""),
                name="approval_rejection_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} – {self.supplier}"

    def get_absolute_url(self):
        return reverse("suppliers:approval_detail", args=[self.supplier_id])
