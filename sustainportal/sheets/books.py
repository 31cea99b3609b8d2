"""A workbook whose sheets belong together: all of them are read, judged and kept as one, or nothing is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from types import SimpleNamespace

from django.utils.translation import gettext as _

from .account import FIRST_ROWS, Account
from .columns import Column, fold, in_every_language
from .headings import match_headings
from .kinds import parser
from .reading import open_table, sheet_names
from .refusals import SheetRefused

MOST_ROWS = 5_000  # of one sheet: a book is held in memory


@dataclass(frozen=True)
class Part:
    """One sheet of such a workbook. `key` is the importer's name for it, `title` the sheet's name
    (translatable, understood in every language); an `optional` sheet may be missing."""

    key: str
    title: str
    columns: Sequence[Column]
    optional: bool = False


def run_book(importer, path, *, by, at, keep, told=None):
    """Read every part, judge them together, and with `keep` keep them if nothing is refused. The caller
    holds the transaction. Returns the Account; raises SheetRefused when a sheet cannot be read."""
    importer.keeping = keep
    importer.begin(by=by, at=at)
    matches, book = _read(importer.parts, path)
    importer.judge_book(book)
    rows = [row for part in importer.parts for row in book[part.key]]
    good = not any(row.errors for row in rows)
    if keep and good:
        importer.keep_book(book)
    account = _account(importer, matches, book, rows)
    account.kept = keep and good
    if told:
        told(account.rows_read)
    return account


def _read(parts, path):
    """({key: Match}, {key: [Row]}) of the parts; every sheet that cannot be read is said at once."""
    names = {fold(name): name for name in sheet_names(path)}
    if not names:
        raise SheetRefused(
            _("A workbook (.xlsx) with several sheets is expected; begin with the empty template.")
        )
    matches, book, refused = {}, {}, []
    for part in parts:
        found = [names[fold(title)] for title in _titles(part) if fold(title) in names]
        book[part.key] = []
        try:
            if found:
                matches[part.key], book[part.key] = _sheet(part, path, found[0])
            elif not part.optional:
                refused.append(_missing(part, names.values()))
        except SheetRefused as refusal:
            refused.append(
                _("Sheet “%(name)s”: %(reason)s") % {"name": found[0], "reason": refusal}
            )
    if refused:
        raise SheetRefused(" ".join(refused))
    return matches, book


def _titles(part):
    return [*in_every_language(part.title), part.key]


def _missing(part, names):
    return _("There is no sheet named “%(name)s”; there are: %(names)s.") % {
        "name": part.title,
        "names": ", ".join(names),
    }


def _sheet(part, path, name):
    from .importing import Row

    with open_table(path, sheet=name) as table:
        match = match_headings(part.columns, table)
        match.sheet = name
        used = [(c, match.used[c.key], parser(c)) for c in part.columns if c.key in match.used]
        below = ((number, cells) for number, cells in table.rows() if number > match.number)
        rows = [
            Row(number, cells, match).parsed(used) for number, cells in islice(below, MOST_ROWS + 1)
        ]
    if len(rows) > MOST_ROWS:
        raise SheetRefused(_("There are more than %(limit)d rows.") % {"limit": MOST_ROWS})
    return match, rows


def _account(importer, matches, book, rows):
    """The account of all sheets; headings and first rows are those of the importer's own columns."""
    main = next(part.key for part in importer.parts if part.columns is importer.columns)
    table = SimpleNamespace(
        kind="xlsx", sheet=matches[main].sheet, notes=[],
        sheets=[match.sheet for match in matches.values()],
    )  # fmt: skip
    account = Account(importer.name, table, matches[main])
    account.not_used = [
        f"{match.sheet}: {heading}" for match in matches.values() for heading in match.not_used
    ]
    for row in rows:
        account.settle(row)
    account.first_rows = [
        (row.number, row.outcome, dict(row.values)) for row in book[main] if not row.errors
    ][:FIRST_ROWS]
    account.counts = importer.counts()
    account.check()
    return account
