"""A management command that asks for a job and does it in the foreground.

class Command(JobCommand):
    kind = "suppliers.classify"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("year", type=int)

    def job_args(self, options):
        return {"year": options["year"]}
"""

import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from . import operations
from .models import State
from .work import JobFailed


class JobCommand(BaseCommand):
    """Exit status 0 if the job is done, 1 if it failed. If a worker is at the job already, the command
    follows its progress instead of doing the work twice."""

    kind = ""

    def add_arguments(self, parser):
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object, no progress"
        )

    def job_args(self, options):
        """The arguments of the job, as plain JSON data."""
        return {}

    def handle(self, *args, **options):
        at = timezone.now()
        job = operations.ask(self.kind, by=None, at=at, **self.job_args(options))
        try:
            job = operations.run(job, at=at, told=None if options["json"] else self.tell)
        except JobFailed:
            job.refresh_from_db()
        self.report(job, as_json=options["json"])
        if job.state == State.FAILED:
            raise SystemExit(1)

    def tell(self, job):
        end = "\n" if job.state == State.DONE else "\r"
        self.stdout.write(f"{job}: {job.position}/{job.total}", ending=end)
        self.stdout.flush()

    def report(self, job, *, as_json):
        if as_json:
            self.stdout.write(json.dumps(summary(job), ensure_ascii=False))
        elif job.state == State.FAILED:
            self.stderr.write(f"{job}: {job.trouble}")
        else:
            for name, number in job.result.items():
                self.stdout.write(f"  {name}: {number}")


def summary(job):
    """One job as plain data: what scripts are told."""
    return {
        "job": job.pk,
        "kind": job.kind,
        "args": job.args,
        "state": job.state,
        "steps": job.total,
        "steps_done": job.position,
        "result": job.result,
        "error": job.trouble,
    }
