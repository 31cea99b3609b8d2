"""A meeting tool's file as one table: without what stands around it, with every time as a text."""

import datetime as dt

from sustainportal.sheets.refusals import SheetRefused

from ..rules.attendance_lists import Words, is_title, section

DELIMITERS = "\t,;"


class ListTable:
    """Of several tables in the file the one that tells most; a file whose headings are not known is left
    as it is, for a person to say which is which."""

    def __init__(self, table, own):
        self._table, self._words = table, Words(own)
        self._section = self._find()

    def __getattr__(self, name):
        return getattr(self._table, name)

    def _find(self):
        """The section to read. Tools write tabs into files called .csv, and dates with commas: the delimiter
        is the one that shows headings."""
        if self._table.kind != "csv":
            return section(self._table.rows(), self._words)
        guessed = self._table.delimiter
        for delimiter in dict.fromkeys(guessed + DELIMITERS):
            self._table.delimiter = delimiter
            try:
                found = section(self._table.rows(), self._words)
            except SheetRefused:
                continue
            if found:
                return found
        self._table.delimiter = guessed
        return None

    def rows(self):
        """Yield (row number, cells), as `open_table` does."""
        part = self._section
        for number, cells in self._table.rows():
            if part and (number < part.heading or (number != part.heading and is_title(cells))):
                if number > part.heading:
                    return
                continue
            if part and part.last is not None and number > part.last:
                return
            yield number, [written(cell) for cell in cells]


def written(cell):
    """A cell with a date or a time as the text it shows."""
    if isinstance(cell, dt.datetime):
        return cell.replace(microsecond=0).isoformat(" ")
    if isinstance(cell, dt.time):
        return cell.replace(microsecond=0).isoformat()
    if isinstance(cell, dt.timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
    return cell
