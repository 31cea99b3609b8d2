"""The risk model as versioned, dated data. A model that was ever active is never changed, only succeeded."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .versions import PartOfVersion, Version, life_of_version


class Category(models.TextChoices):
    MANAGEMENT_SYSTEM = "management_system", _("Management system")
    LABOUR = "labour", _("Labour employment")
    ENVIRONMENT = "environment", _("Environmental impact")
    PRODUCT = "product", _("Product liability")


class RiskClass(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")
    NOT_CLASSIFIED = "not_classified", _("Not classified")


PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class RiskModel(Version):
    never_changed = _(
        "A risk model that was activated is never changed. Copy it as a new draft instead."
    )

    to_confirm = models.BooleanField(
        _("to confirm"),
        default=False,
        help_text=_("Weights, bands and limits are proposals that the company has yet to confirm."),
    )
    coverage_floor = models.PositiveSmallIntegerField(
        _("coverage floor, %"),
        default=50,
        validators=PERCENT,
        help_text=_("With less weight covered by readings a supplier is not classified."),
    )
    high_from = models.DecimalField(
        _("high from"),
        max_digits=5,
        decimal_places=2,
        default=60,
        validators=PERCENT,
        help_text=_("An overall score from here to 100 means high; exactly this score is high."),
    )
    medium_from = models.DecimalField(
        _("medium from"),
        max_digits=5,
        decimal_places=2,
        default=35,
        validators=PERCENT,
        help_text=_(
            "From here to below high means medium, anything less low. Each band begins where the one "
            "below ends, so there is never a gap."
        ),
    )
    red_flag_from = models.DecimalField(
        _("a factor is a red flag from"),
        max_digits=5,
        decimal_places=2,
        default=80,
        validators=PERCENT,
        help_text=_("Points of one reading. Override rules may ask for a number of red flags."),
    )
    scope_amount = models.DecimalField(
        _("in scope from this purchase amount, TWD"),
        max_digits=16,
        decimal_places=2,
        default=2_500_000,
        validators=[MinValueValidator(0)],
        help_text=_(
            "Key suppliers are always in scope, and those of whom no amount is known. 0 takes in everyone."
        ),
    )
    scope_quarters = models.PositiveSmallIntegerField(
        _("… within this many full quarters"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("The amounts of the last so many full quarters are added up."),
    )

    class Meta(Version.Meta):
        verbose_name = _("risk model")
        verbose_name_plural = _("risk models")
        constraints = [
            *life_of_version("risk_model"),
            models.CheckConstraint(
                condition=Q(high_from__gt=models.F("medium_from")) & Q(medium_from__gt=0),
                name="risk_bands_in_order",
                violation_error_message=_("High must begin above medium, and medium above 0."),
            ),
        ]


class PartOfModel(PartOfVersion):
    """A row of a risk model: as changeable as the model is."""

    to_version = "model"

    class Meta:
        abstract = True


class ModelFactor(PartOfModel):
    """How one factor counts in one category: its weight, its scale, and what a gap means."""

    class Missing(models.TextChoices):
        WORST = "worst", _("assume the worst (100)")
        NEUTRAL = "neutral", _("neutral (50)")
        COUNTRY = "country", _("the country's figure, else neutral")
        LEAVE_OUT = "leave_out", _("leave out, spread the weight")

    model = models.ForeignKey(RiskModel, models.CASCADE, related_name="factors")
    category = models.CharField(_("category"), max_length=20, choices=Category.choices)
    factor = models.ForeignKey("suppliers.Factor", models.PROTECT, verbose_name=_("factor"))
    weight = models.DecimalField(_("weight in its category, %"), max_digits=5, decimal_places=2)
    best = models.FloatField(_("value that means 0"))
    worst = models.FloatField(_("value that means 100"))
    missing = models.CharField(
        _("a missing reading"), max_length=10, choices=Missing.choices, blank=True
    )
    max_age_days = models.PositiveSmallIntegerField(_("a reading holds for, days"), default=1100)

    class Meta:
        verbose_name = _("factor of the model")
        verbose_name_plural = _("factors of the model")
        ordering = ["model", "category", "-weight", "factor"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "category", "factor"], name="one_weight_per_category_and_factor"
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0) & Q(weight__lte=100),
                name="factor_weight_in_range",
                violation_error_message=_("A weight must be above 0 and at most 100."),
            ),
            models.CheckConstraint(
                condition=~Q(best=models.F("worst")),
                name="factor_scale_has_two_ends",
                violation_error_message=_("The scale needs two different ends."),
            ),
        ]

    def __str__(self):
        return f"{self.get_category_display()}: {self.factor_id}"


class CategoryWeight(PartOfModel):
    """How much one category counts in the overall score."""

    model = models.ForeignKey(RiskModel, models.CASCADE, related_name="categories")
    category = models.CharField(_("category"), max_length=20, choices=Category.choices)
    weight = models.DecimalField(_("weight, %"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("category weight")
        verbose_name_plural = _("category weights")
        ordering = ["model", "category"]
        constraints = [
            models.UniqueConstraint(fields=["model", "category"], name="one_weight_per_category")
        ]

    def __str__(self):
        return f"{self.get_category_display()} {self.weight} %"


class OverrideRule(PartOfModel):
    """Decides the class, whatever the score says, when everything it asks for holds."""

    DECIDING = [choice for choice in RiskClass.choices if choice[0] != RiskClass.NOT_CLASSIFIED]

    model = models.ForeignKey(RiskModel, models.CASCADE, related_name="overrides")
    factor = models.ForeignKey(
        "suppliers.Factor", models.PROTECT, null=True, blank=True, verbose_name=_("factor")
    )
    at_least = models.FloatField(_("reading from"), null=True, blank=True)
    below = models.FloatField(_("reading below"), null=True, blank=True)
    overall_from = models.DecimalField(
        _("overall score from"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    red_flags = models.PositiveSmallIntegerField(_("red flags, at least"), null=True, blank=True)
    risk_class = models.CharField(_("class"), max_length=20, choices=DECIDING)
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("override rule")
        verbose_name_plural = _("override rules")
        ordering = ["model", "pk"]

    def __str__(self):
        return self.reason
