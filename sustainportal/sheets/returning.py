"""Refused rows go back in the format they came in, with a column that says why."""

import csv
import datetime as dt
import re

from django.utils.translation import gettext as _

from .cells import FORMULA_MARK, Formula, Padded, Percent

LONGEST = 32_767  # characters of a cell


class Returned:
    """A file of refused rows, opened with the first of them. Fixed, it can be imported as it is:
    a column Reason is not read. Without a path it keeps nothing."""

    def __init__(self, path, table, match):
        self.path, self.table, self.match = path, table, match
        self._writer = None

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        if self._writer:
            self._writer.close()

    def add(self, row):
        if self.path is None:
            return
        if self._writer is None:
            kind = _Xlsx if self.table.kind == "xlsx" else _Csv
            self._writer = kind(self.path, self.table)
            self._writer.write([*self._original(self.match.headings), _("Reason")])
        reasons = "; ".join(
            f"{problem.column}: {problem.reason}" if problem.column else problem.reason
            for problem in row.errors
        )
        self._writer.write([*self._original(row.cells), reasons])

    def _original(self, cells):
        """The cells as they came, as wide as the headings, without an earlier Reason."""
        width = len(self.match.headings)
        cells = [*cells[:width], *[None] * (width - len(cells))]
        return [cell for index, cell in enumerate(cells) if index != self.match.reason]


class _Csv:
    def __init__(self, path, table):
        self._file = open(path, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115
        self._rows = csv.writer(self._file, delimiter=table.delimiter)

    def write(self, cells):
        self._rows.writerow([_marked(cell) for cell in cells])

    def close(self):
        self._file.close()


def _marked(cell):
    """A raw cell of a .csv as it came, except a formula, which is disarmed."""
    return FORMULA_MARK + cell[1:] if isinstance(cell, Formula) else cell


def _sheet_name(name):
    """The name as it was, without what no spreadsheet program accepts."""
    return re.sub(r"[\[\]:*?/\\]", "_", name).strip("'")[:31] or None


class _Xlsx:
    def __init__(self, path, table):
        import xlsxwriter  # loaded by who writes a workbook, not by every process

        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        self._sheet = self._book.add_worksheet(_sheet_name(table.sheet))
        self._sheet.freeze_panes(1, 0)
        self._bold = self._book.add_format({"bold": True})
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._percent = self._book.add_format({"num_format": "0.##%"})
        self._number = 0

    def write(self, cells):
        for index, cell in enumerate(cells):
            if cell is not None and cell != "":
                self._cell(index, cell)
        self._number += 1

    def _cell(self, index, cell):
        sheet, at = self._sheet, (self._number, index)
        if isinstance(cell, Formula):
            sheet.write_string(*at, (FORMULA_MARK + cell[1:])[:LONGEST])
        elif isinstance(cell, Padded | str):
            sheet.write_string(*at, str(cell)[:LONGEST], None if self._number else self._bold)
        elif isinstance(cell, bool):
            sheet.write_boolean(*at, cell)
        elif isinstance(cell, Percent):
            sheet.write_number(*at, cell, self._percent)
        elif isinstance(cell, int | float):
            sheet.write_number(*at, cell)
        elif isinstance(cell, dt.datetime):
            midnight = cell.time() == dt.time()
            sheet.write_datetime(*at, cell, self._date if midnight else self._moment)
        else:
            sheet.write_string(*at, str(cell))

    def close(self):
        self._book.close()
