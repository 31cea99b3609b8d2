"""Two questions a proxy or a watchman asks without logging in. The answers name no cause: the log does."""

import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import KombuError, OperationalError

logger = logging.getLogger(__name__)


@require_safe
@never_cache
@login_not_required
def live(request):
    """The process answers. Asks nothing of anybody."""
    return JsonResponse({"live": True})


@require_safe
@never_cache
@login_not_required
def ready(request):
    """200 when pages can be served: the database answers. The broker is only reported: without it jobs
    wait in their rows, and the pages go on."""
    database = _database()
    body = {"database": database, "broker": _broker()}
    return JsonResponse(body, status=200 if database == "ok" else 503)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        logger.error("Health: the database does not answer: %s", error)
        return "down"
    return "ok"


def _broker():
    if settings.CELERY_BROKER_URL.startswith("memory:"):
        return "inside"
    from sustainportal.celery import app

    try:
        with app.connection_for_write(settings.CELERY_BROKER_URL) as line:
            line.ensure_connection(max_retries=0, timeout=2)
            line.default_channel.client.ping()
    except (KombuError, OperationalError, OSError) as error:
        logger.error("Health: the broker does not answer: %s", error)
        return "down"
    return "ok"
