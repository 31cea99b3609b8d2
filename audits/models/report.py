"""What belongs to an audit's report: agenda, files, the supplier's comments, what a closure audit confirmed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet
from sustainportal.files.models import KeptFile, not_empty, random_path

from .audit import Audit
from .finding import Finding


class OfAudit(ScopedQuerySet):
    to_supplier = "audit__site__supplier"


class AgendaItem(models.Model):
    """One line of the visit's agenda."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="agenda")
    day = models.DateField(_("day"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    topic = models.CharField(_("topic"), max_length=200)
    people = models.CharField(_("with whom, where"), max_length=200, blank=True)

    objects = OfAudit.as_manager()

    class Meta:
        verbose_name = _("line of the agenda")
        verbose_name_plural = _("agenda")
        ordering = ["audit", "day", "starts", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="agenda_line_takes_time")
        ]

    def __str__(self):
        return self.topic


def report_path(report, name):
    return random_path("reports", report.content_type)


class ReportQuerySet(OfAudit):
    def visible_to(self, user):
        """The supplier sees a report's files once the draft is shared, not before."""
        rows = super().visible_to(user)
        if getattr(user, "role", None) == "supplier":
            return rows.filter(audit__state__in=[Audit.State.COMMENT, Audit.State.FINAL])
        return rows


class ReportFile(KeptFile):
    """A file of the audit's report; the same content is kept once."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="reports")
    file = models.FileField(_("file"), upload_to=report_path, max_length=200)
    at = models.DateTimeField(_("uploaded"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report file")
        verbose_name_plural = _("report files")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "sha256"], name="same_audit_report_kept_once"),
            not_empty("audit_report_is_not_empty"),
        ]

    def get_absolute_url(self):
        return reverse("audits:report_download", args=[self.pk])


class AuditComment(models.Model):
    """What the supplier says about the draft, of the whole or of one finding, and the auditor's answer."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="comments")
    finding = models.ForeignKey(
        Finding, models.SET_NULL, null=True, blank=True, related_name="comments",
        verbose_name=_("about the finding"),
    )  # fmt: skip
    text = models.TextField(_("comment"), max_length=2000)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = OfAudit.as_manager()

    class Meta:
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="comment_answered_has_who_and_when",
            )
        ]

    def __str__(self):
        return self.text[:60]


class Confirmation(models.Model):
    """What a closure audit saw of one finding of the audit it follows."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="confirmations")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="confirmations")
    holds = models.BooleanField(_("put right"))
    remark = models.TextField(_("remark"), blank=True, max_length=2000)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfAudit.as_manager()

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["audit", "finding"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "finding"], name="one_confirmation_per_audit_and_finding"
            )
        ]

    def __str__(self):
        return self.finding.reference
