import datetime as dt
from pathlib import Path

from django.core.management.base import CommandError

from suppliers.workbooks import SupplierImporter
from sustainportal.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Import suppliers, their sites and what they supply from an .xlsx or .csv file. With --source the "
        "file is the newest edition of that list: its columns are remembered, and who is new, changed or "
        "gone since the last edition is told (with --dry-run, before anything is kept)."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--source", metavar="NAME", default="", help="the list that this file is the newest of"
        )
        parser.add_argument(
            "--as-of", metavar="YYYY-MM-DD", help="the day the list speaks of (default: today)"
        )

    def handle(self, *args, **options):
        self.importer = SupplierImporter()
        self.importer.source = Path(options["file"]).name
        self.importer.listing = options["source"].strip()
        self.importer.as_of = day(options["as_of"])
        if self.importer.as_of and not self.importer.listing:
            raise CommandError("--as-of says when a list is of; name the list with --source.")
        return super().handle(*args, **options)


def day(text):
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"--as-of {text}: write it as YYYY-MM-DD.") from None
