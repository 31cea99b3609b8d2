"""The portal's Celery application with a clock that stands, for the two workers of classify.py:

python -m celery -A tests.benchmarks.classify_worker worker
"""

from types import SimpleNamespace

from celery.signals import worker_process_init

from sustainportal.celery import app  # noqa: F401


@worker_process_init.connect
def hold_the_clock(**_signal):
    """As all of the benchmark: what counts as a valid reading depends on the day."""
    from sustainportal.jobs import tasks

    from .classify import AT

    tasks.timezone = SimpleNamespace(now=lambda: AT)
