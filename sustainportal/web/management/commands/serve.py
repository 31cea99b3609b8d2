"""`manage.py serve 8000`: what `run` starts. Prepares this checkout and serves it to this machine."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from sustainportal.web.preparing import prepare
from sustainportal.web.serving import serve

DEMO = ["buyer", "supplier", "auditor", "sales", "admin"]


class Command(BaseCommand):
    help = "Prepare this checkout and serve it on 127.0.0.1 (started by `manage.py run`)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("port", type=int, nargs="?", default=8000)

    def handle(self, *, port, **options):
        if settings.PRODUCTION:
            raise CommandError(
                "This is for trying the portal on one machine. PORTAL_ENV=production is served by "
                "gunicorn behind a proxy, see docs/deploy.md."
            )
        prepare(self.say)
        if get_user_model().objects.filter(username__in=DEMO).count() == len(DEMO):
            self.say(f"Demo logins: {', '.join(DEMO)}; the password of each is demo-portal")
        serve(port)

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
