"""The Celery application. Messages are hints, the job rows are the truth; so a message is acknowledged
early and its loss is healed by `jobs.resend`. The schedule is code; two beats do no harm."""

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

from sustainportal.environment import settings_or_exit

settings_or_exit()
#: The web process checks the settings; a worker that does not keeps five megabytes of pages out of memory.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

app = Celery("sustainportal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

#: A beat entry that nobody took within its own period is dropped, so no pile waits for a worker that was away.
app.conf.beat_schedule = {
    "jobs-resend": {
        "task": "jobs.resend",
        "schedule": float(settings.JOB_RESEND_SECONDS),
        "options": {"expires": settings.JOB_RESEND_SECONDS},
    },
    # Asked every hour, done once a night: a machine that was off at half past one catches up.
    "jobs-nightly": {
        "task": "jobs.ask_nightly",
        "schedule": crontab(hour="1-23", minute=30),
        "options": {"expires": 3600},
    },
    "notices-send": {
        "task": "notices.send_owed",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
}
if settings.WECOM_ROBOTS:
    app.conf.beat_schedule["robots-send"] = {
        "task": "training.send_robot_messages",
        "schedule": 60.0,
        "options": {"expires": 60},
    }
