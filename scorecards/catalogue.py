"""The policies the portal ships with: defaults of this portal, marked to confirm, nobody's published rule.

Loading again leaves everything as it is once any policy of the kind exists.
"""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from .models import (
    AllocationPolicy,
    ClassValue,
    Criterion,
    Dimension,
    GradeBand,
    GradeFloor,
    GradeMove,
    ScorecardPolicy,
)
from .operations.policies import activate_policy

SOURCE = "sustainportal default"
NAME = "Default 1"
WEIGHTS = {"quality": 30, "cost": 20, "delivery": 20, "sustainability": 20, "technology": 10}
#: dimension, figure, weight in the dimension, figure that means 0, figure that means 100
CRITERIA = [
    ("quality", "quality", 100, 0, 100),
    ("cost", "cost", 100, 0, 100),
    ("delivery", "delivery", 100, 0, 100),
    ("technology", "technology", 50, 0, 100),
    ("technology", "service", 50, 0, 100),
    ("sustainability", "audit", 35, 0, 200),
    ("sustainability", "survey", 15, 0, 100),
    ("sustainability", "cap_timeliness", 20, 0, 100),
    ("sustainability", "risk_class", 20, 0, 100),
    ("sustainability", "training", 10, 0, 100),
]
CLASSES = {"low": 100, "medium": 60, "high": 20}
BANDS = {"A": 85, "B": 70, "C": 60, "D": 0}
FLOORS = [("zero_tolerance", "D", True), ("open_priority", "C", False)]
MOVES = {"A": (5, 5), "B": (0, 5), "C": (-5, -5), "D": (-10, -10)}


@transaction.atomic
def load(*, at):
    """Load both policies and make them active, unless there is one already."""
    if not ScorecardPolicy.objects.exists():
        activate_policy(policy=_scorecard_policy(at), by=None, at=at)
    if not AllocationPolicy.objects.exists():
        activate_policy(policy=_allocation_policy(at), by=None, at=at)
    return {
        "scorecard policies": ScorecardPolicy.objects.count(),
        "allocation policies": AllocationPolicy.objects.count(),
    }


def _draft(kind, at):
    return kind.objects.create(
        name=NAME, valid_from=timezone.localdate(at), source=SOURCE, to_confirm=True
    )


def _scorecard_policy(at):
    policy = _draft(ScorecardPolicy, at)
    for code, weight in WEIGHTS.items():
        Dimension.objects.create(policy=policy, code=code, weight=Decimal(weight))
    for dimension, code, *numbers in CRITERIA:
        weight, worst, best = map(Decimal, numbers)
        Criterion.objects.create(
            policy=policy, dimension=dimension, code=code, weight=weight, worst=worst, best=best
        )
    for risk_class, value in CLASSES.items():
        ClassValue.objects.create(policy=policy, risk_class=risk_class, value=Decimal(value))
    for grade, lower in BANDS.items():
        GradeBand.objects.create(policy=policy, grade=grade, lower=Decimal(lower))
    for condition, grade, overrides in FLOORS:
        GradeFloor.objects.create(
            policy=policy, condition=condition, grade=grade, overrides=overrides
        )
    return policy


def _allocation_policy(at):
    policy = _draft(AllocationPolicy, at)
    for grade, (least, most) in MOVES.items():
        GradeMove.objects.create(
            policy=policy, grade=grade, least=Decimal(least), most=Decimal(most)
        )
    return policy
