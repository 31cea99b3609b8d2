"""Paper out: exports that can come back, and the empty template.

A text that begins like a formula is written as text. A .csv has no text cells, so there such a text
gets an apostrophe before it, and reading takes exactly one away: what goes out comes back unchanged.
"""

import csv
import datetime as dt
import re
import tempfile
import weakref
from decimal import Decimal

from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from .columns import width
from .showing import moment, shower
from .template import write_template

__all__ = ["csv_lines", "download", "workbook_response", "write_template", "write_xlsx"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767
CHUNK = 2_000
_FORMULA_LIKE = re.compile(r"^'*[=+\-@\t\r]")
NUMERIC = {"integer", "decimal", "percent"}


def download(columns, rows, *, name, kind):
    """A response with these rows as .xlsx or .csv (`kind`). Querysets are read in chunks."""
    if kind == "csv":
        response = StreamingHttpResponse(
            csv_lines(columns, rows, get_language()), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    return workbook_response(lambda file: write_xlsx(columns, rows, file), name=name)


def workbook_response(write, *, name):
    """A response with the workbook that `write(file)` makes; large ones wait on disk."""
    file = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115
    write(file)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    weakref.finalize(response, file.close)  # also when nobody reads it to the end
    return response


def _each(rows):
    return rows.iterator(chunk_size=CHUNK) if hasattr(rows, "iterator") else iter(rows)


def _reader(columns):
    shown = [(column.read, shower(column)) for column in columns]

    def read(row):
        for plain, show in shown:
            value = plain(row)
            yield None if value is None or value == "" else show(value)

    return read


# --- csv --------------------------------------------------------------------------------------
class _Echo:
    def write(self, line):
        return line


def csv_lines(columns, rows, language):
    """The lines of a .csv with a byte order mark. `language`: streaming outlives the request."""
    writer = csv.writer(_Echo())
    with override(language):
        read = _reader(columns)
        heading = writer.writerow([str(column.label) for column in columns])
    yield "\ufeff" + heading
    for row in _each(rows):
        with override(language):  # some cells are words: never left on while the line is sent
            line = [_csv_cell(value) for value in read(row)]
        yield writer.writerow(line)


def _csv_cell(value):
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.datetime):
        return str(moment(value))
    if isinstance(value, bool | int | float | dt.date):
        return str(value)
    text = str(value)
    return f"'{text}" if _FORMULA_LIKE.match(text) else text


# --- xlsx -------------------------------------------------------------------------------------
def write_xlsx(columns, rows, target):
    """Write a workbook to a path or binary file, row by row, never more than one row in memory."""
    import xlsxwriter  # loaded by who writes a workbook, not by every process

    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet(_("Data")[:31])
    bold = book.add_format({"bold": True, "bottom": 1})
    clock = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, width(column))
        sheet.write_string(0, index, str(column.label), bold)
    read, number = _reader(columns), 0
    for number, row in enumerate(_each(rows), start=1):
        for index, value in enumerate(read(row)):
            _xlsx_cell(sheet, number, index, value, clock)
    if columns:
        sheet.autofilter(0, 0, number, len(columns) - 1)
    book.close()


def _xlsx_cell(sheet, number, index, value, clock):
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(number, index, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(number, index, value)
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(number, index, moment(value), clock)
    elif isinstance(value, dt.date):
        sheet.write_datetime(number, index, value)
    else:
        text = str(value)
        sheet.write_string(
            number, index, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        )
