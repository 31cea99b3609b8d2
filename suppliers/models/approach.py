"""The management approach as versioned, dated data: which class means that what is due."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .risk_model import RiskClass
from .supplier import Supplier
from .versions import PartOfVersion, Version, life_of_version


class DueKind(models.TextChoices):
    """What can be due of a supplier; the rooms downstream know which of their own kinds fulfils it."""

    SECOND_PARTY = "second_party", _("Second-party audit, on site")
    THIRD_PARTY = "third_party", _("Third-party audit (RBA VAP), on site")
    DOCUMENT_REVIEW = "document_review", _("Document review")
    SURVEY = "survey", _("Annual survey")
    SUPERVISION = "supervision", _("Supervision")


#: The kinds that are a visit, so that "remote" means something.
VISITS = (DueKind.SECOND_PARTY, DueKind.THIRD_PARTY)


class Approach(Version):
    """Like a risk model: a draft is filled and activated; what was ever active is never changed."""

    never_changed = _(
        "An approach that was activated is never changed. Copy it as a new draft instead."
    )

    class Meta(Version.Meta):
        verbose_name = _("management approach")
        verbose_name_plural = _("management approaches")
        constraints = life_of_version("approach")


class ApproachRow(PartOfVersion):
    """For suppliers of a class (and of one tier, or of any) a kind is due every so many months.

    A row for one tier takes the place of the row for any tier.
    """

    to_version = "approach"

    approach = models.ForeignKey(Approach, models.CASCADE, related_name="rows")
    risk_class = models.CharField(_("class"), max_length=20, choices=RiskClass.choices)
    tier = models.PositiveSmallIntegerField(
        _("tier"),
        choices=Supplier.Tier.choices,
        null=True,
        blank=True,
        help_text=_("Empty: any tier that has no row of its own."),
    )
    kind = models.CharField(_("what is due"), max_length=20, choices=DueKind.choices)
    every_months = models.PositiveSmallIntegerField(
        _("months after the last one"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    share = models.PositiveSmallIntegerField(
        _("share of those due, %"),
        default=100,
        validators=[MaxValueValidator(100)],
        help_text=_("Below 100 they are drawn at random; 0 means nobody."),
    )
    remote_allowed = models.BooleanField(_("a remote one counts"), default=False)

    class Meta:
        verbose_name = _("row of the approach")
        verbose_name_plural = _("rows of the approach")
        ordering = ["approach", "risk_class", "kind", "tier"]
        constraints = [
            models.UniqueConstraint(
                fields=["approach", "risk_class", "tier", "kind"],
                condition=Q(tier__isnull=False),
                name="one_approach_row_per_class_tier_and_kind",
            ),
            models.UniqueConstraint(
                fields=["approach", "risk_class", "kind"],
                condition=Q(tier__isnull=True),
                name="one_approach_row_per_class_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(share__range=(0, 100)), name="approach_share_in_range"
            ),
            models.CheckConstraint(
                condition=Q(every_months__range=(1, 120)), name="approach_months_in_range"
            ),
        ]

    def __str__(self):
        return f"{self.get_risk_class_display()}: {self.get_kind_display()}"
