"""A finding: what was found, where it stands, who did what when."""

import datetime as dt

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..rules import deadlines, life
from ..wording import DRAFT_WORDS, NEXT_WORDS
from .finding_rows import DUE_FIELD, FindingQuerySet, due_order
from .finding_words import FoundBy, Matter, Rating, State


class Finding(models.Model):
    Rating = Rating
    State = State
    Matter = Matter
    FoundBy = FoundBy

    audit = models.ForeignKey("audits.Audit", models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    provision = models.ForeignKey(
        "audits.Provision", models.PROTECT, related_name="findings", verbose_name=_("provision")
    )
    rating = models.CharField(_("rating"), max_length=20, choices=Rating.choices)
    zero_tolerance = models.ForeignKey(
        "audits.ZeroToleranceKind",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("zero tolerance"),
        help_text=_("Only for priority findings. Escalates at once and overrides the score."),
    )
    matter = models.CharField(
        _("longer clock for"),
        max_length=20,
        choices=Matter.choices,
        blank=True,
        default="",
        help_text=_("Priority findings about these matters have a longer deadline."),
    )
    discovered_on = models.DateField(_("discovered on"))
    description = models.TextField(_("what was found"), max_length=4000)
    sample_size = models.PositiveIntegerField(_("sample looked at"), null=True, blank=True)
    sample_affected = models.PositiveIntegerField(_("of these affected"), null=True, blank=True)
    repeat_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeats",
        verbose_name=_("repeat of"),
        editable=False,
    )
    found_by = models.CharField(
        _("found by"), max_length=10, choices=FoundBy.choices, default=FoundBy.AUDIT, editable=False
    )
    is_history = models.BooleanField(
        _("brought in with its past"),
        default=False,
        editable=False,
        help_text=_("Its life was lived in another system; only what that list said is known."),
    )
    source_number = models.CharField(
        _("number in its list"), max_length=60, blank=True, default="", editable=False
    )
    owners = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="findings_owned",
        blank=True,
        verbose_name=_("owners"),
        help_text=_("The supplier's people who see to it. Nobody named: all of them."),
    )
    paused_on = models.DateField(_("clock stands still since"), null=True, editable=False)
    reminded_on = models.DateField(_("last reminder"), null=True, editable=False)
    recorded_at = models.DateTimeField(_("recorded"), editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.NOT_STARTED
    )
    submit_due = models.DateField(_("plan due"), null=True, blank=True, editable=False)
    approve_due = models.DateField(_("approval due"), null=True, blank=True, editable=False)
    complete_due = models.DateField(_("completion due"), null=True, blank=True, editable=False)
    deadlines = models.JSONField(
        _("where the dates come from"),
        default=list,
        blank=True,
        encoder=DjangoJSONEncoder,
        editable=False,
    )
    first_submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("plan submitted"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    approved_at = models.DateTimeField(_("plan approved"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    completed_at = models.DateTimeField(
        _("actions submitted"), null=True, blank=True, editable=False
    )
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-audit", "number"]
        indexes = [
            models.Index(due_order(), "id", "discovered_on", name="finding_by_due_and_age"),
            models.Index("state", due_order(), "id", name="finding_by_state_due"),
            models.Index("rating", due_order(), "id", name="finding_by_rating_due"),
            models.Index(fields=["discovered_on"], name="finding_by_discovery"),
            models.Index(fields=["provision", "id"], name="finding_by_provision"),
            models.Index(fields=["audit", "rating", "provision", "found_by"], name="finding_counted"),
            models.Index(
                fields=["paused_on"], condition=Q(paused_on__isnull=False), name="finding_paused"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="one_number_per_audit"),
            models.UniqueConstraint(
                fields=["audit", "source_number"],
                condition=~Q(source_number=""),
                name="one_finding_per_number_of_a_list",
            ),
            models.CheckConstraint(
                condition=Q(repeat_of__isnull=True) | ~Q(repeat_of=F("id")),
                name="finding_repeats_another",
            ),
            models.CheckConstraint(
                condition=Q(paused_on__isnull=True) | ~Q(state="closed"),
                name="finding_closed_has_no_pause",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(life.STATES)), name="finding_state_known"
            ),
            models.CheckConstraint(
                condition=Q(zero_tolerance__isnull=True) | Q(rating="priority"),
                name="finding_zero_tolerance_is_priority",
            ),
            models.CheckConstraint(
                condition=Q(sample_affected__isnull=True)
                | Q(sample_size__isnull=False, sample_affected__lte=F("sample_size")),
                name="finding_sample_in_order",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{deed}_at__isnull": True, f"{deed}_by__isnull": True})
                    | Q(**{f"{deed}_at__isnull": False, f"{deed}_by__isnull": False}),
                    name=f"finding_{deed}_has_who_and_when",
                )
                for deed in ("submitted", "approved", "completed", "verified", "closed")
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="finding_closed_iff_closed_at",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[life.READY_FOR_CLOSURE, life.CLOSED], verified_at__isnull=False
                )
                | Q(is_history=True, state=life.CLOSED)
                | (
                    ~Q(state__in=[life.READY_FOR_CLOSURE, life.CLOSED])
                    & Q(verified_at__isnull=True)
                ),
                name="finding_verified_iff_ready",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[life.NOT_STARTED, life.SUBMITTED, life.NEEDS_REVISION])
                | Q(approved_at__isnull=False)
                | Q(is_history=True),
                name="finding_under_way_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("verified_by")),
                name="finding_closer_is_not_verifier",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True)
                | Q(completed_by__isnull=True)
                | ~Q(closed_by=F("completed_by")),
                name="finding_closer_is_not_fixer",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
                name="finding_approver_is_not_proposer",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.provision}"

    @property
    def reference(self):
        """How people name it: AU-00012-3."""
        return f"AU-{self.audit_id:05d}-{self.number}"

    @property
    def is_open(self):
        return self.state != State.CLOSED

    @property
    def next_words(self):
        """Who is next, and with what."""
        return NEXT_WORDS[self.state] if self.is_reported else DRAFT_WORDS

    @property
    def is_reported(self):
        """Whether it has left the auditor's desk (as `reported` says in queries)."""
        return self.audit.is_final or self.rating == Rating.PRIORITY

    @property
    def next_due(self):
        """The date that runs against whoever is next, or None (also while the clock stands still)."""
        step = None if self.paused_on else life.NEXT[self.state][1]
        return getattr(self, DUE_FIELD[step]) if step else None

    def days_late(self, today):
        """Days past the running date; of a closed finding, the days its completion was late."""
        if self.closed_at:
            done = timezone.localdate(self.completed_at or self.verified_at or self.closed_at)
            return deadlines.days_late(self.complete_due, today, done)
        return deadlines.days_late(self.next_due, today)

    def doers(self):
        """Who did what so far, as the rules of its life ask."""
        deeds = ("submitted", "completed", "verified")
        return {deed: {getattr(self, f"{deed}_by_id")} - {None} for deed in deeds}

    def is_auditee(self, person):
        """Whether this person speaks for the audited side: its own people, and where the auditee ran the
        audit itself (AMA) its lead auditor too, as far as priority findings go."""
        audit = self.audit
        ran_it = audit.kind == audit.Kind.AMA and audit.auditor_id == person.pk
        if ran_it and self.rating == Rating.PRIORITY:
            return True
        return audit.site.supplier.memberships.filter(user=person).exists()

    def last_step(self):
        """The number of the latest step, as pages show it and moves give it back (0: none yet)."""
        return self.steps.order_by("-pk").values_list("pk", flat=True).first() or 0

    def dates(self):
        """The deadlines as kept, with their dates as dates, and what changed each of them."""
        return [_as_dates(part) for part in self.deadlines]

    def get_absolute_url(self):
        return reverse("audits:finding_detail", args=[self.pk])


def _as_dates(part):
    changes = [
        change | {name: dt.date.fromisoformat(change[name]) for name in ("before", "after", "on")}
        for change in part.get("changes", ())
    ]
    return part | {"date": dt.date.fromisoformat(part["date"]), "changes": changes}
