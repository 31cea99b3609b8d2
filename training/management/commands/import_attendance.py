"""manage.py import_attendance FILE --event CODE: a meeting's attendance list, one row per stay."""

from pathlib import Path

from sustainportal.sheets.commands import ImportCommand
from training.workbooks import AttendanceImporter


class Command(ImportCommand):
    help = (
        "Import an attendance list as a meeting tool wrote it (Teams, Zoom, WeCom, Tencent Meeting), of the "
        "portal's own template, or of organisations with numbers of people. Re-joins count once."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--event",
            metavar="CODE",
            default="",
            help="the event it is of, where no column says so",
        )

    def handle(self, *args, **options):
        self.importer = AttendanceImporter()
        self.importer.source = Path(options["file"]).name
        self.importer.listing = options["event"].strip()
        return super().handle(*args, **options)
