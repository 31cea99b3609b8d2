"""What a Celery worker does: take a hint, send lost hints again, ask for tonight's jobs."""

from celery import shared_task
from celery.signals import worker_shutting_down
from django.utils import timezone

from . import operations, work


@worker_shutting_down.connect
def stop(**_signal):
    """Reaches work in threads of the worker; a process of a pool works on until it is done or killed."""
    work.stopping.set()


@shared_task(name="jobs.work")
def work_on(*, job):
    """Work through the job of this id, if it is free. Its own failure is in its row, not Celery's."""
    mine = work.claim(job, at=timezone.now())
    if mine is None:
        return 0
    try:
        work.work_through(mine, clock=timezone.now, share=True)
    except (work.LostLease, work.JobFailed):
        return 0
    return 1


@shared_task(name="jobs.resend")
def resend():
    return operations.resend()


@shared_task(name="jobs.ask_nightly")
def ask_nightly():
    return len(operations.ask_nightly(at=timezone.now()))
