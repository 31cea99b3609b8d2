"""Serving on this machine alone: gunicorn in this process, with what Django has already loaded.

Where gunicorn does not run (Windows), Django's own server stands in. With the broker `memory://` the
worker and the beat are threads of the one web process: their messages never leave it.
"""

import importlib.util
import threading

from celery.beat import EmbeddedService
from celery.worker import WorkController
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections

from sustainportal.celery import app


def works_inside():
    return settings.CELERY_BROKER_URL.startswith("memory:")


def start_worker():
    """Start worker and beat as threads that end with the process."""
    schedule = str(settings.VAR_DIR / "beat-schedule-inside")
    worker = WorkController(app=app, pool_cls="threads", concurrency=2, loglevel="INFO")
    beat = EmbeddedService(app, thread=True, schedule_filename=schedule)
    for thread in (threading.Thread(target=worker.start, name="worker"), beat):
        thread.daemon = True
        thread.start()


def serve(port):
    """Serve on 127.0.0.1 until told to stop."""
    connections.close_all()
    if importlib.util.find_spec("fcntl") is None:
        if works_inside():
            start_worker()
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)
    else:
        _gunicorn(port).run()


def _gunicorn(port):
    from gunicorn.app.base import BaseApplication

    options = {
        "bind": f"127.0.0.1:{port}",
        "workers": 1 if works_inside() else 2,
        "threads": 4,
        "preload_app": True,
        "graceful_timeout": 5,
        "timeout": 120,
        "control_socket_disable": True,
        "errorlog": str(settings.VAR_DIR / "log" / "web.log"),
        "capture_output": True,
    }
    if works_inside():
        options["post_worker_init"] = lambda worker: start_worker()

    class Gunicorn(BaseApplication):
        def load_config(self):
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self):
            return get_wsgi_application()

    return Gunicorn()
