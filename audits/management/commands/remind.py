import datetime as dt
import json

from django.utils import timezone

from audits.operations.reminders import preview
from sustainportal.jobs.commands import JobCommand


class Command(JobCommand):
    help = (
        "Remind everybody of what is due or overdue, as the nightly sweep does: one notice per person, and"
        " nobody twice in a night. The notices are mailed by the worker, or by send_notices."
    )
    kind = "audits.remind"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--dry-run", action="store_true", help="count who would be reminded; write nothing"
        )

    def job_args(self, options):
        return {"day": timezone.localdate().isoformat()}

    def handle(self, *args, **options):
        if not options["dry_run"]:
            return super().handle(*args, **options)
        day = self.job_args(options)["day"]
        account = {"kept": False, "day": day, "result": preview(today=dt.date.fromisoformat(day))}
        if options["json"]:
            self.stdout.write(json.dumps(account))
            return None
        for name, number in account["result"].items():
            self.stdout.write(f"  {name}: {number}")
        self.stdout.write("This was a preview; nothing was written.")
        return None
