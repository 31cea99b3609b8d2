"""WSGI entry point for gunicorn."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from sustainportal.environment import exit_with, settings_or_exit

settings_or_exit()
application = get_wsgi_application()
if settings.PRODUCTION and not (settings.STATIC_ROOT / "staticfiles.json").exists():
    exit_with(
        f"STATIC_ROOT: {settings.STATIC_ROOT} holds no static files. Run: manage.py collectstatic"
    )
