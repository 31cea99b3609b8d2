"""Taking a sheet in: read, judge, keep – in chunks, so that memory does not grow with the file.

A room writes an `Importer` in its workbooks.py and registers it; the page, the command and the job
all come here.
"""

import logging
from collections.abc import Mapping
from functools import cache
from itertools import islice

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow

from .account import FIRST_ROWS, Account, Problem
from .books import run_book
from .cells import CellRefused, column_letter, shown
from .headings import match_headings
from .kinds import parser
from .mappings import remember, remembered
from .reading import open_table
from .refusals import SheetRefused
from .returning import Returned

CHUNK = 1_000
logger = logging.getLogger(__name__)
_registry = {}


class Importer:
    """How the rows of one kind of sheet are judged and kept. Written by a room.

    `begin` is called before every pass over the file and sets up whatever the importer remembers;
    `self.keeping` says whether it is a pass that keeps. A pass that only previews calls `judge` for every chunk; a pass that keeps calls `judge` and then
    `keep` for every chunk. One row may change several things: its outcome is the strongest.
    """

    name = ""  # "suppliers.suppliers": room and thing, as in addresses
    title = ""  # for people, translatable
    intro = ""  # a sentence above the upload form, translatable
    columns = ()
    parts = ()  # of a workbook whose sheets belong together (see books.py); `columns` is one of theirs
    keeping = False
    permission = ""  # who may, from accounts/roles.py
    source = ""  # what a person calls the file, for the trail; set before a run
    asks = ()  # what a person is asked about the file beside it: "listing", "as_of"
    listing = ""  # the list that the file is the newest edition of, and …
    as_of = None  # … the day it speaks of; set before a run
    kept_days: int | None = None  # a file of personal data is deleted after so many days
    listing_label = listing_help = ""  # how `listing` is asked for instead, translatable
    answers: Mapping[
        str, str
    ] = {}  # question → the route of the page that answers it for an upload
    kinds: Mapping[str, str] = {}  # what the kinds of `row.news` are called, translatable
    words: Mapping[str, str] = {}  # what the names in `counts` are called, translatable

    @classmethod
    def listings(cls, by):
        """[(value, label)] a person chooses `listing` from; None: it is typed in freely."""
        return None

    @property
    def remembered_as(self):
        """The name under which what is said of the columns is remembered."""
        return self.listing

    def layout(self, table):
        """The table as this importer reads it: an object like what `open_table` gives."""
        return table

    def begin(self, *, by, at):
        """Forget everything; `by` (a user, or None for the portal) imports at `at`."""
        self.by, self.at = by, at

    def judge(self, rows):
        """Set `row.outcome` or call `row.refuse(…)` for every row; no writes.

        Rows with refused cells come too (`row.errors` is not empty, the refused value is blank), so
        that everything is found at once. A key seen earlier in the file must be remembered.
        """
        raise NotImplementedError

    def keep(self, rows):
        """Write these judged rows in sets, with their trail. Called inside the one transaction."""
        raise NotImplementedError

    def judge_book(self, book):
        """As `judge`, of an importer with `parts`: {key of the part: [Row]}, all rows at once."""
        raise NotImplementedError

    def keep_book(self, book):
        """As `keep`, of an importer with `parts`. Called only when no row is refused."""
        raise NotImplementedError

    def closing(self):
        """What is known only after the last row: an iterable of `News`."""
        return ()

    def questions(self):
        """What a person could answer so that refused rows become good: {question: [text]}."""
        return {}

    def counts(self):
        """Further numbers for the account after a pass: {"suppliers_merged": 3}."""
        return {}


class Values(dict):
    """The values of a row by key. A column that is not in the file reads as None; ask with `in`."""

    def __missing__(self, key):
        return None


class Row:
    """One row of the sheet. `plan` is free: what `judge` wants to tell `keep`. `news` are for people."""

    __slots__ = ("cells", "errors", "news", "number", "outcome", "plan", "source", "values")

    def __init__(self, number, cells, source):
        self.number, self.cells, self.source = number, cells, source
        self.values, self.errors = Values(), []
        self.outcome = self.plan = None
        self.news = ()

    def refuse(self, key, reason):
        """Refuse the row for one of its cells (`key` of a column), or as a whole (None)."""
        index = self.source.used.get(key)
        if index is None:
            label = str(self.source.labels[key]) if key else ""
            self.errors.append(Problem(self.number, label, "", "", str(reason), self.source.sheet))
            return
        column, cell = self.source.headings[index], f"{column_letter(index + 1)}{self.number}"
        raw = self.cells[index] if index < len(self.cells) else None
        value = shown(raw)[:200]
        problem = Problem(self.number, column, cell, value, str(reason), self.source.sheet)
        self.errors.append(problem)

    def parsed(self, parsers):
        """The row with its values read: (column, index, parser) for each column of the file."""
        width = len(self.cells)
        for column, index, parse in parsers:
            try:
                self.values[column.key] = parse(self.cells[index] if index < width else None)
            except CellRefused as refusal:
                self.values[column.key] = column.blank
                self.refuse(column.key, refusal)
        return self


