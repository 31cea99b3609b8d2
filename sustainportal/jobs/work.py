"""How a job is worked through so that each of its items takes effect exactly once.

- A worker claims the row by a conditional UPDATE: it is queued, or its lease has run out. The claim's
  token fences: whoever lost the lease cannot write any more.
- Each item is one transaction: hold the row, do the item, mark the progress. A worker killed at any moment
  leaves an item done and marked, or neither; the next worker goes on at `position`.
- The row stays locked while an item takes effect (on SQLite the whole database has one writer), so nobody
  takes a job over in the middle of it, even if it is longer than the lease. No heartbeat is needed, and a
  heartbeat thread could not write on SQLite anyway. Only `gather`, which reads beforehand and outside any
  transaction, must call `held()` to keep the lease; one that loses it has no effect.
- A kind with lanes: the worker that makes the plan shares it out to parts and is free again (lanes.py).
- Leases are told by the database's clock, so workers on machines with different clocks agree.
"""

import datetime as dt
import logging
import threading
import time
import traceback
import uuid
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Now
from django.utils import translation
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours

from . import kinds, lanes
from .models import Job, State

log = logging.getLogger(__name__)

#: Seconds to wait before an item is tried again after a locked database or a lost connection.
PAUSES = (0.1, 0.5, 2.0, 5.0)
#: Claims without any progress after which a job is given up: its work kills the worker.
ATTEMPTS = 8
#: Set when this process is asked to stop: the work is given back after the item under way.
stopping = threading.Event()


class LostLease(Exception):
    """Another worker holds this job now; what this one was doing is rolled back."""


class JobFailed(Exception):
    """The job has failed; its row says why."""


def lease():
    """When a lease taken now runs out, by the database's clock."""
    return Now() + Value(dt.timedelta(seconds=settings.JOB_LEASE_SECONDS))


def free():
    """Jobs that a worker may claim."""
    return Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=Now())


def unlocked(rows):
    """`rows` without those another worker holds a lock on this moment, locked for us."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True)
    return rows


@transaction.atomic
def claim(job_id, *, at):
    """Take the job if it is free: the job with our token in it, or None."""
    if not unlocked(Job.objects.filter(free(), pk=job_id)).values_list("pk").first():
        return None
    taken = Job.objects.filter(free(), pk=job_id).update(
        state=State.RUNNING,
        token=uuid.uuid4(),
        lease_until=lease(),
        attempts=F("attempts") + 1,
        started_at=Coalesce("started_at", Value(at)),
    )
    return Job.objects.select_related("asked_by").get(pk=job_id) if taken else None


def mark(job, **values):
    """Write on the job as its holder, at the position we know, else LostLease."""
    mine = Job.objects.filter(
        pk=job.pk, token=job.token, position=job.position, state=State.RUNNING
    )
    if mine.update(**values) != 1:
        raise LostLease(f"Job {job.pk} is held by another worker.")


def finished(at):
    return {"state": State.DONE, "finished_at": at, "token": None, "lease_until": None}


@transaction.atomic
def make_plan(job, kind, *, at, share=False):
    """Compute the list of items and store it, so that every later worker sees the same one. If other workers
    may `share` it and the kind has lanes, the job is given to parts of its own and held no more."""
    mark(job, lease_until=lease())
    plan = [None] if kind.plan is None else list(kind.plan(by=job.asked_by, at=at, **job.args))
    ending = {} if plan else finished(at)
    parts = lanes.lanes_of(kind, plan) if share else 0
    if parts:
        lanes.share_out(job, plan, parts, at=at)
        ending = {"lanes": parts, "token": None, "lease_until": None}
    mark(job, **{"plan": plan, "total": len(plan), "lease_until": lease(), "attempts": 0, **ending})


def holder(job):
    """A function that keeps the lease during long reading; cheap to call often."""
    last = time.monotonic()

    def held():
        nonlocal last
        if time.monotonic() - last > settings.JOB_LEASE_SECONDS / 4:
            mark(job, lease_until=lease())
            last = time.monotonic()

    return held


def do_item(job, kind, *, at):
    """Gather outside any transaction what the item at `position` needs, then let it take effect."""
    if kind.gather is None:
        return keep_item(job, kind, at=at)
    mark(job, lease_until=lease())
    item, held = job.plan[job.position], holder(job)
    gathered = kind.gather(item, by=job.asked_by, at=at, held=held, **job.args)
    return keep_item(job, kind, at=at, gathered=gathered)


@transaction.atomic
def keep_item(job, kind, *, at, **known):
    """The item at `position` takes effect and is marked, in one transaction."""
    mark(job, lease_until=lease())
    item = job.plan[job.position]
    counts = kind.work(item, by=job.asked_by, at=at, **known, **job.args) or {}
    position = job.position + 1
    ending = finished(at) if position == job.total else {}
    result = {key: job.result.get(key, 0) + n for key, n in counts.items()}
    progress = {"position": position, "result": {**job.result, **result}, "attempts": 0}
    mark(job, **{"lease_until": lease(), **progress, **ending})
    if job.part_of_id:
        lanes.sum_up(job, at=at)


def patiently(step, job, kind, *, at):
    """Take a step; after a locked database, a deadlock or a lost connection try it again."""
    for pause in (*PAUSES, None):
        try:
            return step(job, kind, at=at)
        except (OperationalError, InterfaceError) as error:
            if pause is None or connection.in_atomic_block:
                raise
            log.warning("Job %s waits %s s: %s", job.pk, pause, error)
            connection.close_if_unusable_or_obsolete()
            time.sleep(pause)


def people_reason(error):
    """The reason in words for people; empty where only a technical one is known."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error) if isinstance(error, NotNow | NotYours | kinds.UnknownKind) else ""


