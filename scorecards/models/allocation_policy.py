"""How orders may move: limits, and the target move of each grade."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .policy_life import PERCENT, PartOfPolicy, VersionedPolicy, status_has_dates


def _points(label, default, **options):
    return models.DecimalField(
        label, max_digits=6, decimal_places=3, default=Decimal(default), **options
    )


class AllocationPolicy(VersionedPolicy):
    cap = _points(_("at most with one supplier, points"), 60, validators=PERCENT)
    step = _points(_("largest change a quarter, points"), 10, validators=PERCENT)
    min_sources = models.PositiveSmallIntegerField(
        _("least number of sources"), default=2, validators=[MinValueValidator(1)]
    )
    second_share = _points(
        _("the further sources hold together at least, points"), 1, validators=PERCENT
    )
    churn = models.DecimalField(
        _("cost of moving a point"),
        max_digits=5,
        decimal_places=4,
        default=Decimal("0.01"),
        help_text=_("Beside 1 for missing a target by a point; 0.001 to 0.2."),
    )

    class Meta(VersionedPolicy.Meta):
        verbose_name = _("allocation policy")
        verbose_name_plural = _("allocation policies")
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="active"), name="one_active_allocation_policy"
            ),
            models.CheckConstraint(
                condition=Q(cap__gt=0, cap__lte=100, step__gt=0, step__lte=100)
                & Q(second_share__gt=0, second_share__lte=100, min_sources__gte=1)
                & Q(churn__gt=0),
                name="allocation_limits_in_range",
            ),
            status_has_dates("allocation_policy_life_is_dated"),
        ]


class GradeMove(PartOfPolicy):
    """The change of share a grade aims at: between `least` and `most` points."""

    policy = models.ForeignKey(AllocationPolicy, models.CASCADE, related_name="moves")
    grade = models.CharField(_("grade"), max_length=2)
    least = models.DecimalField(_("from, points"), max_digits=6, decimal_places=3)
    most = models.DecimalField(_("to, points"), max_digits=6, decimal_places=3)

    class Meta:
        verbose_name = _("move of a grade")
        verbose_name_plural = _("moves of the grades")
        ordering = ["policy", "grade"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "grade"], name="one_move_per_grade"),
            models.CheckConstraint(
                condition=Q(least__lte=F("most"), least__gte=-100, most__lte=100),
                name="move_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.grade}: {self.least} … {self.most}"
