"""The management approach as versioned, dated data: which class means that what is due."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow

from .risk_model import RiskClass
from .supplier import Supplier
from .versions import status_held


class DueKind(models.TextChoices):
    """What can be due of a supplier; the rooms downstream know which of their own kinds fulfils it."""

    SECOND_PARTY = "second_party", _("Second-party audit, on site")
    THIRD_PARTY = "third_party", _("Third-party audit (RBA VAP), on site")
    DOCUMENT_REVIEW = "document_review", _("Document review")
    SURVEY = "survey", _("Annual survey")
    SUPERVISION = "supervision", _("Supervision")


#: The kinds that are a visit, so that "remote" means something.
VISITS = (DueKind.SECOND_PARTY, DueKind.THIRD_PARTY)


class Approach(models.Model):
    """Like a risk model: a draft is filled and activated; what was ever active is never changed."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ACTIVE = "active", _("Active")
        RETIRED = "retired", _("Retired")

    name = models.CharField(_("name"), max_length=60, unique=True)
    valid_from = models.DateField(_("valid from"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    source = models.CharField(
        _("source"), max_length=300, help_text=_("Where the rule comes from.")
    )
    to_confirm = models.BooleanField(_("to confirm"), default=False)
    activated_at = models.DateTimeField(_("activated"), null=True, blank=True, editable=False)
    activated_by = models.CharField(_("activated by"), max_length=200, blank=True, editable=False)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("management approach")
        verbose_name_plural = _("management approaches")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="active"), name="one_active_approach"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", activated_at=None)
                | Q(status="active", activated_at__isnull=False, retired_at=None)
                | Q(status="retired", activated_at__isnull=False, retired_at__isnull=False),
                name="approach_life_is_dated",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT

    def save(self, *args, **kwargs):
        if self.pk:
            refuse_unless_draft(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_unless_draft(self.pk)
        return super().delete(*args, **kwargs)


def refuse_unless_draft(approach_id):
    """NotNow if this approach was ever active. Operations move its status by UPDATE, never by `save`."""
    if status_held(Approach, approach_id) not in (None, Approach.Status.DRAFT):
        raise NotNow(
            gettext(
                "An approach that was activated is never changed. Copy it as a new draft instead."
            )
        )


class ApproachRow(models.Model):
    """For suppliers of a class (and of one tier, or of any) a kind is due every so many months.

    A row for one tier takes the place of the row for any tier.
    """

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

    def save(self, *args, **kwargs):
        refuse_unless_draft(self.approach_id)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_unless_draft(self.approach_id)
        return super().delete(*args, **kwargs)
