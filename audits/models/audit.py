"""An audit: a visit to one site, held against one protocol, kept with its score and the reasons."""

import datetime as dt
import re

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.accounts.scopes import ScopedQuerySet

#: So many days before an audit's validity ends the next one is due (default).
DUE_AGAIN_DAYS = 90
REFERENCE = re.compile(r"^\s*au-?0*(\d{1,9})(?:-(\d{1,4}))?\s*$", re.IGNORECASE)


class AuditQuerySet(ScopedQuerySet):
    to_supplier = "site__supplier"

    def final(self):
        return self.filter(state=Audit.State.FINAL)

    def scored(self):
        return self.final().filter(score__isnull=False)

    def in_year(self, year):
        """Audits by the year their visit began."""
        return self.filter(started_on__year=year)

    def with_validity(self, today):
        """Adds `validity` as of that day: "expired", "soon" (ends within 90 days, that day included) or ""
        – also where a later final audit of the site took its place; closure audits do not."""
        later = self.model.objects.final().filter(
            Q(valid_until__gt=OuterRef("valid_until"))
            | Q(valid_until=OuterRef("valid_until"), pk__gt=OuterRef("pk")),
            site=OuterRef("site"),
        )
        replaced = Exists(later.exclude(kind__in=Audit.CLOSURES))
        soon = today + dt.timedelta(days=DUE_AGAIN_DAYS)
        return self.annotate(
            validity=Case(
                When(~Q(state="final") | Q(kind__in=Audit.CLOSURES), then=Value("")),
                When(Q(valid_until__lt=today) & ~replaced, then=Value("expired")),
                When(Q(valid_until__gte=today, valid_until__lte=soon) & ~replaced, then=Value("soon")),
                default=Value(""),
            )
        )

    def search(self, text):
        """By reference (AU-00012), supplier, site or firm."""
        match = REFERENCE.match(text)
        if match:
            return self.filter(pk=match[1])
        return self.filter(
            Q(site__supplier__in=Supplier.objects.search(text).order_by().values("pk"))
            | Q(site__name__icontains=text.strip())
            | Q(firm__icontains=text.strip())
        )


