"""The management approach as plain rules."""

from ..models import Approach
from ..rules.due import Rule


def active_approach():
    """The active approach, or None."""
    return Approach.objects.filter(status=Approach.Status.ACTIVE).first()


def approach_rules(approach):
    """The rules that `rules.due.propose` takes, in an order that does not change."""
    rows = approach.rows.order_by("risk_class", "kind", "tier", "pk")
    return [
        Rule(row.risk_class, row.tier, row.kind, row.every_months, row.share, row.remote_allowed)
        for row in rows
    ]
