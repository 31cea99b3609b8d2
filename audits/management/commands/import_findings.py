from dataclasses import replace
from pathlib import Path

from django.core.management.base import CommandError

from audits.models import Audit, Rating
from audits.operations.foreign_words import Words
from audits.queries.imported import protocols_by_name
from audits.workbooks import FindingImporter
from audits.workbooks.foreign import date_form
from sustainportal.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Import audits and findings from an .xlsx or .csv file: of another list (--source NAME: its next "
        "edition changes only what is new; what is said of its columns, severities and codes is remembered), "
        "or of an audit in progress here (column audit)."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--source", metavar="NAME", default="", help="the list this file is of")
        parser.add_argument(
            "--date-format", action="append", default=[], metavar="FORM",
            help="how its days are written, such as mm/dd/yyyy; may be repeated",
        )  # fmt: skip
        parser.add_argument(
            "--severity", action="append", default=[], metavar='"THEIRS=rating"',
            help=f"what its severity means ({', '.join(Rating.values)}); may be repeated",
        )  # fmt: skip
        parser.add_argument(
            "--provision", action="append", default=[], metavar='"THEIRS=B1"',
            help="which provision its code, or a code that begins so, means; may be repeated",
        )  # fmt: skip
        parser.add_argument("--default-provision", default="", metavar="CODE", help="of all other codes")
        parser.add_argument(
            "--missing", action="append", default=[], metavar="TEXT",
            help="what it writes for an empty cell, such as NA; may be repeated",
        )  # fmt: skip
        parser.add_argument("--kind", choices=Audit.Kind.values, default="", help="of its audits")
        parser.add_argument("--protocol", default="", help="its findings are held against")

    def handle(self, *args, **options):
        self.importer = FindingImporter(_words(options))
        self.importer.source = Path(options["file"]).name
        self.importer.listing = options["source"].strip()
        return super().handle(*args, **options)


def _words(options):
    words = Words(
        severity=dict(_pair("--severity", text) for text in options["severity"]),
        provision=dict(_pair("--provision", text) for text in options["provision"]),
        default=options["default_provision"],
        missing=options["missing"],
        kind=options["kind"],
    )
    for rating in words.severity.values():
        if rating not in Rating.values:
            raise CommandError(f"--severity …={rating}: there are {', '.join(Rating.values)}.")
    return replace(words, dates=_dates(options["date_format"]), protocol=_protocol(options["protocol"]))


def _pair(option, text):
    theirs, equals, ours = text.rpartition("=")
    if not equals or not theirs.strip():
        raise CommandError(f'{option} {text}: write it as "THEIRS=ours".')
    return theirs.strip(), ours.strip()


def _dates(texts):
    try:
        return [date_form(text) for text in texts]
    except ValueError as error:
        raise CommandError(f"--date-format {error}: write it as mm/dd/yyyy, with a day, a month and a year.") from None


def _protocol(name):
    known, _newest = protocols_by_name()
    if name and name not in known:
        raise CommandError(f"--protocol {name}: there are {', '.join(sorted(known))}.")
    return name
