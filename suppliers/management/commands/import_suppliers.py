from pathlib import Path

from suppliers.workbooks import SupplierImporter
from sustainportal.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = "Import suppliers, their sites and what they supply from an .xlsx or .csv file."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--source", help="what the file is called in the trail and in reviews")

    def handle(self, *args, **options):
        self.importer = SupplierImporter()
        self.importer.source = options["source"] or Path(options["file"]).name
        return super().handle(*args, **options)
