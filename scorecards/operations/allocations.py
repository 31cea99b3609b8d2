"""Order recommendations: computed per commodity, decided by a named person other than the proposer."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.operations import record

from ..models import Allocation, AllocationLine, Decision, Quarter
from ..notices import tell_decided
from ..queries.commodities import cases, sources, stale
from ..queries.policies import active_allocation_policy, limit_rules
from ..rules.allocation import EXACT, recommend
from ..rules.limits import broken_rules

State = Allocation.State
HUNDRED = Decimal(100)


def published_quarter(code):
    """The quarter, published; NotNow otherwise: a recommendation stands on published grades only."""
    quarter = Quarter.objects.published().filter(pk=code).first()
    if quarter is None:
        raise NotNow(
            _("%(quarter)s is not published. Publish its scorecards first.") % {"quarter": code}
        )
    return quarter


@transaction.atomic
def allocate(*, quarter, commodity_id, by, at):
    """Recommend shares of one commodity; returns a count by outcome.

    A decided recommendation is left alone, a proposed one with the same inputs too; a rejected one
    stays as history beside the new proposal.
    """
    policy = active_allocation_policy()
    if policy is None:
        raise NotNow(_("There is no active allocation policy. An administrator activates one."))
    rows = cases(quarter.pk, on=timezone.localdate(at), commodities=[commodity_id]).get(
        commodity_id, []
    )
    if not rows:
        return {"without_suppliers": 1}
    known = _known(quarter, commodity_id)
    if known and known.state == State.DECIDED:
        return {"already_decided": 1}
    if known and (known.inputs, known.policy_id) == (rows, policy.pk):
        return {"unchanged": 1}
    answer = recommend(limit_rules(policy), sources(rows))
    allocation = _keep(known, quarter, commodity_id, policy, rows, answer, by, at)
    record(
        "scorecards.allocation.proposed", allocation, by=by, at=at,
        policy=policy.name, feasible=answer.feasible,
        shares={line.code: None if line.share is None else str(line.share) for line in answer.lines},
    )  # fmt: skip
    infeasible = {} if answer.feasible else {"infeasible": 1}
    return {"updated" if known else "created": 1, **infeasible}


def _known(quarter, commodity_id):
    rows = Allocation.objects.select_for_update().current()
    return rows.filter(quarter=quarter, commodity=commodity_id).first()


def _keep(known, quarter, commodity_id, policy, rows, answer, by, at):
    """Write the recommendation and its lines; a refreshed one keeps its proposer if the portal refreshes."""
    allocation = known or Allocation(quarter=quarter, commodity_id=commodity_id)
    allocation.policy, allocation.as_of = policy, at
    allocation.feasible, allocation.inputs = answer.feasible, rows
    allocation.outcome = _plain(
        {"notes": answer.notes, "clashes": answer.clashes, "cures": answer.cures}
    )
    if by is not None or known is None:
        allocation.proposed_by = by
    allocation.save()
    allocation.lines.all().delete()
    by_code = {row["code"]: row for row in rows}
    AllocationLine.objects.bulk_create(
        _line(allocation, line, by_code[line.code]) for line in answer.lines
    )
    return allocation


def _line(allocation, line, row):
    return AllocationLine(
        allocation=allocation,
        supplier_id=row["supplier"],
        card_id=row["card"],
        grade=row["grade"],
        current=line.current,
        target_least=line.target[0],
        target_most=line.target[1],
        share=line.share,
        reasons=_plain(line.reasons),
        bounds=_plain([{"rule": b.rule, "side": b.side, "value": b.value} for b in line.bounds]),
    )


def _plain(value):
    """JSON with numbers as short text."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


@transaction.atomic
def decide(*, allocation, kind, by, at, reason="", shares=None, seen=""):
    """Accept, change (`shares`: supplier id → Decimal, with a reason) or reject (with a reason).

    `seen` is the recommendation's `as_of` as the person read it: what was computed again meanwhile is not
    what they decide on. NotYours for the proposer, NotNow when stale or already decided, ValidationError
    for shares that do not sum to 100 or a missing reason.
    """
    if allocation.proposed_by_id == by.pk:
        raise NotYours(_("You proposed this recommendation. Another person decides on it."))
    lines = list(allocation.lines.select_related("supplier"))
    chosen = _chosen(allocation, kind, lines, shares)
    reason = reason.strip()
    if kind != Decision.Kind.ACCEPT and not reason:
        raise ValidationError({"reason": _("Say why.")})
    _claim(allocation, kind, at, seen)
    broken = _broken(allocation, lines, chosen) if kind == Decision.Kind.CHANGE else []
    decision = Decision.objects.create(
        allocation=allocation, kind=kind, reason=reason, broken=_plain(broken), by=by, at=at
    )
    for line in lines:
        line.decided = chosen.get(line.supplier_id)
    AllocationLine.objects.bulk_update(lines, ["decided"])
    record(
        "scorecards.allocation.decided", allocation, by=by, at=at, decision=kind, reason=reason,
        shares={line.supplier.code: str(line.decided) for line in lines if line.decided is not None},
    )  # fmt: skip
    tell_decided(allocation, decision, at=at)
    return decision


def _claim(allocation, kind, at, seen):
    """Take the recommendation for this decision: it must still be proposed, as it was read, not stale."""
    if stale([allocation], on=timezone.localdate(at)):
        raise NotNow(
            _("The figures changed since this was recommended. Compute it again, then decide.")
        )
    state = State.REJECTED if kind == Decision.Kind.REJECT else State.DECIDED
    claimed = Allocation.objects.filter(
        pk=allocation.pk, state=State.PROPOSED, as_of=allocation.as_of
    ).update(state=state)
    if claimed != 1 or (seen and seen != allocation.as_of.isoformat()):
        raise NotNow(_("Somebody has decided on it or computed it again meanwhile. Read it again."))
    allocation.state = state


def _chosen(allocation, kind, lines, shares):
    """supplier id → decided share; empty for a rejection."""
    if kind == Decision.Kind.REJECT:
        return {}
    if kind == Decision.Kind.ACCEPT:
        if not allocation.feasible:
            raise NotNow(
                _("No shares hold every rule, so there is nothing to accept. Change or reject it.")
            )
        return {line.supplier_id: line.share for line in lines}
    shares = shares or {}
    if set(shares) != {line.supplier_id for line in lines} or None in shares.values():
        raise ValidationError(_("Give a share for every supplier, 0 where there is none."))
    if any(not 0 <= share <= HUNDRED for share in shares.values()):
        raise ValidationError(_("A share lies between 0 and 100."))
    if any(share != share.quantize(EXACT) for share in shares.values()):
        raise ValidationError(_("A share has at most three decimals."))
    total = sum(shares.values())
    if total != HUNDRED:
        raise ValidationError(_("The shares add up to %(total)s, not to 100.") % {"total": total})
    return shares


def _broken(allocation, lines, chosen):
    """The rules that the chosen shares break; kept beside the decision."""
    by_code = {line.supplier.code: chosen[line.supplier_id] for line in lines}
    return broken_rules(limit_rules(allocation.policy), sources(allocation.inputs), by_code)
