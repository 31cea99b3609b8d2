"""Reading one sheet of an .xlsx workbook, row by row, with flat memory.

openpyxl understands the package, the list of sheets and the styles; the rows themselves are streamed
here, because its reader keeps every shared string and a record of every row.
"""

import re
import warnings
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.xml.constants import SHARED_STRINGS

from .archive import damaged, open_archive
from .refusals import SheetRefused
from .xlsx_rows import RowReader, scan
from .xlsx_strings import Strings

_IN_XL = re.compile(r"^/xl/[^/]+\.xml$", re.IGNORECASE)


class _Skeleton(ExcelReader):
    """openpyxl's reader, stopped before it would load strings and rows."""

    def read(self):
        self.read_manifest()
        for part in self.package.Override:
            if part.ContentType.endswith("main+xml") and not _IN_XL.match(part.PartName):
                raise damaged()  # where its size was not looked at
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        self.sheets = [
            (sheet.name, sheet.state or "visible", rel.target)
            for sheet, rel in self.parser.find_sheets()
            if rel.Type.endswith("/worksheet") and rel.target in self.valid_files
        ]
        return self


class Workbook:
    """One sheet of a workbook: the named one, else the first visible one."""

    kind = "xlsx"

    def __init__(self, path, *, sheet=None):
        self.notes, self._strings = [], None
        self._archive = open_archive(path)
        try:
            self._open(path, sheet)
        except SheetRefused:
            self.close()
            raise
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, SyntaxError):
            self.close()
            raise damaged() from None

    def _open(self, path, sheet):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with open(path, "rb") as file:
                reader = _Skeleton(file, read_only=True, keep_links=False).read()
        self.sheets = [name for name, _state, _part in reader.sheets]
        self.sheet, self._part = self._choose(reader.sheets, sheet)
        self._epoch = reader.wb.epoch
        self._formats = _formats(reader.wb)
        with self._archive.open(self._part) as source:
            self.filled, self.merged = scan(source)
        strings = reader.package.find(SHARED_STRINGS)
        name = strings.PartName[1:] if strings is not None else None
        self._strings_part = name if name in reader.valid_files else None

    def _strings_loaded(self):
        """The shared strings, read when the first row is."""
        if self._strings is None:
            self._strings = Strings()
            if self._strings_part:
                with self._archive.open(self._strings_part) as source:
                    self._strings.load(source)
        return self._strings

    def _choose(self, sheets, wanted):
        if not sheets:
            raise SheetRefused(
                _("There is no sheet in this workbook that can be read; save it anew as .xlsx.")
            )
        if wanted:
            for name, _state, part in sheets:
                if name.strip().casefold() == wanted.strip().casefold():
                    return name, part
            names = ", ".join(name for name, _state, _part in sheets)
            raise SheetRefused(
                _("There is no sheet named “%(name)s”; there are: %(names)s.")
                % {"name": wanted, "names": names}
            )
        visible = [(name, part) for name, state, part in sheets if state == "visible"]
        if not visible:
            raise SheetRefused(_("Every sheet of this workbook is hidden; name the one to read."))
        if len(visible) > 1:
            others = ", ".join(name for name, _part in visible[1:])
            self.notes.append(
                _("The sheet “%(name)s” was read; not read: %(others)s.")
                % {"name": visible[0][0], "others": others}
            )
        return visible[0]

    def rows(self):
        """Yield (row number, cells) for each row that holds anything; may be called again."""
        reader = RowReader(self._strings_loaded(), self._formats, self._epoch)
        with self._archive.open(self._part) as source:
            try:
                yield from reader.rows(source)
            except (expat.ExpatError, ValueError, IndexError, KeyError):
                raise damaged() from None

    def close(self):
        self._archive.close()
        if self._strings is not None:
            self._strings.close()


def _formats(book):
    """What each cell style makes of a number: "date", "duration", "percent", a width of zeros, or None."""
    formats = []
    for index, style in enumerate(book._cell_styles):
        number = style.numFmtId
        if number < BUILTIN_FORMATS_MAX_SIZE:
            code = BUILTIN_FORMATS.get(number, "General")
        else:
            code = book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]
        if index in book._timedelta_formats:
            formats.append("duration")
        elif index in book._date_formats:
            formats.append("date")
        elif "%" in code:
            formats.append("percent")
        else:
            formats.append(len(code) if re.fullmatch(r"00+", code) else None)
    return formats
