import json

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.notices.sending import send_owed


class Command(BaseCommand):
    help = "Mail the notices that are owed. Exit status 1 if a mail was refused."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, **options):
        run = send_owed(clock=timezone.now)
        if options["json"]:
            self.stdout.write(json.dumps(run.as_dict()))
        else:
            words = _(
                "%(notices)s notices in %(mails)s mails; %(refused)s mails refused; "
                "%(later)s people wait for a later run."
            )
            self.stdout.write(words % run.as_dict())
        if run.refused:
            raise SystemExit(1)
