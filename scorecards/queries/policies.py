"""Policies as the plain data that the rules take."""

from ..models import AllocationPolicy, CriterionCode, ScorecardPolicy
from ..rules.limits import Limits
from ..rules.policy import Band, Criterion, Dimension, Floor, Policy


def active_scorecard_policy():
    """The active scorecard policy, or None."""
    return ScorecardPolicy.objects.active().first()


def active_allocation_policy():
    """The active allocation policy, or None."""
    return AllocationPolicy.objects.active().first()


def policy_rules(policy):
    """A scorecard policy as rules.policy.Policy; dimensions by weight, bands best first."""
    classes = {row.risk_class: row.value for row in policy.class_values.all()}
    criteria = {}
    for row in policy.criteria.all():
        scale = classes if row.code == CriterionCode.RISK_CLASS else None
        criteria.setdefault(row.dimension, []).append(
            Criterion(row.code, row.weight, row.worst, row.best, scale)
        )
    return Policy(
        dimensions=tuple(
            Dimension(row.code, row.weight, tuple(criteria.get(row.code, ())))
            for row in policy.dimensions.all()
        ),
        bands=tuple(Band(row.grade, row.lower) for row in policy.bands.all()),
        floors=tuple(Floor(row.condition, row.grade, row.overrides) for row in policy.floors.all()),
        coverage_floor=policy.coverage_floor,
    )


def orphan_criteria(policy):
    """Criteria that stand in a dimension without a weight: nothing would count them."""
    weighed = policy.dimensions.values("code")
    return list(policy.criteria.exclude(dimension__in=weighed))


def limit_rules(policy):
    """An allocation policy as rules.limits.Limits."""
    return Limits(
        moves={row.grade: (row.least, row.most) for row in policy.moves.all()},
        cap=policy.cap,
        step=policy.step,
        min_sources=policy.min_sources,
        second_share=policy.second_share,
        churn=policy.churn,
    )
