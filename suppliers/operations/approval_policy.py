"""The life of an approval policy: draft → active → retired, copy as a new draft."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import ApprovalPolicy, RequiredAssessment, RequiredCertificate
from ..queries.approval import policy_rules, weights_by_kind
from ..rules.approval_check import check_policy
from ..wording_approval import problem_text

Status = ApprovalPolicy.Status
SETTINGS = ("source", "to_confirm", "declaration_required", "assessment_months", "soon_days")


def problems_of(policy):
    """What stands against activating this policy, as sentences naming the row."""
    fresh = ApprovalPolicy.objects.get(pk=policy.pk)
    problems = check_policy(policy_rules(fresh), weights=weights_by_kind())
    return [problem_text(problem) for problem in problems]


@transaction.atomic
def activate_approval_policy(*, policy, by, at):
    """Make a draft the active policy; the one before retires. Refused with every reason at once."""
    problems = problems_of(policy)
    if problems:
        raise ValidationError(problems)
    ApprovalPolicy.objects.active().exclude(pk=policy.pk).update(
        status=Status.RETIRED, retired_at=at
    )
    claimed = (
        ApprovalPolicy.objects.drafts()
        .filter(pk=policy.pk)
        .update(status=Status.ACTIVE, activated_at=at, activated_by="" if by is None else str(by))
    )
    if claimed != 1:
        raise NotNow(_("Only a draft can be activated. Copy %s as a new draft first.") % policy)
    policy.refresh_from_db()
    record("suppliers.approval_policy.activated", policy, by=by, at=at)
    return policy


@transaction.atomic
def copy_approval_policy(*, policy, name, by, at):
    """A new draft with the same rows; valid from the day of the copy."""
    draft = ApprovalPolicy.objects.create(
        name=name,
        valid_from=timezone.localdate(at),
        **{field: getattr(policy, field) for field in SETTINGS},
    )
    for part in (RequiredCertificate, RequiredAssessment):
        rows = list(part.objects.filter(policy=policy).order_by("pk"))
        for row in rows:
            row.pk, row.policy = None, draft
        part.objects.bulk_create(rows)
    record("suppliers.approval_policy.copied", draft, by=by, at=at, copied_from=policy.name)
    return draft