class Audit(models.Model):
    class Kind(models.TextChoices):
        SECOND_PARTY = "second_party", _("Second party, on site")
        VAP_INITIAL = "vap_initial", _("RBA VAP initial")
        VAP_CLOSURE = "vap_closure", _("RBA VAP closure")
        PRIORITY_CLOSURE = "priority_closure", _("RBA VAP priority closure")
        CMA = "cma", _("Customer-managed audit (CMA)")
        AMA = "ama", _("Auditee-managed audit (AMA)")
        DOCUMENT_REVIEW = "document_review", _("Document review")
        REMOTE = "remote", _("Remote")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        IN_PROGRESS = "in_progress", _("In progress")
        COMMENT = "comment", _("Draft with the supplier")
        FINAL = "final", _("Final")
        CANCELLED = "cancelled", _("Cancelled")

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        CONDITIONAL = "conditional", _("Conditionally approved")
        REJECTED = "rejected", _("Rejected")

    #: Kinds without counts of conforming and applicable items: they get no score.
    UNSCORED = (Kind.DOCUMENT_REVIEW, Kind.PRIORITY_CLOSURE)
    CLOSURES = (Kind.VAP_CLOSURE, Kind.PRIORITY_CLOSURE)

    site = models.ForeignKey(
        "suppliers.Site", models.PROTECT, related_name="audits", verbose_name=_("site")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    protocol = models.ForeignKey(
        "audits.Protocol", models.PROTECT, related_name="audits", verbose_name=_("protocol")
    )
    auditor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="audits_led",
        verbose_name=_("lead auditor"),
    )
    firm = models.CharField(_("audit firm"), max_length=120, blank=True)
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("follows the audit"),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.PLANNED
    )
    planned_on = models.DateField(_("planned for"))
    planned_at = models.DateTimeField(_("planned at"), editable=False)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="audits_planned",
        verbose_name=_("planned by"),
        editable=False,
    )
    started_on = models.DateField(_("visit began"), null=True, blank=True)
    closing_on = models.DateField(_("closing meeting"), null=True, blank=True)
    workers = models.PositiveIntegerField(_("workers on site"), null=True, blank=True)
    interviewed = models.PositiveIntegerField(_("workers interviewed"), null=True, blank=True)
    conforming = models.PositiveIntegerField(
        _("conforming items"),
        null=True,
        blank=True,
        help_text=_("Risk of non-conformance, not reviewed and opportunities count here."),
    )
    applicable = models.PositiveIntegerField(
        _("applicable items"), null=True, blank=True, help_text=_("Without the not applicable.")
    )
    summary = models.TextField(_("summary"), blank=True, max_length=4000)
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=Outcome.choices, blank=True, default=""
    )
    score = models.DecimalField(
        _("score"), max_digits=6, decimal_places=2, null=True, blank=True, editable=False
    )
    colour = models.CharField(_("colour"), max_length=10, blank=True, editable=False)
    score_parts = models.JSONField(
        _("how the score came about"),
        default=dict,
        blank=True,
        encoder=DjangoJSONEncoder,
        editable=False,
    )
    shared_at = models.DateTimeField(_("draft shared"), null=True, blank=True, editable=False)
    comment_until = models.DateField(_("comments until"), null=True, blank=True, editable=False)
    commented_at = models.DateTimeField(
        _("supplier has nothing to add since"), null=True, blank=True, editable=False
    )
    commented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    source = models.CharField(
        _("list it came from"), max_length=100, blank=True, default="", editable=False
    )
    source_number = models.CharField(
        _("number in that list"), max_length=60, blank=True, default="", editable=False
    )
    final_at = models.DateTimeField(_("final since"), null=True, blank=True, editable=False)
    final_on = models.DateField(_("final report"), null=True, blank=True, editable=False)
    final_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made final by"),
        editable=False,
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    cancelled_because = models.CharField(
        _("cancelled because"), max_length=300, blank=True, editable=False
    )

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit")
        verbose_name_plural = _("audits")
        ordering = ["-planned_on", "-pk"]
        indexes = [
            models.Index(fields=["state", "final_on"], name="audit_by_state"),
            models.Index(fields=["-planned_on", "-id"], name="audit_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["planned", "in_progress", "comment", "final", "cancelled"]
                ),
                name="audit_state_known",
            ),
            models.CheckConstraint(
                condition=(Q(state="final") & Q(final_at__isnull=False) & ~Q(outcome=""))
                | (~Q(state="final") & Q(final_at__isnull=True) & Q(outcome="")),
                name="audit_final_has_when_and_outcome",
            ),
            models.CheckConstraint(
                condition=Q(final_at__isnull=True, final_by__isnull=True, final_on__isnull=True)
                | Q(final_at__isnull=False, final_by__isnull=False, final_on__isnull=False),
                name="audit_final_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="audit_cancelled_has_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"]) | Q(started_on__isnull=False),
                name="audit_under_way_has_begun",
            ),
            models.CheckConstraint(
                condition=Q(closing_on__isnull=True) | Q(closing_on__gte=F("started_on")),
                name="audit_closes_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(conforming__isnull=True, applicable__isnull=True)
                | Q(applicable__gte=1, conforming__lte=F("applicable")),
                name="audit_counts_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state="comment")
                | Q(shared_at__isnull=False, comment_until__isnull=False, closing_on__isnull=False),
                name="audit_shared_has_when_and_until",
            ),
            models.CheckConstraint(
                condition=Q(commented_at__isnull=True, commented_by__isnull=True)
                | Q(commented_at__isnull=False, commented_by__isnull=False),
                name="audit_commented_has_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["source", "source_number"],
                condition=~Q(source=""),
                name="one_audit_per_number_of_a_list",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(state="final", applicable__isnull=False),
                name="audit_score_only_when_final",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.site}"

    @property
    def reference(self):
        """How people name it: AU-00012."""
        return f"AU-{self.pk:05d}" if self.pk else "AU-new"

    @property
    def is_final(self):
        return self.state == self.State.FINAL

    @property
    def is_closure(self):
        return self.kind in self.CLOSURES

    @property
    def is_scored_kind(self):
        return self.kind not in self.UNSCORED

    def due_again(self, today):
        """As `with_validity`: "expired", "soon" or ""."""
        rows = Audit.objects.filter(pk=self.pk).with_validity(today)
        return rows.values_list("validity", flat=True).get() if self.is_final else ""

    def get_absolute_url(self):
        return reverse("audits:audit_detail", args=[self.pk])
