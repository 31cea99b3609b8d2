"""Beat asks every minute whether a group robot owes its chat something."""

from celery import shared_task
from django.utils import timezone

from ..operations.robot import send_robot_messages


@shared_task(name="training.send_robot_messages")
def send_owed_robot_messages():
    return send_robot_messages(clock=timezone.now).as_dict()