def register(importer):
    """Offer an Importer class on the import pages. Usable as a decorator."""
    for attribute in ("name", "title", "columns", "permission"):
        if not getattr(importer, attribute):
            raise ValueError(f"{importer.__name__} has no {attribute}.")
    _registry[importer.name] = importer
    return importer


def importers():
    """All registered importers by name; the rooms' workbooks.py are loaded on first use."""
    _load_workbooks()
    return _registry


@cache
def _load_workbooks():
    autodiscover_modules("workbooks")


class _SomethingRefused(Exception):
    """Ends the all-or-nothing transaction at the first refused row."""


def run(
    importer,
    path,
    *,
    by,
    at,
    mapping=None,
    sheet=None,
    encoding=None,
    keep_good=False,
    dry_run=False,
    refused=None,
    told=None,
):
    """Import a file and return its Account. Raises SheetRefused when the file cannot be taken at all.

    All or nothing in one transaction; with `keep_good` the good rows are kept in one transaction and
    the refused ones are written to the file `refused` (a path), in the format of the input with a
    column Reason. Without a `mapping` the one remembered for this source and shape is used; one that was
    used to keep rows is remembered. `dry_run` writes nothing to the database. `told(rows)` is called after every chunk
    with the number of rows read so far.
    """
    importer = importer() if isinstance(importer, type) else importer
    if importer.parts:
        return _book(importer, path, mapping, by=by, at=at, dry_run=dry_run, told=told)
    with open_table(path, sheet=sheet, encoding=encoding) as table:
        given, table = mapping, importer.layout(table)
        if "listing" in importer.asks:
            mapping = mapping or remembered(importer, table)
        match = match_headings(importer.columns, table, mapping)
        one = _Pass(importer, table, match, by=by, at=at, refused=refused, told=told)
        if dry_run:
            return one.run()
        try:
            with transaction.atomic():
                account = one.run(keep=True, stop=not keep_good)
                if given and "listing" in importer.asks:
                    remember(importer, match, given, by=by, at=at)
                return account
        except _SomethingRefused:
            return one.run()
        except (IntegrityError, OperationalError) as error:
            raise _rolled_back(importer, error) from error


def _book(importer, path, mapping, *, by, at, dry_run, told):
    """A workbook of several sheets: all of it or nothing, whatever was asked about good rows."""
    if mapping:
        raise SheetRefused(_("The headings of this workbook are those of its template."))
    if dry_run:
        return run_book(importer, path, by=by, at=at, keep=False, told=told)
    try:
        with transaction.atomic():
            return run_book(importer, path, by=by, at=at, keep=True, told=told)
    except (IntegrityError, OperationalError) as error:
        raise _rolled_back(importer, error) from error


def _rolled_back(importer, error):
    """What to raise for an import that the database stopped."""
    if isinstance(error, OperationalError) and connection.in_atomic_block:
        return error  # whoever holds the transaction may try it again
    logger.warning("Import %s was rolled back: %s", importer.name, error)
    return overtaken()


def overtaken():
    """The refusal of an import that met another one in the database."""
    return NotNow(
        _(
            "Somebody else changed the same rows at the same moment. Nothing was kept; run the import again."
        )
    )


class _Pass:
    """One way through the file, or several: each starts anew."""

    def __init__(self, importer, table, match, *, by, at, refused, told):
        self.importer, self.table, self.match = importer, table, match
        self.by, self.at, self.refused, self.told = by, at, refused, told
        self.parsers = [
            (column, match.used[column.key], parser(column))
            for column in importer.columns
            if column.key in match.used
        ]

    def run(self, *, keep=False, stop=False):
        self.account = Account(self.importer.name, self.table, self.match)
        self.importer.keeping = keep
        self.importer.begin(by=self.by, at=self.at)
        with Returned(self.refused, self.table, self.match) as returned:
            rows = self._rows()
            while chunk := list(islice(rows, CHUNK)):
                self.importer.judge(chunk)
                good = [row for row in chunk if not row.errors]
                if stop and len(good) < len(chunk):
                    raise _SomethingRefused
                if keep and good:
                    self._keep(good)
                for row in chunk:
                    self._settle(row, returned)
                if self.told:
                    self.told(self.account.rows_read)
        self.account.kept = keep
        for news in self.importer.closing():
            self.account.tell(news)
        self.account.counts = self.importer.counts()
        self.account.questions = self.importer.questions()
        self.account.check()
        return self.account

    def _rows(self):
        for number, cells in self.table.rows():
            if number > self.match.number:
                yield Row(number, cells, self.match).parsed(self.parsers)

    def _keep(self, rows):
        """Keep the rows. One that can only be refused now, while keeping, ends it all: part of it may be
        written already."""
        self.importer.keep(rows)
        late = next((row for row in rows if row.errors), None)
        if late:
            raise NotNow(
                _("Row %(row)d: %(reason)s Nothing was kept.")
                % {"row": late.number, "reason": late.errors[0].reason}
            )

    def _settle(self, row, returned):
        """Write the row into the account."""
        account = self.account
        if not account.settle(row):
            returned.add(row)
            return
        for news in row.news:
            account.tell(news)
        if len(account.first_rows) < FIRST_ROWS:
            account.first_rows.append((row.number, row.outcome, dict(row.values)))
