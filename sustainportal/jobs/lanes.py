"""A job in lanes: its plan is shared out to parts, which several workers take at once.

The parts are jobs of their own, claimed and healed like any other. The whole is under way without a worker
of its own; every step of a part brings it up to date in the step's transaction, and the last part to end
closes it. Locks are taken in one order: the part first (its worker holds it), then the whole.
"""

import hashlib
from functools import partial

from django.conf import settings
from django.db import transaction

from .hints import hint
from .models import OPEN, Job, State

#: Items for each lane below which a plan is not worth sharing out.
ITEMS_PER_LANE = 2


def lanes_of(kind, plan):
    """How many parts a plan is shared out to; 0 if it stays whole."""
    enough = len(plan) >= ITEMS_PER_LANE * kind.lanes
    return kind.lanes if settings.JOB_LANES and kind.lanes > 1 and enough else 0


def share_out(job, plan, lanes, *, at):
    """Write the parts and, on commit, hint at them. They take turns in the plan, so that each has as much of
    its heavy end. Must run in the transaction that marks the job as being in lanes."""
    parts = Job.objects.bulk_create(
        Job(
            part_of=job,
            kind=job.kind,
            args=job.args,
            key=hashlib.sha256(f"part {lane} of job {job.pk}".encode()).hexdigest(),
            asked_by_id=job.asked_by_id,
            asked_by_name=job.asked_by_name,
            asked_at=job.asked_at,
            hinted_at=at,
            plan=items,
            total=len(items),
        )
        for lane, items in enumerate(plan[lane::lanes] for lane in range(lanes))
    )
    hint_at(part.pk for part in parts)


def hint_at(job_ids):
    """Hint at these jobs once our transaction is committed."""
    for job_id in job_ids:
        transaction.on_commit(partial(hint, job_id), robust=True)


def sum_up(part, *, at):
    """Bring the whole up to date after a step or the end of one of its parts, in that transaction. If no
    part is open any more the whole is closed: done, or failed with the reason of a part that failed."""
    whole = Job.objects.filter(pk=part.part_of_id, state=State.RUNNING)
    # Parts that end together take turns here; who comes second sees what the first has committed.
    if not whole.select_for_update().values_list("pk").first():
        return
    parts = Job.objects.filter(part_of=part.part_of_id).order_by("pk")
    rows = list(parts.values("state", "position", "result", "error", "error_detail"))
    position = sum(row["position"] for row in rows)
    result = {}
    for row in rows:
        for name, number in row["result"].items():
            result[name] = result.get(name, 0) + number
    whole.update(position=position, result=result, **ending(rows, at))


def ending(rows, at):
    """What closes the whole, or nothing while a part is open."""
    if any(row["state"] in OPEN for row in rows):
        return {}
    for row in rows:
        if row["state"] == State.FAILED:
            told = {"error": row["error"], "error_detail": row["error_detail"]}
            return {"state": State.FAILED, "finished_at": at, **told}
    return {"state": State.DONE, "finished_at": at}
