"""The Celery application. The schedule is code; every entry only asks for a job row."""

from celery import Celery
from celery.schedules import crontab

app = Celery("sustainportal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "jobs-resend": {"task": "jobs.resend", "schedule": 15.0},
    "jobs-nightly": {"task": "jobs.ask_nightly", "schedule": crontab(hour=1, minute=30)},
    "notices-send": {"task": "notices.send_owed", "schedule": 60.0},
}
