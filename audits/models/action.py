"""What the supplier does about a finding: every submitted version of the plan, and the evidence."""

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

    to_supplier = "finding__audit__site__supplier"

    def visible_to(self, user):
        return super().visible_to(user).filter(finding__in=Finding.objects.visible_to(user))


class CorrectiveAction(models.Model):
    """One version of the plan as it was submitted; the highest version is the current one."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="actions")
    version = models.PositiveSmallIntegerField(_("version"), editable=False)
    containment = models.TextField(
        _("what was done at once"),
        blank=True,
        max_length=2000,
        help_text=_("Immediate containment."),
    )
    root_cause = models.TextField(
        _("root cause"), blank=True, max_length=2000, help_text=_("Ask why five times.")
    )
    corrective = models.TextField(_("corrective action"), blank=True, max_length=2000)
    preventive = models.TextField(
        _("so that it does not come back"),
        blank=True,
        max_length=2000,
        help_text=_("Preventive action."),
    )
    responsible = models.CharField(_("responsible person"), blank=True, max_length=120)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    expected_on = models.DateField(_("done by"), null=True, blank=True)
    no_action_because = models.TextField(_("no action, because"), blank=True, max_length=2000)
    submitted_at = models.DateTimeField(_("submitted"), editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = OfVisibleFinding.as_manager()

    class Meta:
        verbose_name = _("corrective action")
        verbose_name_plural = _("corrective actions")
        ordering = ["finding", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "version"], name="one_plan_per_version"),
            models.CheckConstraint(
                condition=~Q(no_action_because="")
                | (
                    ~Q(root_cause="")
                    & ~Q(corrective="")
                    & ~Q(responsible="")
                    & Q(starts_on__isnull=False, expected_on__isnull=False)
                ),
                name="plan_says_what_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(expected_on__isnull=True) | Q(expected_on__gte=F("starts_on")),
                name="plan_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"{self.finding.reference} v{self.version}"


def evidence_path(evidence, name):
    return random_path("evidence", evidence.content_type)


class Evidence(KeptFile):
    """A file that shows something."""

    class Stage(models.TextChoices):
        FINDING = "finding", _("with the finding")
        PLAN = "plan", _("with the plan")
        ACTION = "action", _("of the action")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="evidence")
    stage = models.CharField(_("shown"), max_length=10, choices=Stage.choices)
    file = models.FileField(_("file"), upload_to=evidence_path, max_length=200)
    at = models.DateTimeField(_("uploaded"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfVisibleFinding.as_manager()

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
