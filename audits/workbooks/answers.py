"""The answer sheet of one survey: questions, choices and answers so far in a workbook, to fill in offline.

A hidden column marks each row with the survey and the state of the answer, so that an upload can tell what
was changed in the sheet, and what in the portal meanwhile.
"""

import datetime as dt
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sustainportal.sheets.columns import NO, YES, Column

from ..models import Smelter
from ..queries.survey_pages import sheet_of
from ..queries.surveys import given, mark

ANSWERS, SMELTERS = gettext_lazy("Answers"), gettext_lazy("Smelters")
COLUMNS = [
    Column("key", gettext_lazy("Key"), required=True, max_length=20),
    Column("section", gettext_lazy("Section")),
    Column("question", gettext_lazy("Question")),
    Column("help", gettext_lazy("Help")),
    Column("answer", gettext_lazy("Answer"), required=True),
    Column("unit", gettext_lazy("Unit"), max_length=30),
    Column("na", gettext_lazy("Not applicable"), kind="boolean"),
    Column("why", gettext_lazy("Explanation"), max_length=1000, multiline=True),
    Column("last", gettext_lazy("Last year")),
    Column("mark", gettext_lazy("Please leave as it is"), max_length=80),
]
WIDTHS = (12, 24, 50, 40, 36, 14, 14, 40, 24, 10)
SMELTER_COLUMNS = [
    Column("key", gettext_lazy("Key"), max_length=20),
    Column("metal", gettext_lazy("Metal"), max_length=60),
    Column("name", gettext_lazy("Smelter"), required=True, max_length=200),
    Column("number", gettext_lazy("Smelter number"), max_length=40),
    Column("country", gettext_lazy("Country"), max_length=100),
    Column("status", gettext_lazy("Status"), max_length=60),
]
SMELTER_WIDTHS = (12, 16, 44, 18, 24, 20)
LIST_ROWS = 2000


def list_digest(rows):
    """A short text for one state of a list of smelters: rows of (metal, name, number, country, status)."""
    text = repr(sorted(tuple(part or "" for part in row) for row in rows))
    return sha256(text.encode()).hexdigest()[:12]


def smelter_tuple(row):
    return row.metal, row.name, row.number, row.country_id or "", row.status


def write_answer_sheet(survey, target):
    """Write the workbook of a survey, in the reader's language, to a binary file."""
    import xlsxwriter  # loaded by who writes a workbook, not by every process

    book = xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"})
    page = _Page(book, survey)
    for row in sheet_of(survey).rows:
        page.question(row)
    page.close()


class _Page:
    """The two sheets that people see, and the hidden one with the choices."""

    def __init__(self, book, survey):
        self.book, self.survey = book, survey
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.read = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#F1F4F2"})
        self.text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.date = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.sheet = book.add_worksheet(str(ANSWERS)[:31])
        self.smelters = book.add_worksheet(str(SMELTERS)[:31])
        self.lists = book.add_worksheet("Lists")
        self.lists.hide()
        self.number = self.listed = self.smelter_number = 0
        self._headings(self.sheet, COLUMNS, WIDTHS)
        self._headings(self.smelters, SMELTER_COLUMNS, SMELTER_WIDTHS)
        self.sheet.set_column(len(COLUMNS) - 1, len(COLUMNS) - 1, 10, None, {"hidden": True})
        self.sheet.freeze_panes(1, 3)

    def _headings(self, sheet, columns, widths):
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, widths[index])
            sheet.write_string(0, index, str(column.label), self.bold)

    def question(self, row):
        """One question with its answer so far."""
        self.number += 1
        question, says = row.question, given(row.answer)
        self._words(0, question.key, self.read)
        self._words(1, str(question.section), self.read)
        self._words(2, row.text, self.read)
        self._words(3, self._help(row), self.read)
        self._answer(question, says)
        self._words(5, (says.unit or question.unit) if question.kind == "number" else "", self.text)
        self._words(6, str(YES) if says.not_applicable else "", self.text)
        self._words(7, says.explanation, self.text)
        self._words(8, row.last_words, self.read)
        self._choose(5, [question.unit, *(unit for unit, _factor in question.other_units)])
        if question.may_not_apply:
            self._choose(6, [str(YES), str(NO)])
        self._words(9, self._mark(row), self.read)
        if question.kind == "smelters":
            self._smelters(row)

    def _mark(self, row):
        parts = [str(self.survey.pk), mark(row.answer)]
        if row.question.kind == "smelters":
            parts.append(list_digest(smelter_tuple(smelter) for smelter in row.smelters))
        return "|".join(parts)

    def _help(self, row):
        """The help, what is shown only after another answer, and how several choices are written."""
        parts = [row.help]
        if row.condition:
            answers = " / ".join(row.condition["answers"])
            words = {"question": row.condition["question"], "answers": answers}
            parts.append(
                _("Only if “%(question)s” is answered with: %(answers)s.") % words
                if words["answers"]
                else _("Only if “%(question)s” is answered.") % words
            )
        if row.question.kind == "multiple":
            labels = "; ".join(row.question.labels().values())
            text = _("Several of these, with semicolons between: %(choices)s")
            parts.append(text % {"choices": labels})
        if row.question.kind == "smelters":
            parts.append(_("Please list them on the sheet “%(sheet)s”.") % {"sheet": SMELTERS})
        if row.question.kind == "file":
            parts.append(_("Please add files in the portal."))
        return "\n".join(part for part in parts if part)

    def _answer(self, question, says):
        kind, labels = question.kind, question.labels()
        if kind == "number" and says.value:
            self.sheet.write_number(self.number, 4, Decimal(says.value), self.plain)
        elif kind == "date" and says.value:
            day = dt.date.fromisoformat(says.value)
            self.sheet.write_datetime(self.number, 4, day, self.date)
        elif kind in ("choice", "multiple"):
            chosen = [labels.get(one, one) for one in says.value.split("\n")]
            self._words(4, "; ".join(chosen), self.text)
        elif kind in ("file", "smelters"):
            self._words(4, says.value, self.read)
        else:
            formats = {"number": self.plain, "date": self.date}
            self._words(4, says.value, formats.get(kind, self.text))
        if kind == "choice":
            self._choose(4, list(labels.values()))

    def _words(self, index, text, style):
        if text:
            self.sheet.write_string(self.number, index, text, style)
        else:
            self.sheet.write_blank(self.number, index, None, style)

    def _choose(self, index, words):
        """A drop-down for a cell; the words stand on the hidden sheet, however long they are."""
        if len([word for word in words if word]) < 2:
            return
        rule = {"validate": "list", "source": self._source(words)}
        self.sheet.data_validation(self.number, index, self.number, index, rule)

    def _source(self, words):
        first = self.listed + 1
        for word in words:
            self.lists.write_string(self.listed, 0, word)
            self.listed += 1
        return f"=Lists!$A${first}:$A${self.listed}"

    def _smelters(self, row):
        for smelter in row.smelters:
            self.smelter_number += 1
            cells = (
                row.key, smelter.get_metal_display(), smelter.name, smelter.number,
                str(smelter.country or ""), smelter.get_status_display(),
            )  # fmt: skip
            for index, text in enumerate(cells):
                if text:
                    self.smelters.write_string(self.smelter_number, index, str(text), self.text)

    def close(self):
        """Drop-downs of metals and statuses for all rows of the list, then the end of the file."""
        for index, labels in ((1, Smelter.Metal.labels), (5, Smelter.Status.labels)):
            source = self._source([str(label) for label in labels])
            self.smelters.data_validation(
                1, index, LIST_ROWS, index, {"validate": "list", "source": source}
            )
        self.book.close()