@transaction.atomic
def fail(job, *, at, reason="", detail=""):
    """Set the job to failed; what it did so far stays, and it can be tried again from there."""
    mark(
        job,
        state=State.FAILED,
        token=None,
        lease_until=None,
        finished_at=at,
        error=reason,
        error_detail=detail[-8000:],
    )
    if job.part_of_id:
        lanes.sum_up(job, at=at)


def give_back(job):
    """Let another worker go on at once, without waiting for the lease to run out."""
    waiting = {"state": State.QUEUED, "token": None, "lease_until": None, "hinted_at": None}
    mark(job, **waiting, attempts=0)


def work_through(job, *, clock, told=None, share=False):
    """Do what is left of a job we have claimed. `clock()` gives the `at` of each item; `told(job)` is
    called after each. Raises JobFailed, or LostLease if another worker has it now. A process that is asked
    to stop gives the job back unfinished. With `share`, a plan of a kind with lanes is shared out to parts,
    which any worker takes, and nothing more is done here."""
    with translation.override(getattr(job.asked_by, "language", "") or settings.LANGUAGE_CODE):
        _work_through(job, clock, told, partial(make_plan, share=share))


def _work_through(job, clock, told, plan):
    try:
        if job.attempts > ATTEMPTS:
            times = job.attempts - 1
            raise NotNow(_("the work was interrupted %(times)s times here.") % {"times": times})
        if job.asked_by and not job.asked_by.is_active:
            raise NotYours(_("Whoever asked for this may no longer sign in."))
        kind = kinds.find(job.kind)
        while job.state == State.RUNNING and not job.lanes:
            if stopping.is_set():
                return give_back(job)
            patiently(plan if job.plan is None else do_item, job, kind, at=clock())
            refresh(job)
            if told:
                told(job)
    except LostLease:
        raise
    except Exception as error:
        log.exception("Job %s (%s) failed", job.pk, job.kind)
        fail(job, at=clock(), reason=people_reason(error), detail=traceback.format_exc())
        job.refresh_from_db()
        raise JobFailed(f"{job}: {job.trouble}") from error
    except KeyboardInterrupt:
        fail(job, at=clock(), reason=_("it was stopped by hand."))
        raise


def refresh(job):
    """Read what we just wrote; a row that is no longer ours and not finished is a lost lease."""
    token = job.token
    job.refresh_from_db(
        fields=[
            *("state", "token", "plan", "lanes", "position", "total", "result", "attempts"),
            "finished_at",
        ]
    )
    if job.state != State.DONE and not job.lanes and job.token != token:
        raise LostLease(f"Job {job.pk} is held by another worker.")
