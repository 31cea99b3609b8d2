"""The portal's Celery application with two kinds of work that only test_promise knows. An effect is a row of
the trail, which nothing can change afterwards, so every doubled effect stays to be seen.

    python -m celery -A tests.sustainportal.jobs.promise worker
    python -m tests.sustainportal.jobs.promise 300
"""

import os
import sys
import time

from sustainportal.celery import app
from sustainportal.jobs.kinds import job_kind

#: All its keys begin with a name of its own: the broker may be shared.
app.conf.broker_transport_options = {
    **app.conf.broker_transport_options,
    "global_keyprefix": os.environ["PROMISE"],
}
STEPS = 4


def steps(*, by, at, number):
    return [f"{number}.{step}" for step in range(STEPS)]


@job_kind("promise.single", label="Single")
def single(item, *, by, at, number):
    return effect(str(number), at)


@job_kind("promise.steps", label="Steps", plan=steps)
def several(item, *, by, at, number):
    return effect(item, at)


def effect(name, at):
    """One row, written slowly enough that a kill finds some half done."""
    from sustainportal.trail.models import Entry

    time.sleep(0.005)
    Entry.objects.create(
        event="promise.effect",
        actor="worker",
        subject_type="",
        subject_id=name,
        subject=name,
        at=at,
    )
    time.sleep(0.01)
    return {"effects": 1}


def ask(count):
    """Ask for so many jobs; every tenth has several steps."""
    from django.utils import timezone

    from sustainportal.jobs import operations

    for number in range(count):
        kind = "promise.single" if number % 10 else "promise.steps"
        operations.ask(kind, by=None, at=timezone.now(), number=number)


if __name__ == "__main__":
    import django

    django.setup()
    ask(int(sys.argv[1]))
