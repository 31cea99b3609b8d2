"""Beat asks every minute whether somebody is owed a mail."""

from celery import shared_task
from django.utils import timezone

from .sending import send_owed


@shared_task(name="notices.send_owed")
def send_owed_notices():
    return send_owed(clock=timezone.now).as_dict()
