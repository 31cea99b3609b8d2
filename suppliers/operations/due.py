"""The year's due list: propose it (gather, judge, keep), set its capacity, confirm it."""

import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.jobs.models import Job
from sustainportal.trail.operations import record

from ..models import Approach, DueCapacity, DueItem, DueKind, DueList
from ..models.due import quarter_of
from ..queries.approach import active_approach, approach_rules
from ..queries.due_list import candidates, capacity_of, kept_of, risk_year_for
from ..rules.due import propose, rank
from ..signals import due_list_changed
from .due_done import settle
from .due_items import changed_since

JOB = "suppliers.propose_due"
State = DueItem.State
FIELDS = (
    "quarter", "position", "state", "risk_class", "score", "last_on", "due_on", "every_months",
    "share", "drawn", "remote",
)  # fmt: skip


def usable_approach():
    """The active approach, else NotNow."""
    approach = active_approach()
    if approach is None:
        raise NotNow(
            _("There is no active management approach. Activate one in the administration first.")
        )
    return approach


def check_year(year, *, at):
    """NotNow unless a list can be proposed: this year, or the next, with classes to go by."""
    this_year = timezone.localdate(at).year
    if not this_year <= year <= this_year + 1:
        raise NotNow(
            _("A due list can be proposed for %(year)s or %(next)s.")
            % {"year": this_year, "next": this_year + 1}
        )
    if risk_year_for(year, at=at) is None:
        raise NotNow(_("No supplier has a risk class yet. Run the classification first."))


@transaction.atomic
def open_due_list(year, *, seed="", at):
    """The year's list, made if need be with last year's capacity and a seed that stays for good (drawing
    again until it suits is no draw). NotNow if it is confirmed, or the year cannot be proposed."""
    check_year(year, at=at)
    approach = usable_approach()
    due_list, new = DueList.objects.get_or_create(
        pk=year, defaults={"approach": approach, "seed": seed or secrets.token_hex(8)}
    )
    if new:
        DueCapacity.objects.bulk_create(
            DueCapacity(due_list=due_list, kind=row.kind, quarter=row.quarter, places=row.places)
            for row in DueCapacity.objects.filter(due_list=year - 1)
        )
    return hold_draft(year)


def hold_draft(year):
    """The list, locked until our transaction ends. NotNow if it is confirmed or was never proposed."""
    due_list = DueList.objects.select_for_update().filter(pk=year).first()
    if due_list is None:
        raise NotNow(_("There is no due list for %s yet. Propose it first.") % year)
    if not due_list.is_draft:
        raise NotNow(
            _("The due list of %s is confirmed. It can be amended, item by item, with a reason.")
            % year
        )
    return due_list


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A proposal before it is kept, and what it was worked out from."""

    approach: Approach
    risk_year: int
    as_of: object
    capacity: dict
    kept: list
    proposals: list
    draws: list
    ids: dict  # supplier code -> id


def work_out(year, *, at):
    """Gather and judge; writes nothing. NotNow as in `open_due_list`."""
    check_year(year, at=at)
    due_list = DueList.objects.get(pk=year)
    approach, risk_year, today = (
        usable_approach(),
        risk_year_for(year, at=at),
        timezone.localdate(at),
    )
    capacity, kept = capacity_of(year), kept_of(year)
    suppliers, ids = candidates(risk_year, today)
    proposals, draws = propose(
        suppliers,
        approach_rules(approach),
        year=year,
        seed=due_list.seed,
        capacity=capacity,
        first_quarter=quarter_of(today) if today.year == year else 1,
        kept=kept,
    )
    return WorkedOut(approach, risk_year, today, capacity, kept, proposals, draws, ids)


@transaction.atomic
def keep_proposal(*, year, worked_out=None, by, at):
    """Keep a proposal in the draft. What people decided stays; what is the same is not written. Works it out
    again if somebody changed the draft meanwhile. Returns counts: due, planned, beyond, drawn, changed."""
    due_list = hold_draft(year)
    if worked_out is None or not _still_holds(worked_out, year):
        worked_out = work_out(year, at=at)
    changed = _keep_items(due_list, worked_out)
    changed += _keep_head(due_list, worked_out, by=by, at=at, rows_changed=bool(changed))
    counts = {
        "due": len(worked_out.proposals),
        "planned": sum(one.quarter is not None for one in worked_out.proposals),
        "beyond": sum(one.quarter is None for one in worked_out.proposals),
        "drawn": sum(one.drawn for one in worked_out.proposals),
        "changed": changed,
    }
    if changed:
        record("suppliers.due_list.proposed", due_list, by=by, at=at, **counts)
    return counts


def propose_due_list(*, year, seed="", by, at):
    """Open the year's list, work it out and keep it, in the foreground."""
    open_due_list(year, seed=seed, at=at)
    return keep_proposal(year=year, by=by, at=at)


def _still_holds(worked_out, year):
    return worked_out.kept == kept_of(year) and worked_out.capacity == capacity_of(year)


def _keep_head(due_list, worked_out, *, by, at, rows_changed):
    """Approach, classes, draws and who proposed it, if anything is different; 1 if so."""
    head = {
        "approach_id": worked_out.approach.pk,
        "risk_year_id": worked_out.risk_year,
        "draws": [_draw(draw) for draw in worked_out.draws],
    }
    same = all(getattr(due_list, name) == value for name, value in head.items())
    if same and not rows_changed and due_list.proposed_at is not None:
        return 0
    head |= {"as_of": worked_out.as_of, "proposed_at": at}
    head["proposed_by_id"] = by.pk if by else due_list.proposed_by_id
    DueList.objects.filter(pk=due_list.pk).update(**head)
    due_list.refresh_from_db()
    return 0 if rows_changed else 1


