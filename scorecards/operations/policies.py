"""The life of a policy, of scorecards and of allocations alike: draft → active → retired, copy as new draft."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import AllocationPolicy, ScorecardPolicy, Status
from ..queries.policies import (
    active_scorecard_policy,
    limit_rules,
    orphan_criteria,
    policy_rules,
)
from ..rules.limits import check_limits
from ..rules.policy import check_policy
from ..wording import problem_text

#: The rows of a policy, by its class: related names.
PARTS = {
    ScorecardPolicy: ("dimensions", "criteria", "class_values", "bands", "floors"),
    AllocationPolicy: ("moves",),
}
#: The policy's own settings that a copy takes over.
SETTINGS = {
    ScorecardPolicy: ("source", "to_confirm", "coverage_floor"),
    AllocationPolicy: (
        "source", "to_confirm", "cap", "step", "min_sources", "second_share", "churn",
    ),
}  # fmt: skip


def problems_of(policy):
    """What stands against activating this policy, as sentences that name the place."""
    if isinstance(policy, ScorecardPolicy):
        problems = check_policy(policy_rules(policy))
        problems += [{"place": row.code, "code": "no_dimension"} for row in orphan_criteria(policy)]
    else:
        scored = active_scorecard_policy()
        grades = [band.grade for band in policy_rules(scored).bands] if scored else []
        problems = check_limits(limit_rules(policy), grades)
    return [problem_text(problem) for problem in problems]


@transaction.atomic
def activate_policy(*, policy, by, at):
    """Make a draft the active policy of its kind; the one before retires. Refused with every reason at once."""
    problems = problems_of(policy)
    if problems:
        raise ValidationError(problems)
    kind = type(policy)
    kind.objects.active().exclude(pk=policy.pk).update(status=Status.RETIRED, retired_at=at)
    claimed = (
        kind.objects.drafts()
        .filter(pk=policy.pk)
        .update(status=Status.ACTIVE, activated_at=at, activated_by="" if by is None else str(by))
    )
    if claimed != 1:
        raise NotNow(_("Only a draft can be activated. Copy it as a new draft first."))
    policy.refresh_from_db()
    record(f"scorecards.{kind._meta.model_name}.activated", policy, by=by, at=at)
    return policy


@transaction.atomic
def copy_policy(*, policy, name, by, at):
    """A new draft with the same rows, valid from the day of the copy."""
    kind = type(policy)
    settings = {field: getattr(policy, field) for field in SETTINGS[kind]}
    draft = kind.objects.create(name=name, valid_from=timezone.localdate(at), **settings)
    for part in PARTS[kind]:
        rows = list(getattr(policy, part).all())
        for row in rows:
            row.pk, row.policy = None, draft
        getattr(policy, part).model.objects.bulk_create(rows)
    record(f"scorecards.{kind._meta.model_name}.copied", draft, by=by, at=at, of=policy.name)
    return draft
