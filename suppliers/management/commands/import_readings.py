from pathlib import Path

from suppliers.workbooks import ReadingImporter
from sustainportal.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Import factor readings (supplier code, factor, value, read on, source, link) from an .xlsx or"
        " .csv file. The suppliers whose readings changed are judged anew."
    )

    def handle(self, *args, **options):
        self.importer = ReadingImporter()
        self.importer.source = Path(options["file"]).name
        return super().handle(*args, **options)
