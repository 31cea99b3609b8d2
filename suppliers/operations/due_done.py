"""What was done, told by the rooms downstream, and what that means for the due lists."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from sustainportal.trail.operations import entry, record, record_many

from ..models import Done, DueItem, DueList
from ..signals import due_list_changed

State = DueItem.State
OPEN = (State.CONFIRMED, State.TAKEN_UP, State.BEYOND)


@dataclass(frozen=True, slots=True)
class NewDone:
    """`source` says in words what it was; with `link` it is noted once, however often it is told."""

    supplier_id: int
    kind: str
    on: dt.date
    source: str
    link: str = ""
    remote: bool = False


@transaction.atomic
def note_done(
    *,
    supplier_id,
    kind,
    on,
    source,
    link="",
    remote=False,
    item=None,
    year=None,
    quiet=False,
    by,
    at,
):
    """Note that something was done at a supplier, and mark the due item it fulfils: `item` (an id) if it is
    known, else the oldest open one of that kind in the list of `year`, or of that day's year or the one
    before. A remote one fulfils only what allows it. Told again, nothing happens. `quiet` for who keeps its
    own programme in step: no news is sent. Returns the item or None."""
    done, new = Done.objects.update_or_create(
        supplier_id=supplier_id, kind=kind, source=source, link=link,
        defaults={"on": on, "remote": remote}, create_defaults={"on": on, "remote": remote, "noted_at": at},
    )  # fmt: skip
    if not new and done.items.exists():
        return done.items.first()
    return _fulfil(done, item=item, year=year, quiet=quiet, by=by, at=at)


@transaction.atomic
def note_all_done(rows, *, at):
    """Note many at once that were done before anybody told us; marks no item. Returns how many are new."""
    before = Done.objects.count()
    Done.objects.bulk_create(
        [
            Done(
                supplier_id=row.supplier_id, kind=row.kind, on=row.on, source=row.source,
                link=row.link, remote=row.remote, noted_at=at,
            )
            for row in rows
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )  # fmt: skip
    return Done.objects.count() - before


@transaction.atomic
def settle(*, year, by, at):
    """Mark what was done in the year since a confirmed list was worked out, and marks no item yet: between
    proposing and confirming, or told in a set. Returns how many items that were; news if any."""
    confirmed = DueList.objects.filter(pk=year, state=DueList.State.CONFIRMED)
    due_list = confirmed.select_for_update(no_key=True).first()
    if due_list is None:
        return 0
    until = min(timezone.localdate(at), dt.date(year, 12, 31))
    rows = Done.objects.filter(on__gt=due_list.as_of, on__year=year, on__lte=until, items=None)
    first = {}
    for done in rows.order_by("on", "pk"):
        first.setdefault((done.supplier_id, done.kind, done.remote), done)
    marked = []
    for item in due_list.items.filter(state__in=OPEN).select_related("supplier"):
        found = [first.get((item.supplier_id, item.kind, False))]
        found += [first.get((item.supplier_id, item.kind, True))] if item.remote else []
        found = sorted((done for done in found if done), key=lambda done: (done.on, done.pk))
        if found:
            item.state, item.done, item.done_on = State.DONE, found[0], found[0].on
            marked.append(item)
    DueItem.objects.bulk_update(marked, ["state", "done", "done_on"], batch_size=500)
    record_many(
        [
            entry("suppliers.due_item.done", item, by=by, at=at, **_told(item.done))
            for item in marked
        ]
    )
    if marked:
        due_list_changed.send(sender=DueList, year=year, at=at)
    return len(marked)


def _told(done):
    return {"kind": done.kind, "done_on": done.on.isoformat(), "source": done.source}


@transaction.atomic
def withdraw_done(*, supplier_id, kind, link, quiet=False, by, at):
    """It does not count as done after all (a survey was opened again): its item waits again. `quiet` as above."""
    for done in Done.objects.filter(supplier=supplier_id, kind=kind, link=link):
        for item in done.items.select_related("due_list", "supplier"):
            waits = State.TAKEN_UP if item.taken_up_at else State.CONFIRMED
            state = waits if item.quarter else State.BEYOND
            DueItem.objects.filter(pk=item.pk).update(state=state, done=None, done_on=None)
            record("suppliers.due_item.undone", item, by=by, at=at, source=done.source)
            if not quiet:
                due_list_changed.send(sender=DueList, year=item.due_list_id, at=at)
        done.delete()


def mark_taken_up(items, *, at):
    """Confirmed items (ids) that a room downstream has taken up; how many were not yet."""
    return DueItem.objects.filter(pk__in=items, state=State.CONFIRMED).update(
        state=State.TAKEN_UP, taken_up_at=at
    )


def _fulfil(done, *, item, year, quiet, by, at):
    rows = DueItem.objects.filter(
        supplier=done.supplier_id,
        kind=done.kind,
        state__in=OPEN,
        due_list__state=DueList.State.CONFIRMED,
    )
    if done.remote:
        rows = rows.filter(remote=True)
    years = (year, year) if year else (done.on.year - 1, done.on.year)
    rows = rows.filter(pk=item) if item else rows.filter(due_list__year__range=years)
    found = rows.select_related("supplier", "due_list").order_by("due_list", "pk").first()
    if found is None:
        return None
    claimed = DueItem.objects.filter(pk=found.pk, state=found.state).update(
        state=State.DONE, done=done, done_on=done.on
    )
    if claimed != 1:  # dropped in this very moment
        return None
    found.refresh_from_db()
    record("suppliers.due_item.done", found, by=by, at=at, **_told(done))
    if not quiet:
        due_list_changed.send(sender=DueList, year=found.due_list_id, at=at)
    return found
