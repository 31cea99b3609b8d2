"""Reading a .csv file: which encoding, which delimiter, then row by row."""

import codecs
import csv
import re
from collections import Counter

from django.utils.translation import gettext as _

from .cells import Formula
from .refusals import WIDEST, SheetRefused, too_wide

BLOCK = 1 << 20
LONGEST = 32_767  # characters of a cell, as in a workbook
LONGEST_ROW = 4_000_000  # characters of a row
_DISARMED = re.compile(r"^'+[=+\-@\t\r]")
_QUOTED = re.compile(r'^="([^"]*)"$')
BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


class Delimited:
    """A .csv file as one sheet without merged cells."""

    kind = "csv"
    sheet = ""
    sheets = ()
    merged = ()

    def __init__(self, path, *, encoding=None):
        self.notes, self._path = [], path
        self.encoding = _known(encoding) if encoding else self._detect()
        self.delimiter = self._delimiter()
        self.filled = sum(1 for _row in self.rows())

    def _detect(self):
        with open(self._path, "rb") as source:
            start = source.read(4)
        for mark, encoding in BOMS:
            if start.startswith(mark):
                return encoding
        if fits(self._path, "utf-8"):
            return "utf-8"
        encoding, name = guess(self._path)
        self.notes.append(
            _(
                "The file does not say how its letters are encoded; it was read as %(name)s. Look at the names, or save it as “CSV UTF-8”."
            )
            % {"name": name}
        )
        return encoding

    def _delimiter(self):
        """The one that splits the first rows most evenly; a tab or `;` rather than a comma, which texts hold."""
        with open(self._path, encoding=self.encoding, newline="") as source:
            sample = self._read(source, 65_536)
        lines = [line for line in sample.splitlines()[:30] if line.strip()]
        return max(",;\t", key=lambda delimiter: _evenness(lines, delimiter))

    def _read(self, source, size):
        try:
            return source.read(size)
        except UnicodeError:
            raise self._wrong_encoding() from None

    def _wrong_encoding(self):
        return SheetRefused(
            _("The file cannot be read as %(name)s; save it as “CSV UTF-8”.")
            % {"name": self.encoding}
        )

    def rows(self):
        """Yield (row number, cells) for each row that holds anything; may be called again.

        A row number counts records, as a spreadsheet shows them, not lines.
        """
        limit = csv.field_size_limit(LONGEST)
        number = 0
        try:
            with open(self._path, encoding=self.encoding, newline="") as source:
                lines = _Lines(source)
                for number, cells in enumerate(
                    csv.reader(lines, delimiter=self.delimiter, strict=True), start=1
                ):
                    lines.length = 0
                    if any(cells) and any(map(str.strip, cells)):
                        if len(cells) > WIDEST and any(cells[WIDEST:]):
                            raise too_wide()
                        yield number, [_plain(cell) for cell in cells[:WIDEST]]
        except csv.Error:
            raise SheetRefused(
                _(
                    "Row %(row)d cannot be read: a quotation mark is out of place, or a cell is too long."
                )
                % {"row": number + 1}
            ) from None
        except UnicodeError:
            raise self._wrong_encoding() from None
        finally:
            csv.field_size_limit(limit)

    def close(self):
        pass


class _Lines:
    """The lines of a file; refuses one row that is longer than any row of a sheet."""

    def __init__(self, source):
        self.source, self.length = source, 0

    def __iter__(self):
        return self

    def __next__(self):
        line = next(self.source)
        self.length += len(line)
        if self.length > LONGEST_ROW:
            raise too_wide()
        return line


def _known(encoding):
    try:
        "".encode(encoding)
    except LookupError:
        raise SheetRefused(_("There is no encoding named %(name)s.") % {"name": encoding}) from None
    return encoding


def _evenness(lines, delimiter):
    """(no quotation mark is left over, share of rows of the usual width, that width)."""
    rows = list(csv.reader(lines, delimiter=delimiter))
    widths = Counter(len(row) for row in rows)
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
    if width < 2:
        return False, 0, 0, 0
    left_over = any('"' in cell for row in rows for cell in row)
    return not left_over, count / len(rows), width, ",;\t".index(delimiter)


def _plain(cell):
    """What an export or a spreadsheet meant: "'=1" is the text "=1", '="007"' is the text "007",
    and anything else that begins with "=" is a formula."""
    if not cell or cell[0] not in "'=":
        return cell
    if _DISARMED.match(cell):
        return cell[1:]
    if cell[0] == "=":
        quoted = _QUOTED.match(cell)
        return quoted[1] if quoted else Formula(cell)
    return cell


def fits(path, encoding):
    """Whether the whole file can be read in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with open(path, "rb") as source:
            while block := source.read(BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def guess(path):
    """(codec, its usual name) of a file that is not Unicode, from how its first megabyte reads."""
    with open(path, "rb") as source:
        sample = source.read(BLOCK)
    candidates = [("gb18030", "GB18030"), ("cp950", "Big5"), ("cp1252", "Windows-1252")]
    scored = [
        (_likeness(sample, codec), -rank, codec, name)
        for rank, (codec, name) in enumerate(candidates)
        if fits(path, codec)
    ]
    if not scored:
        raise SheetRefused(_("The letters of this file cannot be read; save it as “CSV UTF-8”."))
    return max(scored)[2:]


def _likeness(sample, codec):
    """How much of what is not ASCII reads as everyday writing in this encoding, 0–1."""
    foreign = [c for c in sample.decode(codec, errors="ignore") if c > "\x7f"]
    if not foreign:
        return 0
    return sum(_everyday(c, codec) for c in foreign) / len(foreign)


def _everyday(c, codec):
    if codec == "cp1252":
        return c.isalpha() or c in "’‘“”–—…°®™ \u00a0"
    if c in "，。、；：（）「」《》－・！？　％＆":
        return True
    try:
        lead = c.encode("gb2312" if codec == "gb18030" else codec)[0]
    except UnicodeError:
        return False
    return 0xB0 <= lead <= 0xD7 if codec == "gb18030" else 0xA4 <= lead <= 0xC6
