"""A hint tells a worker that a job waits. It may be lost or doubled: the row decides, not the hint.

A broker that is down or silent must not hold up the page that asked: short time limits on a connection of
our own, and after a failure no further try for a while (the re-sender hints again later).
"""

import functools
import logging
import os
import time

from celery import current_app
from kombu import pools
from kombu.exceptions import LimitExceeded, OperationalError

log = logging.getLogger(__name__)

#: Seconds for one try, tries, and the pause after a failure (per process).
LIMITS = {"socket_connect_timeout": 1, "socket_timeout": 2, "max_retries": 1, "interval_start": 0}
PAUSE = 10.0
_silent_until = 0.0


@functools.cache
def _broker():
    return current_app.connection(transport_options=LIMITS)


def _forget():
    """A forked process must not speak on its parent's line."""
    pools.producers.clear()
    pools.connections.clear()
    _broker.cache_clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def hint(job_id):
    """Send a hint; False if the broker cannot be reached, which the re-sender heals."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return False
    try:
        with pools.producers[_broker()].acquire(block=True, timeout=2) as producer:
            current_app.send_task(
                "jobs.work", kwargs={"job": job_id}, producer=producer, retry=False
            )
    except (OperationalError, LimitExceeded, OSError) as error:
        _silent_until = time.monotonic() + PAUSE
        log.warning("No hint for job %s, the broker cannot be reached: %s", job_id, error)
        return False
    return True