def _draw(draw):
    return {
        "rule": draw.rule.key,
        "share": draw.rule.share,
        "pool": list(draw.pool),
        "drawn": list(draw.drawn),
    }


def _keep_items(due_list, worked_out):
    """Write the items that are new or differ, delete those no longer due; how many that were."""
    there = {
        (item.supplier.code, item.kind): item
        for item in due_list.items.select_related("supplier").only(
            *FIELDS, "kind", "decided", "due_list", "supplier__code"
        )
    }
    decided = [item for item in there.values() if item.decided]
    order = _positions(worked_out.proposals, decided)
    changed, wanted = [], set()
    for one in worked_out.proposals:
        wanted.add(one.pair)
        item = _item(due_list, one, order[one.pair], worked_out.ids)
        old = there.get(one.pair)
        if old is None or any(getattr(old, name) != getattr(item, name) for name in FIELDS):
            changed.append(item)
    gone = [item.pk for pair, item in there.items() if not item.decided and pair not in wanted]
    for start in range(0, len(gone), 500):
        DueItem.objects.filter(pk__in=gone[start : start + 500]).delete()
    DueItem.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["due_list", "supplier", "kind"],
        update_fields=FIELDS,
        batch_size=1000,
    )
    moved = [item for item in decided if item.position != order[item.supplier.code, item.kind]]
    for item in moved:
        item.position = order[item.supplier.code, item.kind]
    DueItem.objects.bulk_update(moved, ["position"], batch_size=500)
    return len(changed) + len(gone)


def _positions(proposals, decided):
    """{(code, kind): position} over the proposed and the decided ones together."""
    keys = [
        rank(
            one.candidate.risk_class, one.candidate.score, one.last_on, one.candidate.code,
            one.rule.kind,
        )
        for one in proposals
    ] + [
        rank(item.risk_class, item.score, item.last_on, item.supplier.code, item.kind)
        for item in decided
    ]  # fmt: skip
    return {(key[3], key[4]): position for position, key in enumerate(sorted(keys), 1)}


def _item(due_list, one, position, ids):
    candidate, rule = one.candidate, one.rule
    return DueItem(
        due_list=due_list,
        supplier_id=ids[candidate.code],
        kind=rule.kind,
        quarter=one.quarter,
        position=position,
        state=State.BEYOND if one.quarter is None else State.PROPOSED,
        risk_class=candidate.risk_class,
        score=candidate.score,
        last_on=one.last_on,
        due_on=one.due_on,
        every_months=rule.every_months,
        share=rule.share,
        drawn=one.drawn,
        remote=rule.remote,
    )


@transaction.atomic
def set_capacity(*, year, places, by, at):
    """How many of each kind fit in each quarter of a draft: {(kind, quarter): places or None, no limit}."""
    due_list = hold_draft(year)
    known = {(kind, quarter) for kind in DueKind.values for quarter in (1, 2, 3, 4)}
    if set(places) - known or any(value is not None and value < 0 for value in places.values()):
        raise ValidationError(_("A capacity is a number of places, 0 or more, or empty."))
    wanted = {key: value for key, value in places.items() if value is not None}
    if wanted == capacity_of(year):
        return due_list
    due_list.capacities.all().delete()
    DueCapacity.objects.bulk_create(
        DueCapacity(due_list=due_list, kind=kind, quarter=quarter, places=value)
        for (kind, quarter), value in wanted.items()
    )
    told = {
        kind: " / ".join(str(wanted.get((kind, quarter), "–")) for quarter in (1, 2, 3, 4))
        for kind in sorted({kind for kind, _quarter in wanted})
    }
    changed_since(year, at=at)
    record("suppliers.due_list.capacity_set", due_list, by=by, at=at, places=told)
    return due_list


@transaction.atomic
def confirm_due_list(*, year, seen_at, by, at):
    """Confirm the draft as it was `seen_at` (its `proposed_at` when the page was opened).

    Not by who proposed it, nor by who added to it by hand. From here on seed, inputs and rows stay.
    """
    if Job.objects.open().filter(kind=JOB, args__year=year).exists():
        raise NotNow(
            _("The due list of %s is being worked out. Confirm it when it is there.") % year
        )
    due_list = hold_draft(year)
    if due_list.proposed_at is None:
        raise NotNow(_("There is no due list for %s yet. Propose it first.") % year)
    if due_list.proposed_at != seen_at:
        raise NotNow(_("The list was proposed again since you opened it. Look at it once more."))
    _by_another(due_list, by)
    claimed = DueList.objects.filter(pk=year, state=DueList.State.DRAFT).update(
        state=DueList.State.CONFIRMED, confirmed_at=at, confirmed_by=by
    )
    if claimed != 1:
        raise NotNow(_("The due list of %s was confirmed already.") % year)
    planned = due_list.items.filter(state=State.PROPOSED).update(state=State.CONFIRMED)
    due_list.refresh_from_db()
    record(
        "suppliers.due_list.confirmed", due_list, by=by, at=at,
        planned=planned, seed=due_list.seed, approach=due_list.approach.name,
    )  # fmt: skip
    settle(year=year, by=by, at=at)
    due_list_changed.send(sender=DueList, year=year, at=at)
    return due_list


def _by_another(due_list, person):
    if due_list.proposed_by_id == person.pk:
        raise NotYours(
            _("Whoever proposed a due list does not confirm it: ask a colleague to look at it.")
        )
    added = due_list.items.filter(added=True, decided_by=person).exclude(state=State.DROPPED)
    if added.exists():
        raise NotYours(
            _(
                "You added to this list by hand, which is a proposal too: ask a colleague to confirm it."
            )
        )
