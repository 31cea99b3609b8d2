"""Opening a file from somebody else: what it is by its content, and whether it is taken at all."""

import re
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .delimited import BOMS, Delimited
from .refusals import PREAMBLE, SheetRefused, too_many_rows

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@contextmanager
def open_table(path, *, sheet=None, encoding=None):
    """The table in a file: `kind`, `sheet`, `filled` (rows that hold anything), `merged`, `notes`, `rows()`.

    Raises SheetRefused with one sentence when the file cannot be taken.
    """
    table = _open(Path(path), sheet, encoding)
    try:
        if not table.filled:
            raise SheetRefused(_("There is nothing in this file."))
        if table.filled > settings.SHEET_MAX_ROWS + PREAMBLE + 1:
            raise too_many_rows(table.filled - 1)
        yield table
    except SheetRefused as refusal:
        refusal.sheets = table.sheets
        raise
    finally:
        table.close()


def sheet_names(path):
    """The names of a workbook's sheets; none of a .csv file. Raises SheetRefused."""
    table = _open(Path(path), None, None)
    table.close()
    return list(table.sheets)


def _open(path, sheet, encoding):
    if not path.is_file():
        raise SheetRefused(_("There is no file %(name)s.") % {"name": path.name})
    size = path.stat().st_size
    if size == 0:
        raise SheetRefused(_("The file is empty."))
    if size > settings.UPLOAD_MAX_BYTES:
        raise SheetRefused(
            _("The file has %(size)s MB; at most %(limit)s MB are taken. Split it into several.")
            % {"size": _megabytes(size), "limit": _megabytes(settings.UPLOAD_MAX_BYTES)}
        )
    with path.open("rb") as source:
        start = source.read(4096)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from .xlsx import Workbook  # openpyxl takes 25 MB: only who reads a workbook pays

        return Workbook(path, sheet=sheet)
    _refuse_others(path, start)
    if sheet:
        raise SheetRefused(_("A .csv file has no sheets to choose from."))
    return Delimited(path, encoding=encoding)


def _megabytes(size):
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")


def _refuse_others(path, start):
    """Say what the file is, when it is neither a workbook nor text."""
    if start.startswith(_OLE):
        if _holds(path, "EncryptedPackage".encode("utf-16-le")):
            raise SheetRefused(_("This workbook is protected by a password; save it without one."))
        raise SheetRefused(_("This is an old workbook (.xls); save it as .xlsx or .csv."))
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise SheetRefused(_("This is a web page or XML, not a sheet; save it as .xlsx or .csv."))
    if start.startswith(tuple(mark for mark, _encoding in BOMS)):
        return
    if start.startswith(b"%PDF") or _BINARY.search(start):
        raise SheetRefused(_("This is not a sheet; a file .xlsx or .csv is expected."))


def _holds(path, needle):
    tail = b""
    with path.open("rb") as source:
        while block := source.read(1 << 20):
            if needle in tail + block:
                return True
            tail = block[-len(needle) :]
    return False
