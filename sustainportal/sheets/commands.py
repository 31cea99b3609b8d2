"""The base of every `manage.py import_…`: the same importer as the page, for scripts."""

import json

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sustainportal.accounts.refusals import NotNow

from .account import OUTCOMES
from .importing import run
from .refusals import SheetRefused


class ImportCommand(BaseCommand):
    """`importer` is an Importer class. Exit status 1 when the file or any row was refused."""

    importer = None

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="an .xlsx or .csv file")
        parser.add_argument(
            "--column", action="append", default=[], metavar='FIELD="Heading"',
            help="which heading of the file is which field; may be repeated",
        )  # fmt: skip
        parser.add_argument("--sheet", help="the sheet to read (default: the first visible one)")
        parser.add_argument("--encoding", help="of a .csv file (default: found out)")
        parser.add_argument("--dry-run", action="store_true", help="preview: write nothing")
        parser.add_argument(
            "--keep-good",
            action="store_true",
            help="keep the good rows although others are refused",
        )
        parser.add_argument(
            "--refused", metavar="FILE", help="write refused rows with their reasons to this file"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--by", metavar="USERNAME", help="who imports (default: the portal)")

    def handle(self, *args, **options):
        try:
            account = run(
                self.importer,
                options["file"],
                by=_person(options["by"]),
                at=timezone.now(),
                mapping=_mapping(options["column"]),
                sheet=options["sheet"],
                encoding=options["encoding"],
                keep_good=options["keep_good"],
                dry_run=options["dry_run"],
                refused=options["refused"],
            )
        except (SheetRefused, NotNow) as refusal:
            if options["json"]:
                self.stdout.write(json.dumps({"error": str(refusal)}, ensure_ascii=False))
            raise CommandError(str(refusal)) from None
        if options["json"]:
            self.stdout.write(json.dumps(account.as_dict(), ensure_ascii=False, default=str))
        else:
            self._tell(account)
        if account.refused_rows:
            kept = f"{account.good_rows} were kept" if account.kept else "nothing was kept"
            raise CommandError(
                f"{account.refused_rows} of {account.rows_read} rows were refused; {kept}."
            )

    def _tell(self, account):
        for note in account.notes:
            self.stdout.write(note)
        if account.not_used:
            self.stdout.write(f"Not used: {', '.join(account.not_used)}")
        for problem in account.problems:
            where = problem.cell or f"row {problem.row}"
            where = f"{problem.sheet} {where}".strip()
            value = f" ({problem.value})" if problem.value else ""
            self.stdout.write(f"{where} {problem.column}{value}: {problem.reason}")
        numbers = [f"{getattr(account, outcome)} {outcome}" for outcome in OUTCOMES]
        self.stdout.write(
            f"{account.rows_read} rows read: {', '.join(numbers)}, {account.refused_rows} refused."
        )
        for name, count in account.counts.items():
            self.stdout.write(f"{name.replace('_', ' ')}: {count}")
        kinds = self.importer.kinds
        for kind, count in account.told.items():
            self.stdout.write(f"{kinds.get(kind, kind)}: {count}")
        if not account.kept and not account.refused_rows:
            self.stdout.write("This was a preview; nothing was written.")


def _mapping(pairs):
    mapping = {}
    for pair in pairs:
        key, equals, heading = pair.partition("=")
        if not equals:
            raise CommandError(f'--column {pair}: write it as FIELD="Heading".')
        mapping[key.strip()] = heading.strip().strip('"')
    return mapping


def _person(username):
    if not username:
        return None
    person = get_user_model().objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CommandError(f"There is no active user named {username}.")
    return person
