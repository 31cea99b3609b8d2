"""What an approval asks for, as versioned data: certificates, the declaration, assessments with pass marks."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessment import PERCENT
from .versions import PartOfVersion, Version, life_of_version


class ApprovalPolicy(Version):
    declaration_required = models.BooleanField(
        _("a signed declaration of the current code version is required"), default=True
    )
    assessment_months = models.PositiveSmallIntegerField(
        _("an assessment holds for, months"),
        default=24,
        validators=[MinValueValidator(1)],
    )
    soon_days = models.PositiveSmallIntegerField(_("“expires soon” from, days before"), default=90)

    class Meta(Version.Meta):
        verbose_name = _("approval policy")
        verbose_name_plural = _("approval policies")
        constraints = life_of_version("approval_policy")


class RequiredCertificate(PartOfVersion):
    policy = models.ForeignKey(ApprovalPolicy, models.CASCADE, related_name="certificates")
    kind = models.ForeignKey(
        "suppliers.CertificateKind",
        models.PROTECT,
        related_name="+",
        verbose_name=_("certificate"),
    )

    class Meta:
        verbose_name = _("required certificate")
        verbose_name_plural = _("required certificates")
        ordering = ["kind__place", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "kind"], name="one_requirement_per_certificate"
            )
        ]

    def __str__(self):
        return self.kind_id


class RequiredAssessment(PartOfVersion):
    policy = models.ForeignKey(ApprovalPolicy, models.CASCADE, related_name="assessments")
    kind = models.ForeignKey(
        "suppliers.AssessmentKind", models.PROTECT, related_name="+", verbose_name=_("kind")
    )
    pass_mark = models.DecimalField(
        _("pass mark"), max_digits=5, decimal_places=2, validators=PERCENT
    )
    dimension_minimum = models.DecimalField(
        _("minimum per dimension"), max_digits=5, decimal_places=2, default=0, validators=PERCENT
    )

    class Meta:
        verbose_name = _("required assessment")
        verbose_name_plural = _("required assessments")
        ordering = ["kind__position", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "kind"], name="one_requirement_per_assessment_kind"
            )
        ]

    def __str__(self):
        return self.kind_id
