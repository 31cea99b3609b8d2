"""Which supplier should take which course, by which rule, until when; and mailings about courses."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suppliers.models.supplier import found_at
from sustainportal.accounts.scopes import ScopedQuerySet


class CourseRule(models.Model):
    """Whoever fits gets the course, every night anew. `value`: the provision for a finding (B2, or B for
    all of the section), the class for a risk class, empty for a new supplier."""

    class Kind(models.TextChoices):
        FINDING = "finding", _("Open finding in")
        NEW = "new", _("New supplier")
        RISK_CLASS = "class", _("Risk class")

    course = models.ForeignKey("training.Course", models.CASCADE, related_name="rules")
    kind = models.CharField(_("who"), max_length=10, choices=Kind.choices)
    value = models.CharField(_("which"), max_length=20, blank=True)
    due_days = models.PositiveSmallIntegerField(_("days to complete it"), default=60)
    since = models.DateField(
        _("from"), help_text=_("What happened before this day assigns nothing.")
    )
    is_active = models.BooleanField(_("in use"), default=False)

    class Meta:
        verbose_name = _("rule of assignment")
        verbose_name_plural = _("rules of assignment")
        ordering = ["course", "kind", "value"]
        constraints = [
            models.UniqueConstraint(fields=["course", "kind", "value"], name="one_rule_per_course"),
            models.CheckConstraint(
                condition=Q(kind="new", value="") | (~Q(kind="new") & ~Q(value="")),
                name="rule_says_which",
            ),
            models.CheckConstraint(
                condition=Q(due_days__range=(1, 730)), name="rule_leaves_time_to_complete"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value} → {self.course}".replace("  ", " ")


class CourseAssignmentQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def open(self):
        """Neither completed nor lifted."""
        return self.filter(completed_at=None, lifted_at=None)

    def with_late(self, today):
        """Adds `is_late`: open past its date, as of that day."""
        late = When(due_on__lt=today, completed_at=None, lifted_at=None, then=Value(True))
        return self.annotate(is_late=Case(late, default=Value(False)))

    def search(self, text):
        """By the supplier (name, code, number) or a part of the course's title."""
        text = text.strip()
        if not text:
            return self
        titled = Q(course__title__icontains=text)
        named = found_at("supplier", text)
        return self.filter(titled if named is None else titled | named)


class CourseAssignment(models.Model):
    """A supplier is to have somebody complete a course. `finding` is what it was assigned for: whether that
    recurred stands beside it."""

    course = models.ForeignKey("training.Course", models.PROTECT, related_name="assignments")
    supplier = models.ForeignKey(
        "suppliers.Supplier", models.CASCADE, related_name="course_assignments"
    )
    rule = models.ForeignKey(
        CourseRule, models.SET_NULL, null=True, blank=True, related_name="assignments"
    )  # null: by hand
    finding = models.ForeignKey(
        "audits.Finding", models.CASCADE, null=True, blank=True, related_name="+"
    )
    why = models.CharField(_("why"), max_length=200)
    assigned_at = models.DateTimeField(_("assigned"))
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # null: by a rule
    due_on = models.DateField(_("due on"))
    reminded_on = models.DateField(_("last reminder"), null=True, editable=False)
    completed_at = models.DateTimeField(_("completed"), null=True, editable=False)
    lifted_at = models.DateTimeField(_("lifted"), null=True, editable=False)
    lifted_because = models.CharField(_("lifted because"), max_length=300, blank=True)

    objects = CourseAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assigned course")
        verbose_name_plural = _("assigned courses")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(completed_at__isnull=True, lifted_at__isnull=True),
                name="assignment_open_by_due",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "supplier"],
                condition=Q(
                    finding__isnull=True, completed_at__isnull=True, lifted_at__isnull=True
                ),
                name="one_open_assignment_per_course",
            ),
            models.UniqueConstraint(
                fields=["course", "supplier", "finding"],
                condition=Q(finding__isnull=False),
                name="one_assignment_per_finding",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_because=""),
                name="assignment_lifted_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.course} – {self.supplier}"

    def get_absolute_url(self):
        return reverse("training:course_detail", args=[self.course_id])


def new_token():
    return secrets.token_urlsafe(24)


class Campaign(models.Model):
    """A mailing about a course: to whom it went, and what views came of it."""

    title = models.CharField(_("title"), max_length=200)
    course = models.ForeignKey("training.Course", models.PROTECT, related_name="campaigns")
    text = models.TextField(_("text of the mail"), max_length=3000, blank=True)
    rule = models.JSONField(_("whom it goes to"), default=dict, editable=False)
    created_at = models.DateTimeField(_("created"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:campaign_detail", args=[self.pk])


class CampaignMailQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class CampaignMail(models.Model):
    """One person's mail of a campaign. Its token is in the link, so a view is known to come from it."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="mails")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    sent_at = models.DateTimeField(_("sent"))
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)

    objects = CampaignMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail of a campaign")
        verbose_name_plural = _("mails of a campaign")
        ordering = ["campaign", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "user"], name="one_mail_per_person")
        ]

    def __str__(self):
        return f"{self.campaign_id} {self.user_id}"
