"""The life of a management approach: draft → active → retired."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Approach, ApproachRow, DueKind
from ..models.approach import VISITS
from ..models.versions import status_held
from ..queries.approach import approach_rules
from ..rules.due_check import check_approach
from ..wording_due import problem_text

DRAFT, ACTIVE, RETIRED = Approach.Status.DRAFT, Approach.Status.ACTIVE, Approach.Status.RETIRED


def problems_of_approach(approach):
    """What stands against activating this approach, as sentences naming the row."""
    rules = approach_rules(approach)
    found = check_approach(rules, kinds=set(DueKind.values), visits=set(VISITS))
    return [problem_text(problem) for problem in found]


@transaction.atomic
def activate_approach(*, approach, by, at):
    """Make a draft the active approach; the one before it retires. Refused with every reason at once."""
    status_held(Approach, approach.pk)
    problems = problems_of_approach(approach)
    if problems:
        raise ValidationError(problems)
    Approach.objects.filter(status=ACTIVE).exclude(pk=approach.pk).update(
        status=RETIRED, retired_at=at
    )
    claimed = Approach.objects.filter(pk=approach.pk, status=DRAFT).update(
        status=ACTIVE, activated_at=at, activated_by="" if by is None else str(by)
    )
    if claimed != 1:
        raise NotNow(_("Only a draft can be activated. Copy %s as a new draft first.") % approach)
    approach.refresh_from_db()
    record("suppliers.approach.activated", approach, by=by, at=at)
    return approach


@transaction.atomic
def copy_approach(*, approach, name, by, at):
    """A new draft with the same rows; valid from the day of the copy."""
    draft = Approach.objects.create(
        name=name,
        valid_from=timezone.localdate(at),
        source=approach.source,
        to_confirm=approach.to_confirm,
    )
    rows = list(approach.rows.order_by("pk"))
    for row in rows:
        row.pk, row.approach = None, draft
    ApproachRow.objects.bulk_create(rows)
    record("suppliers.approach.copied", draft, by=by, at=at, copied_from=approach.name)
    return draft


@transaction.atomic
def fill_approach(*, approach, rows):
    """Rows for an empty draft: (class, tier or None, kind, months, share, a remote one counts)."""
    names = ("risk_class", "tier", "kind", "every_months", "share", "remote_allowed")
    ApproachRow.objects.bulk_create(
        ApproachRow(approach=approach, **dict(zip(names, row, strict=True))) for row in rows
    )
    return approach
