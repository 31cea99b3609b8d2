"""The demo company, from an empty database: catalogues, then room after room down the river."""

import json
import time
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from suppliers.models import Supplier
from sustainportal.jobs.models import Job, State
from sustainportal.notices.models import Notice
from sustainportal.notices.operations import muted, read

#: In the order in which one stands on the other; known by name only.
BUILDERS = (
    "suppliers.demo",
    "suppliers.demo_papers",
    "suppliers.demo_approval",
    "audits.demo",
    "training.demo",
    "suppliers.demo_risk",
    "training.demo_supervision",
    "audits.demo_programme",
    "scorecards.demo",
)


class Command(BaseCommand):
    help = "Build the fictional demo company. Does nothing where suppliers are already."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("Everybody knows the demo company's logins: not in production.")
        if Supplier.objects.exists():
            self.report({"built": False, "reason": "There are suppliers already."}, options)
            return
        started = time.monotonic()
        call_command("load_catalogues", verbosity=0)
        made = self.build(timezone.now())
        # Each reading of the past has asked for a new judgement; all years are judged by now.
        # So with the programme: each change of the due list has asked for it; it is taken up by now.
        # And with participation: it is posted with the supervision.
        told = ("suppliers.rejudge", "audits.take_up_programme", "training.post_participation")
        Job.objects.filter(kind__in=told, state=State.QUEUED).delete()
        self.report({"built": True, "made": made, "seconds": time.monotonic() - started}, options)

    @transaction.atomic
    def build(self, at):
        """All or nothing; what is told of the past is not mailed, and read but for the last three weeks."""
        made = {}
        with muted():
            for name in BUILDERS:
                made |= import_module(name).build(at=at)
        read(Notice.objects.filter(owed_at__lt=at - timedelta(weeks=3)), at=at)
        return made

    def report(self, answer, options):
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, default=str))
            return
        if not answer["built"]:
            self.stdout.write(f"{answer['reason']} Nothing was changed.")
            return
        for name, count in answer["made"].items():
            self.stdout.write(f"  {count} {name}")
        self.stdout.write(f"The demo company is there, in {answer['seconds']:.1f} s.")
