"""Ask for long work, and do it here if nobody else does."""

import datetime as dt
import hashlib
import json
import logging
import time
from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, Value
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import SYSTEM, record

from . import kinds, work
from .hints import hint
from .lanes import hint_at
from .models import Job, State

log = logging.getLogger(__name__)

#: Hints sent again in one run of the re-sender: a long queue does not double itself every few seconds.
RESENT_PER_RUN = 100


def key_of(kind, args):
    """The same for the same kind and args. Args must be plain JSON data, else TypeError."""
    text = json.dumps([kind, args], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def ask(kind, *, by, at, **args):
    """Ask for a job: a new row and, on commit, a hint to the workers. If the same (kind and args) waits
    or runs already, that job is returned instead. UnknownKind if no room declares it."""
    return _ask(kind, by=by, at=at, args=args)


def _ask(kind, *, by, at, args, night=None):
    kinds.find(kind)
    key = key_of(kind, args)
    for _attempt in range(5):
        job = Job.objects.open().filter(key=key).first()
        if job:
            return job
        try:
            with transaction.atomic():
                job = Job.objects.create(
                    kind=kind,
                    args=args,
                    key=key,
                    asked_by=by,
                    asked_by_name=SYSTEM if by is None else str(by),
                    asked_at=at,
                    hinted_at=at,
                    night=night,
                )
        except IntegrityError:  # asked for by somebody else in this very moment
            if night and Job.objects.filter(key=key, night=night).exists():
                return None
            continue
        if by is not None:
            record("jobs.job.asked", job, by=by, at=at, kind=kind, args=args)
        transaction.on_commit(partial(hint, job.pk), robust=True)
        return job
    raise NotNow(_("Too many people ask for this work in this moment. Ask once more."))


def run(job, *, at, told=None):
    """Work through the job here and now (commands, tests), every item at `at`; its plan is not shared out.
    If a worker holds it, follow its progress, and take over if that worker dies; of a job that a worker has
    shared out, do the parts that nobody holds. Returns the finished job; JobFailed if it failed.
    `told(job)` is called after each step."""
    while True:
        mine = work.claim(job.pk, at=at)
        if mine:
            try:
                work.work_through(mine, clock=lambda: at, told=told)
            except work.LostLease:
                continue
        elif _do_part(job, at=at, told=told):
            continue
        job.refresh_from_db()
        if job.state == State.DONE:
            return job
        if job.state == State.FAILED:
            raise work.JobFailed(f"{job}: {job.trouble}")
        if told:
            told(job)
        time.sleep(0.5)


def _do_part(job, *, at, told):
    """Finish one part of a job in lanes that nobody holds; False if there is none."""

    def tell(_part):
        job.refresh_from_db()
        told(job)

    parts = Job.objects.filter(work.free(), part_of=job.pk).order_by("pk")
    for part in parts.values_list("pk", flat=True):
        mine = work.claim(part, at=at)
        if mine:
            try:
                work.work_through(mine, clock=lambda: at, told=tell if told else None)
            except (work.LostLease, work.JobFailed):
                return True  # the whole says what failed once its other parts have ended
            return mine.state == State.DONE
    return False


@transaction.atomic
def retry(job, *, by, at):
    """Try a failed job again: it goes on where it stopped. Of a job in lanes the parts that failed go on; a
    part is tried again with its whole."""
    job = job.part_of or job
    afresh = {"attempts": 0, "finished_at": None, "hinted_at": at, "error": "", "error_detail": ""}
    parts = Job.objects.filter(part_of=job.pk, state=State.FAILED)
    ids = list(parts.values_list("pk", flat=True))
    try:
        with transaction.atomic():
            failed = Job.objects.filter(pk=job.pk, state=State.FAILED)
            tried = failed.update(state=State.RUNNING if ids else State.QUEUED, **afresh)
    except IntegrityError as error:
        raise NotNow(
            _("The same work was asked for again meanwhile. Follow that job instead.")
        ) from error
    if tried != 1:
        raise NotNow(_("This job has not failed, or somebody has already tried it again."))
    parts.filter(pk__in=ids).update(state=State.QUEUED, **afresh)
    record("jobs.job.retried", job, by=by, at=at, position=job.position)
    hint_at(ids or [job.pk])
    job.refresh_from_db()
    return job


@transaction.atomic
def resend():
    """Hint again at jobs whose hint seems lost: waiting for a while, or their worker's lease run out. The
    longest neglected first, a bounded number; returns how many. Several re-senders at once do no harm."""
    patience = Now() - Value(dt.timedelta(seconds=settings.JOB_RESEND_SECONDS))
    neglected = work.unlocked(
        Job.objects.filter(work.free()).filter(Q(hinted_at=None) | Q(hinted_at__lt=patience))
    )
    ids = list(neglected.order_by("hinted_at").values_list("pk", flat=True)[:RESENT_PER_RUN])
    Job.objects.filter(pk__in=ids).update(hinted_at=Now())
    transaction.on_commit(lambda: all(hint(job_id) for job_id in ids), robust=True)
    return len(ids)


def ask_nightly(*, at):
    """Ask for tonight's job of every kind that has one, once a night however often this is called. Returns
    the jobs; a kind whose arguments cannot be told is logged and does not stop the others."""
    local = timezone.localtime(at)
    jobs = []
    for kind in kinds.KINDS.values():
        if kind.nightly is None:
            continue
        try:
            nights = kind.nightly(local)
            for args in [nights] if isinstance(nights, dict) else nights or []:
                jobs.append(_ask_tonight(kind.name, at=at, args=args, night=local.date()))
        except Exception:
            log.exception("No job of kind %s tonight", kind.name)
    return [job for job in jobs if job]


@transaction.atomic
def _ask_tonight(kind, *, at, args, night):
    if Job.objects.filter(key=key_of(kind, args), night=night).exists():
        return None
    return _ask(kind, by=None, at=at, args=args, night=night)
