from suppliers.workbooks import IndicatorImporter
from sustainportal.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Import published country figures: one value column of a file, such as "
        '--factor cpi --year 2018 --source "Transparency International" --column value="ti_cpi".'
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--factor", help="the factor's code, where the file has no such column")
        parser.add_argument("--year", type=int, help="the year, where the file has no such column")
        parser.add_argument("--source", default="", help="where the figures were published")

    def handle(self, *args, **options):
        self.importer = IndicatorImporter(
            factor=options["factor"], year=options["year"], source=options["source"]
        )
        return super().handle(*args, **options)
