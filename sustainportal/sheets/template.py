"""The empty workbook for a list of columns: headings with help, lists to choose from, a sheet that explains."""

from django.utils.translation import gettext as _

from .cells import column_letter
from .columns import NO, YES, width


def write_template(columns, target):
    """An empty workbook for these columns: headings with help, lists to choose from, a sheet that explains."""
    from openpyxl import Workbook  # openpyxl takes 25 MB: only who writes a template pays
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    book = Workbook()
    sheet = book.active
    sheet.title = _("Data")[:31]
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
    _explain(book.create_sheet(_("Columns")[:31]), columns, bold)
    book.save(target)


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


def _explain(sheet, columns, bold):
    for index, title in enumerate((_("Heading"), _("Required"), _("What to write")), start=1):
        sheet.cell(1, index, title).font = bold
    for number, column in enumerate(columns, start=2):
        sheet.cell(number, 1, str(column.label))
        sheet.cell(number, 2, str(YES) if column.required else str(NO))
        sheet.cell(number, 3, explained(column)).data_type = "s"
    for letter, size in (("A", 30), ("B", 12), ("C", 100)):
        sheet.column_dimensions[letter].width = size
    sheet.freeze_panes = "A2"
