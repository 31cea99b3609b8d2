"""What the supplier does about a finding: every submitted version of the plan, its actions, the evidence."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet
from sustainportal.files.models import KeptFile, not_empty, random_path

from .finding import Finding


class OfVisibleFinding(ScopedQuerySet):
    """Rows below a finding: seen by whoever sees the finding."""

    to_finding = "finding"
    to_supplier = "finding__audit__site__supplier"

    def visible_to(self, user):
        rows = super().visible_to(user)
        return rows.filter(**{f"{self.to_finding}__in": Finding.objects.visible_to(user)})


class Plan(models.Model):
    """One version of the plan as it was submitted; the highest version is the current one."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="plans")
    version = models.PositiveSmallIntegerField(_("version"), editable=False)
    whys = models.JSONField(
        _("why, and why that"), default=list, blank=True, help_text=_("Up to five answers, in order.")
    )
    root_cause = models.TextField(_("root cause"), blank=True, max_length=2000)
    no_action_because = models.TextField(_("no action, because"), blank=True, max_length=2000)
    submitted_at = models.DateTimeField(_("submitted"), editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = OfVisibleFinding.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["finding", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "version"], name="one_plan_per_version"),
            models.CheckConstraint(
                condition=~Q(no_action_because="") | ~Q(root_cause=""),
                name="plan_says_what_or_why_not",
            ),
        ]

    def __str__(self):
        return f"{self.finding.reference} v{self.version}"


class ActionQuerySet(OfVisibleFinding):
    to_finding = "plan__finding"
    to_supplier = "plan__finding__audit__site__supplier"


class CorrectiveAction(models.Model):
    """One thing the plan says will be done: by whom, from when, until when."""

    class Kind(models.TextChoices):
        CONTAINMENT = "containment", _("Immediate containment")
        CORRECTIVE = "corrective", _("Corrective action")
        PREVENTIVE = "preventive", _("Preventive action")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.TextField(_("what is done"), max_length=2000)
    responsible = models.CharField(_("responsible person"), max_length=120)
    starts_on = models.DateField(_("starts on"))
    expected_on = models.DateField(_("done by"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("corrective action")
        verbose_name_plural = _("corrective actions")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_action_per_number"),
            models.CheckConstraint(
                condition=Q(expected_on__gte=F("starts_on")), name="action_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"


class EvidenceQuerySet(OfVisibleFinding):
    def visible_to(self, user):
        """Files only read: of a draft, too, while the supplier may comment on it."""
        rows = ScopedQuerySet.visible_to(self, user)
        return rows.filter(finding__in=Finding.objects.shown_to(user))


def evidence_path(evidence, name):
    return random_path("evidence", evidence.content_type)


class Evidence(KeptFile):
    """A file that shows something."""

    class Stage(models.TextChoices):
        FINDING = "finding", _("with the finding")
        PLAN = "plan", _("with the plan")
        ACTION = "action", _("of the action")
        CHECK = "check", _("of the effectiveness check")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="evidence")
    stage = models.CharField(_("shown"), max_length=10, choices=Stage.choices)
    version = models.PositiveSmallIntegerField(
        _("version"), default=1, help_text=_("A file of the same name is its next version.")
    )
    file = models.FileField(_("file"), upload_to=evidence_path, max_length=200)
    at = models.DateTimeField(_("uploaded"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "stage", "sha256"], name="same_evidence_kept_once"
            ),
            not_empty("evidence_is_not_empty"),
        ]

    def get_absolute_url(self):
        return reverse("audits:evidence_download", args=[self.pk])
