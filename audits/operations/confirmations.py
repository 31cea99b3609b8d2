"""What a closure audit saw of the findings it follows up, and what comes of it when it is final."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.operations import record

from ..models import Audit, Confirmation, EffectivenessCheck, State
from ..queries.confirmations import to_confirm
from . import moves
from .checks import record_check
from .standing import held, only_lead


@transaction.atomic
def confirm_findings(*, audit, said, by, at):
    """Say of findings of the followed audit whether they were put right. `said`: dicts of finding, holds
    and remark. May be said anew until the draft is shared; what was not put right needs a remark."""
    only_lead(audit, by)
    audit = held(audit, Audit.State.IN_PROGRESS)
    known = {row.finding_id: row for row in audit.confirmations.all()}
    offered = {finding.pk for finding in to_confirm(audit)}
    for line in said:
        finding, holds, remark = line["finding"], line["holds"], line["remark"].strip()
        if finding.pk not in offered:
            raise ValidationError(_("Choose a finding of the audit that is followed."))
        if not holds and not remark:
            raise ValidationError(_("%s: please write what is still missing.") % finding.reference)
        before = known.get(finding.pk)
        if before is None or (before.holds, before.remark) != (holds, remark):
            _confirm(audit, finding, holds, remark, by=by, at=at)
    return audit


def _confirm(audit, finding, holds, remark, *, by, at):
    Confirmation.objects.update_or_create(
        audit=audit, finding=finding,
        defaults={"holds": holds, "remark": remark, "at": at, "by": by},
    )  # fmt: skip
    record(
        "audits.audit.confirmed", audit, by=by, at=at,
        finding=finding.reference, holds=holds, remark=remark[:500],
    )  # fmt: skip


def check_confirmed(audit):
    """ValidationError while a closure audit has not said of each finding what became of it."""
    if audit.kind not in Audit.CLOSURES or audit.follows_id is None:
        return
    left = to_confirm(audit).exclude(confirmations__audit=audit).count()
    if left:
        raise ValidationError(
            _("Say of each finding of %(audit)s whether it was put right: %(left)d are left.")
            % {"audit": audit.follows.reference, "left": left}
        )


def act_on_confirmations(audit, *, by, at):
    """A final closure audit verifies what waited for it and sends back what was not put right; of a closed
    finding it is the effectiveness check. Where the rules of its life refuse that, what was seen is
    left as a remark, and the report is final all the same."""
    rows = audit.confirmations.select_related("finding").order_by("finding__number")
    for row in rows:
        text = f"{audit.reference}: {row.remark}" if row.remark else audit.reference
        try:
            with transaction.atomic():
                _act(row.finding, row.holds, text, by=by, at=at)
        except (NotNow, NotYours, ValidationError):
            if row.finding.is_open:  # of a closed one the confirmation itself says it
                moves.remark(finding=row.finding, text=text, by=by, at=at)


def _act(finding, holds, text, *, by, at):
    verb = _verb(finding.state, holds)
    if finding.state == State.CLOSED:
        _check(finding, holds, text, by=by, at=at)
    elif verb is not None:
        verb(finding=finding, remark=text, by=by, at=at)
    elif not holds:
        moves.remark(finding=finding, text=text, by=by, at=at)


def _verb(state, holds):
    """The move that follows from what was seen, or None."""
    if holds:
        return moves.verify if state == State.ACTIONS_SUBMITTED else None
    waits = state in (State.ACTIONS_SUBMITTED, State.READY_FOR_CLOSURE)
    return moves.return_actions if waits else None


def _check(finding, holds, text, *, by, at):
    """A check that is due, or that fails, is recorded; one that was recorded before stays as it is."""
    today = timezone.localdate(at)
    check = EffectivenessCheck.objects.filter(finding=finding).first()
    if check is None and not holds:
        check = EffectivenessCheck.objects.create(finding=finding, due_on=today)
    if check is None or check.checked_at or (holds and check.due_on > today):
        return
    record_check(check=check, holds=holds, remark=text, by=by, at=at)
