"""How a quarter is judged: dimensions and criteria with weights, grade bands, floors."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from suppliers.models import RiskClass

from .policy_life import PERCENT, PartOfPolicy, VersionedPolicy, status_has_dates


class DimensionCode(models.TextChoices):
    QUALITY = "quality", _("Quality")
    COST = "cost", _("Cost")
    DELIVERY = "delivery", _("Delivery")
    TECHNOLOGY = "technology", _("Technology")
    SERVICE = "service", _("Service")
    SUSTAINABILITY = "sustainability", _("Sustainability")


class CriterionCode(models.TextChoices):
    """What can be counted: five figures that are imported, five the portal knows itself."""

    QUALITY = "quality", _("Quality figure")
    COST = "cost", _("Cost figure")
    DELIVERY = "delivery", _("Delivery figure")
    TECHNOLOGY = "technology", _("Technology figure")
    SERVICE = "service", _("Service figure")
    AUDIT = "audit", _("Last audits")
    SURVEY = "survey", _("Annual survey")
    CAP_TIMELINESS = "cap_timeliness", _("Corrective actions on time")
    RISK_CLASS = "risk_class", _("Risk class")
    TRAINING = "training", _("Training attended")


class Condition(models.TextChoices):
    """What a floor waits for."""

    ZERO_TOLERANCE = "zero_tolerance", _("Open zero-tolerance finding")
    OPEN_PRIORITY = "open_priority", _("Open priority finding")


class ScorecardPolicy(VersionedPolicy):
    coverage_floor = models.DecimalField(
        _("coverage floor, %"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(50),
        validators=PERCENT,
        help_text=_("With less of the weight known a supplier is not graded."),
    )

    class Meta(VersionedPolicy.Meta):
        verbose_name = _("scorecard policy")
        verbose_name_plural = _("scorecard policies")
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="active"), name="one_active_scorecard_policy"
            ),
            models.CheckConstraint(
                condition=Q(coverage_floor__range=(0, 100)), name="coverage_floor_in_range"
            ),
            status_has_dates("scorecard_policy_life_is_dated"),
        ]


class Dimension(PartOfPolicy):
    policy = models.ForeignKey(ScorecardPolicy, models.CASCADE, related_name="dimensions")
    code = models.CharField(_("dimension"), max_length=20, choices=DimensionCode.choices)
    weight = models.DecimalField(_("weight, %"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        ordering = ["policy", "-weight", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "code"], name="one_weight_per_dimension"),
            models.CheckConstraint(
                condition=Q(weight__gt=0) & Q(weight__lte=100), name="dimension_weight_in_range"
            ),
        ]

    def __str__(self):
        return f"{self.get_code_display()} {self.weight} %"


class Criterion(PartOfPolicy):
    """One figure inside a dimension. For the risk class the values stand in ClassValue."""

    policy = models.ForeignKey(ScorecardPolicy, models.CASCADE, related_name="criteria")
    dimension = models.CharField(_("dimension"), max_length=20, choices=DimensionCode.choices)
    code = models.CharField(_("figure"), max_length=20, choices=CriterionCode.choices)
    weight = models.DecimalField(_("weight in its dimension, %"), max_digits=5, decimal_places=2)
    worst = models.DecimalField(
        _("figure that means 0"), max_digits=9, decimal_places=2, default=Decimal(0)
    )
    best = models.DecimalField(
        _("figure that means 100"), max_digits=9, decimal_places=2, default=Decimal(100)
    )

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["policy", "dimension", "-weight", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "code"], name="one_place_per_criterion"),
            models.CheckConstraint(
                condition=Q(weight__gt=0) & Q(weight__lte=100), name="criterion_weight_in_range"
            ),
            models.CheckConstraint(
                condition=~Q(worst=models.F("best")), name="criterion_scale_has_two_ends"
            ),
        ]

    def __str__(self):
        return f"{self.get_code_display()} {self.weight} %"


class ClassValue(PartOfPolicy):
    """What a risk class counts on the scale of 0–100 (100 = best)."""

    CLASSES = [choice for choice in RiskClass.choices if choice[0] != RiskClass.NOT_CLASSIFIED]

    policy = models.ForeignKey(ScorecardPolicy, models.CASCADE, related_name="class_values")
    risk_class = models.CharField(_("risk class"), max_length=20, choices=CLASSES)
    value = models.DecimalField(_("counts as"), max_digits=5, decimal_places=2, validators=PERCENT)

    class Meta:
        verbose_name = _("value of a risk class")
        verbose_name_plural = _("values of the risk classes")
        ordering = ["policy", "-value"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "risk_class"], name="one_value_per_class"),
            models.CheckConstraint(condition=Q(value__range=(0, 100)), name="class_value_in_range"),
        ]

    def __str__(self):
        return f"{self.get_risk_class_display()} = {self.value}"


class GradeBand(PartOfPolicy):
    """A grade and its lower bound, which belongs to it."""

    policy = models.ForeignKey(ScorecardPolicy, models.CASCADE, related_name="bands")
    grade = models.CharField(_("grade"), max_length=2)
    lower = models.DecimalField(_("from score"), max_digits=5, decimal_places=2, validators=PERCENT)

    class Meta:
        verbose_name = _("grade band")
        verbose_name_plural = _("grade bands")
        ordering = ["policy", "-lower"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "grade"], name="one_band_per_grade"),
            models.UniqueConstraint(fields=["policy", "lower"], name="one_band_per_bound"),
            models.CheckConstraint(condition=Q(lower__range=(0, 100)), name="band_in_range"),
        ]

    def __str__(self):
        return f"{self.grade} ≥ {self.lower}"


class GradeFloor(PartOfPolicy):
    """While the condition is open, the grade is at most this one."""

    policy = models.ForeignKey(ScorecardPolicy, models.CASCADE, related_name="floors")
    condition = models.CharField(_("condition"), max_length=20, choices=Condition.choices)
    grade = models.CharField(_("at most grade"), max_length=2)
    overrides = models.BooleanField(
        _("even with too few data"),
        default=False,
        help_text=_("The grade is given even where coverage is too low for any other."),
    )

    class Meta:
        verbose_name = _("floor")
        verbose_name_plural = _("floors")
        ordering = ["policy", "-grade"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "condition"], name="one_floor_per_condition")
        ]

    def __str__(self):
        return f"{self.get_condition_display()}: {self.grade}"
