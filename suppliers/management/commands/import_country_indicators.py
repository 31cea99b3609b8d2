from django.core.management.base import CommandError

from suppliers.workbooks import IndicatorImporter
from sustainportal.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Import published country figures: one value column of a file, such as "
        '--factor cpi --year 2018 --source "Transparency International" --column value="ti_cpi". '
        'Of a file with several figures below each other: --where "indicator=rl".'
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--factor", help="the factor's code, where the file has no such column")
        parser.add_argument("--year", type=int, help="the year, where the file has no such column")
        parser.add_argument("--source", default="", help="where the figures were published")
        parser.add_argument(
            "--where", action="append", default=[], metavar='"Heading=text"',
            help="only rows that say this; may be repeated",
        )  # fmt: skip
        parser.add_argument(
            "--no-value", type=float, help="the number that means no figure, such as 0"
        )
        parser.add_argument(
            "--scale",
            type=float,
            default=1,
            help="multiply each value, such as 10 for a scale of 0-10",
        )

    def handle(self, *args, **options):
        self.importer = IndicatorImporter(
            factor=options["factor"],
            year=options["year"],
            source=options["source"],
            where=dict(pair(text) for text in options["where"]),
            no_value=options["no_value"],
            scale=options["scale"],
        )
        return super().handle(*args, **options)


def pair(text):
    heading, equals, wanted = text.partition("=")
    if not equals:
        raise CommandError(f'--where {text}: write it as "Heading=text".')
    return heading.strip(), wanted.strip().strip('"')
