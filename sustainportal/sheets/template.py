"""The empty workbook for a list of columns: headings with help, lists to choose from, a sheet that explains.

One for several sheets may be filled too: what was written so can be taken in again.
"""

from django.utils.translation import gettext as _

from .cells import column_letter
from .columns import NO, YES, width
from .showing import shower


def write_template(columns, target):
    """An empty workbook for these columns: headings with help, lists to choose from, a sheet that explains."""
    from openpyxl import Workbook  # openpyxl takes 25 MB: only who writes a template pays

    book = Workbook()
    book.active.title = _("Data")[:31]
    _head(book.active, columns)
    _explain(book.create_sheet(_("Columns")[:31]), [("", columns)])
    book.save(target)


def write_book(parts, target, rows=None):
    """A workbook with a sheet for each part (see books.py), empty or with `rows` ({key: rows})."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for part in parts:
        sheet = book.create_sheet(str(part.title)[:31])
        _head(sheet, part.columns)
        for number, row in enumerate((rows or {}).get(part.key, ()), start=2):
            _fill(sheet, number, part.columns, row)
    _explain(book.create_sheet(_("Columns")[:31]), [(part.title, part.columns) for part in parts])
    book.save(target)


def _fill(sheet, number, columns, row):
    for index, column in enumerate(columns, start=1):
        value = column.read(row)
        if value is None or value == "":
            continue
        cell = sheet.cell(number, index, shower(column)(value))
        if isinstance(cell.value, str):
            cell.data_type = "s"  # a text that begins with = is no formula


def _head(sheet, columns):
    """The row of headings with their help, and what the cells below them may be."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    sheet.freeze_panes = "A2"
    bold, needed = Font(bold=True), PatternFill("solid", fgColor="FFF2CC")
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(1, index, f"{column.label} *" if column.required else str(column.label))
        cell.font = bold
        if column.required:
            cell.fill = needed
        cell.comment = Comment(explained(column), _("Portal"))
        sheet.column_dimensions[column_letter(index)].width = width(column)
        _restrict(sheet, column_letter(index), column)


def _restrict(sheet, letter, column):
    """A list to choose from, and the form of dates and codes, for the cells below a heading."""
    cells = f"{letter}2:{letter}1048576"
    labels = [str(label) for _value, label in column.pairs()]
    if column.kind == "boolean":
        labels = [str(YES), str(NO)]
    listed = ",".join(labels)
    if labels and len(listed) < 250 and not any("," in label or '"' in label for label in labels):
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        rule.add(cells)
        sheet.add_data_validation(rule)
    if column.kind in {"text", "quarter"}:
        sheet.column_dimensions[letter].number_format = "@"
    elif column.kind == "date":
        sheet.column_dimensions[letter].number_format = "yyyy-mm-dd"


def explained(column):
    """What a person should write in this column, in sentences."""
    parts = [str(column.help), expected(column)]
    if column.example is not None:
        parts.append(_("For example: %(example)s.") % {"example": str(column.example).rstrip(".")})
    if column.required:
        parts.append(_("Required."))
    return " ".join(filter(None, parts))


def expected(column):
    """The form of this column's values, as a sentence."""
    if column.kind == "choice":
        choices = ", ".join(str(label) for _value, label in column.pairs())
        return _("One of: %(choices)s.") % {"choices": choices}
    return {
        "text": _text(column),
        "integer": _("A whole number.") + _bounds(column),
        "decimal": _("A number.") + _bounds(column),
        "percent": _("A percentage from 0 to 100: 35 or 35%."),
        "date": _("A date: a date cell, or a text such as 2026-11-22."),
        "datetime": _("A date and time: such a cell, or a text such as 2026-11-22 09:30."),
        "boolean": _("Yes or no."),
        "quarter": _("A quarter such as 2026Q3."),
    }[column.kind]


def _text(column):
    if column.max_length:
        return _("Text, at most %(limit)d characters.") % {"limit": column.max_length}
    return _("Text.")


def _bounds(column):
    bounds = {"low": column.minimum, "high": column.maximum}
    if None not in bounds.values():
        return " " + _("From %(low)s to %(high)s.") % bounds
    return " " + _("At least %(low)s.") % bounds if column.minimum is not None else ""


def _explain(sheet, parts):
    """What to write in each column of each sheet: [(the sheet's name, its columns)]."""
    from openpyxl.styles import Font

    heads = [_("Heading"), _("Required"), _("What to write")]
    rows = [
        [column.label, YES if column.required else NO, explained(column)] for column in parts[0][1]
    ]
    if len(parts) > 1:
        heads = [_("Sheet"), *heads]
        rows = [
            [title, column.label, YES if column.required else NO, explained(column)]
            for title, columns in parts
            for column in columns
        ]
    for number, row in enumerate([heads, *rows], start=1):
        for index, text in enumerate(row, start=1):
            cell = sheet.cell(number, index, str(text))
            cell.data_type, cell.font = "s", Font(bold=number == 1)
    for letter, size in zip("ABCD"[: len(heads)], (30, 30, 12, 100)[-len(heads) :], strict=True):
        sheet.column_dimensions[letter].width = size
    sheet.freeze_panes = "A2"
