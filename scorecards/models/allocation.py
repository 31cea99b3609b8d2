"""An order recommendation: one commodity, one quarter, a line per supplier, and the decision beside it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet

READERS = {Role.PROCUREMENT, Role.ADMIN, Role.SALES}


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Procurement, sales and administrators; suppliers and auditors never."""
        readable = user.is_authenticated and user.is_active and user.role in READERS
        return self if readable else self.none()

    def search(self, text):
        text = text.strip()
        return self.filter(
            Q(commodity__name__icontains=text) | Q(commodity__code__istartswith=text)
        )

    def proposed(self):
        return self.filter(state=Allocation.State.PROPOSED)

    def current(self):
        """Without those that were rejected: at most one per commodity and quarter."""
        return self.exclude(state=Allocation.State.REJECTED)


class Allocation(models.Model):
    """`inputs` is everything the recommendation was computed from, `notes`, `clashes` and `cures` what
    the rules said of the whole. It is stale when the same inputs gathered now differ (see queries)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        DECIDED = "decided", _("Decided")
        REJECTED = "rejected", _("Rejected")

    quarter = models.ForeignKey(
        "scorecards.Quarter", models.PROTECT, related_name="allocations", verbose_name=_("quarter")
    )
    commodity = models.ForeignKey(
        "suppliers.Commodity",
        models.PROTECT,
        related_name="allocations",
        verbose_name=_("commodity"),
    )
    policy = models.ForeignKey(
        "scorecards.AllocationPolicy", models.PROTECT, verbose_name=_("policy")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PROPOSED
    )
    feasible = models.BooleanField(_("all rules can hold"))
    as_of = models.DateTimeField(_("as of"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    inputs = models.JSONField(_("computed from"))
    outcome = models.JSONField(_("what the rules said"), default=dict)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("order recommendation")
        verbose_name_plural = _("order recommendations")
        ordering = ["-quarter_id", "commodity__name", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "commodity"],
                condition=~Q(state="rejected"),
                name="one_recommendation_per_commodity_and_quarter",
            )
        ]

    def __str__(self):
        return f"{self.commodity} {self.quarter_id}"

    def get_absolute_url(self):
        return reverse("scorecards:allocation_detail", args=[self.pk])

    @property
    def is_proposed(self):
        return self.state == self.State.PROPOSED


class AllocationLineQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def visible_to(self, user):
        """As the recommendation they stand in: never to suppliers or auditors."""
        rows = super().visible_to(user)
        return rows if getattr(user, "role", None) in READERS else rows.none()

    def search(self, text):
        """Those of suppliers whose code, name or alias contains the text."""
        if not text.strip():
            return self
        return self.filter(supplier__in=Supplier.objects.search(text).order_by().values("pk"))


class AllocationLine(models.Model):
    """One supplier's share of the commodity's orders, in points of 100: now, advised, decided."""

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="lines")
    supplier = models.ForeignKey(
        "suppliers.Supplier",
        models.PROTECT,
        related_name="allocation_lines",
        verbose_name=_("supplier"),
    )
    card = models.ForeignKey(
        "scorecards.Scorecard", models.PROTECT, null=True, verbose_name=_("scorecard")
    )
    grade = models.CharField(_("grade"), max_length=10)
    current = models.DecimalField(_("share now"), max_digits=6, decimal_places=3)
    target_least = models.DecimalField(_("aimed at, from"), max_digits=6, decimal_places=3)
    target_most = models.DecimalField(_("aimed at, to"), max_digits=6, decimal_places=3)
    share = models.DecimalField(_("recommended"), max_digits=6, decimal_places=3, null=True)
    decided = models.DecimalField(_("decided"), max_digits=6, decimal_places=3, null=True)
    reasons = models.JSONField(_("why"), default=list)
    bounds = models.JSONField(_("bounds"), default=list)

    objects = AllocationLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a recommendation")
        verbose_name_plural = _("lines of a recommendation")
        ordering = ["allocation_id", "-current", "supplier_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "supplier"], name="one_line_per_supplier"
            ),
            models.CheckConstraint(
                condition=(Q(share__isnull=True) | Q(share__range=(0, 100)))
                & (Q(decided__isnull=True) | Q(decided__range=(0, 100)))
                & Q(current__range=(0, 100)),
                name="line_shares_in_range",
            ),
        ]

    def __str__(self):
        return f"{self.supplier_id} {self.share}"

    @property
    def change(self):
        """Points to be won or lost; None where nothing could be recommended."""
        return None if self.share is None else self.share - self.current


class Decision(models.Model):
    """What a named person made of a recommendation. One per recommendation, never changed."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("Accepted")
        CHANGE = "change", _("Changed")
        REJECT = "reject", _("Rejected")

    allocation = models.OneToOneField(Allocation, models.PROTECT, related_name="decision")
    kind = models.CharField(_("decision"), max_length=10, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    broken = models.JSONField(_("rules the chosen shares break"), default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="accept") | ~Q(reason=""), name="decision_has_its_reason"
            )
        ]

    def __str__(self):
        return f"{self.allocation}: {self.get_kind_display()}"
