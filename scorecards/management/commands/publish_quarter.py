import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from scorecards.models import Quarter
from scorecards.operations import publish_quarter
from scorecards.operations.quarters import grades_of
from sustainportal.accounts.refusals import NotNow

from .compute_quarter import quarter


class Command(BaseCommand):
    help = "Publish a computed quarter: its scorecards are frozen and the suppliers are told."

    def add_arguments(self, parser):
        parser.add_argument("quarter", type=quarter, help="such as 2026Q3")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, **options):
        try:
            row = self.publish(options["quarter"])
        except NotNow as refusal:
            if options["json"]:
                self.stdout.write(json.dumps({"error": str(refusal)}, ensure_ascii=False))
            raise CommandError(str(refusal)) from None
        grades = grades_of(row)
        if options["json"]:
            answer = {"quarter": row.pk, "state": row.state, "grades": grades}
            self.stdout.write(json.dumps(answer))
            return
        self.stdout.write(f"{row} is published.")
        for grade, count in grades.items():
            self.stdout.write(f"  {grade}: {count}")

    def publish(self, code):
        row = Quarter.objects.filter(pk=code).first()
        if row is None:
            raise NotNow(f"There is no quarter {code}. Compute it first.")
        return publish_quarter(quarter=row, by=None, at=timezone.now())
