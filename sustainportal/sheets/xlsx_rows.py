"""The XML of one sheet, streamed: how many rows, which merged ranges, and the rows themselves."""

import datetime as dt
import re

from openpyxl.utils.cell import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel, from_ISO8601

from .archive import damaged
from .cells import ErrorValue, Formula, Padded, Percent
from .refusals import WIDEST, too_wide
from .xlsx_strings import LONGEST, expat_reader, too_long, unescape

BLOCK = 1 << 16
LAST_ROW = 1_048_576  # a sheet has no more
_TOKENS = re.compile(
    rb"<(?:\w+:)?(?:(?P<row>row)[\s>/]|(?P<cell>v|f|is)[\s>]|mergeCell\s[^>]{0,200}?ref=[\"'](?P<merge>[A-Z0-9:$]{1,30})[\"'])"
)


def scan(source):
    """(rows that hold anything, merged ranges) of a sheet, without parsing it.

    Ranges are (first column, first row, last column, last row, text), columns and rows from 1.
    """
    filled, merged, fresh, tail = 0, [], False, b""
    while True:
        block = source.read(1 << 20)
        data = tail + block
        safe = len(data) - 300 if block else len(data)
        for token in _TOKENS.finditer(data):
            if token.start() >= safe:
                break
            if token["row"]:
                fresh = True
            elif token["merge"]:
                merged.append(_range(token["merge"].decode()))
            elif fresh:
                filled, fresh = filled + 1, False
        if not block:
            return filled, merged
        tail = data[max(safe, 0) :]


def _range(text):
    try:
        return (*range_boundaries(text), text)
    except (ValueError, TypeError):
        raise damaged() from None


class RowReader:
    """Turns the XML of a sheet into lists of plain values, one row at a time."""

    def __init__(self, strings, formats, epoch):
        self.strings, self.formats, self.epoch = strings, formats, epoch
        self.done, self.row, self.number = [], [], 0
        self.index, self.kind, self.style = -1, "n", 0
        self.text, self.value, self.formula = [], None, None
        self.inside = self.phonetic = False
        self.columns = {}

    def rows(self, source):
        reader = expat_reader(self._start, self._end, self._data)
        while block := source.read(BLOCK):
            reader.Parse(block, False)
            if sum(map(len, self.text)) > LONGEST:
                raise too_long()
            done, self.done = self.done, []
            yield from done
        reader.Parse(b"", True)
        yield from self.done

    def _start(self, name, attributes):
        name = name.rpartition(":")[2]
        if name == "c":
            self._place(attributes.get("r"))
            self.kind = attributes.get("t", "n")
            self.style = int(attributes.get("s", 0))
            self.value = self.formula = None
            self.text = []
        elif name in {"v", "t", "f"}:
            self.inside = not self.phonetic
        elif name == "rPh":
            self.phonetic = True
        elif name == "row":
            self.number = int(attributes.get("r", self.number + 1))
            if not 0 < self.number <= LAST_ROW:
                raise damaged()
            self.row, self.index = [], -1

    def _place(self, address):
        if address is None:
            self.index += 1
            return
        letters = address.rstrip("0123456789")
        index = self.columns.get(letters)
        if index is None:
            index = self.columns[letters] = column_index_from_string(letters) - 1
        self.index = index

    def _data(self, text):
        if self.inside:
            self.text.append(text)

    def _end(self, name):
        name = name.rpartition(":")[2]
        if name == "v":
            self.value, self.text, self.inside = "".join(self.text), [], False
        elif name == "c":
            self._keep()
        elif name == "t":
            self.inside = False
        elif name == "f":
            self.formula, self.text, self.inside = "".join(self.text), [], False
        elif name == "rPh":
            self.phonetic = False
        elif name == "row" and self.row:
            self.done.append((self.number, self.row))

    def _keep(self):
        value = self._value()
        if value is None or value == "":
            return
        if self.index >= WIDEST:
            raise too_wide()
        row = self.row
        if len(row) <= self.index:
            row.extend([None] * (self.index + 1 - len(row)))
        row[self.index] = value

    def _value(self):
        if self.formula is not None:
            return Formula("=" + self.formula)
        kind, value = self.kind, self.value
        if kind == "inlineStr":
            return unescape("".join(self.text))
        if value is None or value == "":
            return None
        if kind == "s":
            return self.strings.get(int(value))
        if kind == "n":
            return self._number(value)
        if kind == "b":
            return value.strip() not in {"0", "false"}
        if kind == "e":
            return ErrorValue(value)
        if kind == "d":
            return from_ISO8601(value)
        return unescape(value)

    def _number(self, text):
        value = float(text) if "." in text or "e" in text or "E" in text else int(text)
        form = self.formats[self.style] if self.style < len(self.formats) else None
        if form is None:
            return value
        if form == "percent":
            return Percent(value)
        if form in {"date", "duration"}:
            return _moment(value, self.epoch, form == "duration")
        return Padded(f"{value:0{form}d}") if isinstance(value, int) else value


def _moment(value, epoch, duration):
    """A date or time, or the bare number where it lies outside the calendar."""
    try:
        found = from_excel(value, epoch, timedelta=duration)
    except (OverflowError, ValueError):
        return value
    return found if isinstance(found, dt.datetime | dt.time | dt.timedelta) else value
