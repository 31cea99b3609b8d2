"""An answer sheet that comes back: every problem with its sheet and cell, before anything is kept."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from suppliers.queries import country_book
from sustainportal.sheets.cells import CellRefused, column_letter, shown
from sustainportal.sheets.columns import Column, fold, in_every_language
from sustainportal.sheets.headings import match_headings
from sustainportal.sheets.kinds import parser
from sustainportal.sheets.reading import open_table

from ..queries.surveys import expected, mark, questions_of
from ..rules import answers as rules
from ..rules.answers import COUNTED, Given, NotAnAnswer
from ..wording_surveys import no_answer_text
from .answers import COLUMNS, SMELTER_COLUMNS, SMELTERS, list_digest
from .smelters import read_smelter

#: The cell that a refusal of the rule is about.
PLACES = {"everyone": "na", "unit": "unit"}


@dataclass(frozen=True)
class SheetProblem:
    """One refusal: the sheet and cell as the person sees them, what stands there, and why not."""

    sheet: str
    cell: str
    value: str
    reason: str


@dataclass
class AnswerSheet:
    """What a sheet says: `answers` and `seen` as save_answers takes them; `smelters`: key -> (stamp of
    the list it was made from, the smelters), only of lists the person changed."""

    answers: dict = field(default_factory=dict)
    seen: dict = field(default_factory=dict)
    smelters: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)


def read_answer_sheet(survey, path):
    """The AnswerSheet of a file; SheetRefused when it cannot be taken at all."""
    questions = {question.key: question for question in questions_of(survey)}
    with open_table(path) as table:
        reading = _Reading(survey, questions, table)
        sheets = list(table.sheets)
    names = {fold(name) for name in in_every_language(SMELTERS)}
    listed = next((name for name in sheets if fold(name) in names), None)
    if listed and reading.lists:
        reading.take_smelters(path, listed)
    return reading.found


class _Sheet:
    """One sheet: its cells by the key of their column, and its problems."""

    def __init__(self, table, columns, problems):
        self.match = match_headings(columns, table, None)
        self.name, self.problems = table.sheet, problems
        self.parsers = {column.key: parser(column) for column in columns}
        self.rows = [(n, cells) for n, cells in table.rows() if n > self.match.number]

    def raw(self, cells, key):
        index = self.match.used.get(key)
        return cells[index] if index is not None and index < len(cells) else None

    def value(self, number, cells, key, parse=None):
        """The cell's value; None with a problem noted where it has none."""
        try:
            return (parse or self.parsers[key])(self.raw(cells, key))
        except CellRefused as refusal:
            self.refuse(number, cells, key, str(refusal))
            return None

    def refuse(self, number, cells, key, reason):
        index = self.match.used.get(key)
        cell = f"{column_letter(index + 1)}{number}" if index is not None else str(number)
        value = shown(self.raw(cells, key))[:200] if index is not None else ""
        self.problems.append(SheetProblem(self.name, cell, value, reason))


class _Reading:
    def __init__(self, survey, questions, table):
        self.survey, self.questions = survey, questions
        self.found, self.lists = AnswerSheet(), {}
        sheet = _Sheet(table, COLUMNS_READ, self.found.problems)
        for number, cells in sheet.rows:
            self._row(sheet, number, cells)

    def _row(self, sheet, number, cells):
        key = sheet.value(number, cells, "key")
        if not key:
            return
        question = self.questions.get(key)
        if question is None:
            sheet.refuse(number, cells, "key", _("This survey has no such question."))
            return
        if key in self.found.answers:
            sheet.refuse(number, cells, "key", _("This question stands here twice."))
            return
        before = len(self.found.problems)
        given = self._given(sheet, number, cells, question)
        seen = self._seen(sheet, number, cells, question)
        self.found.answers[key] = given if len(self.found.problems) == before else Given()
        self.found.seen[key] = seen

    def _given(self, sheet, number, cells, question):
        value = sheet.value(number, cells, "answer", cell_reader(question))
        given = Given(
            value=value or "",
            not_applicable=bool(sheet.value(number, cells, "na")),
            unit=sheet.value(number, cells, "unit") or "",
            explanation=sheet.value(number, cells, "why") or "",
        )
        if given.not_applicable and given.value:
            reason = _("This is answered and not applicable at once: leave one of them empty.")
            sheet.refuse(number, cells, "na", reason)
            return given
        try:
            return rules.checked(expected(question), given)
        except NotAnAnswer as refusal:
            place = PLACES.get(refusal.code, "answer")
            sheet.refuse(number, cells, place, no_answer_text(refusal))
            return given

    def _seen(self, sheet, number, cells, question):
        """The stamp the row was written with; a row without one is taken as written when nothing was
        answered yet."""
        parts = (sheet.value(number, cells, "mark") or "").split("|")
        if parts == [""]:
            parts = [str(self.survey.pk), mark(None)]
        if parts[0] != str(self.survey.pk):
            reason = _("This row is of another survey: download this one's sheet.")
            sheet.refuse(number, cells, "key", reason)
        if question.kind == "smelters":
            self.lists[question.key] = ((parts[1:2] or [""])[0], (parts[2:3] or [""])[0])
        return (parts[1:2] or [mark(None)])[0]

    def take_smelters(self, path, name):
        """The lists of the second sheet; those that were not changed are left out."""
        with open_table(path, sheet=name) as table:
            sheet = _Sheet(table, SMELTER_COLUMNS, self.found.problems)
            book, found = country_book(), {key: [] for key in self.lists}
            for number, cells in sheet.rows:
                self._smelter(sheet, number, cells, book, found)
        for key, rows in found.items():
            stamp, digest = self.lists[key]
            if list_digest(vars(row).values() for row in rows) != digest:
                self.found.smelters[key] = (stamp, rows)

    def _smelter(self, sheet, number, cells, book, found):
        before = len(self.found.problems)
        words = {column.key: sheet.value(number, cells, column.key) for column in SMELTER_COLUMNS}
        key = words.pop("key") or (next(iter(found)) if len(found) == 1 else "")
        if key not in found:
            sheet.refuse(number, cells, "key", _("This survey has no such list of smelters."))
        if len(self.found.problems) > before:
            return
        try:
            found[key].append(read_smelter(**words, book=book))
        except ValueError as refusal:
            sheet.refuse(number, cells, "name", str(refusal))


COLUMNS_READ = [
    Column(column.key, column.label) if column.key == "answer" else column for column in COLUMNS
]


def cell_reader(question):
    """The function that turns the answer cell of a question into its text, or raises CellRefused."""
    if question.kind in COUNTED:
        return lambda raw: ""
    if question.kind == "multiple":
        return _several(question)
    pairs = list(question.labels().items())
    column = {
        "choice": Column("answer", "", kind="choice", choices=pairs),
        "number": Column("answer", "", kind="decimal", places=rules.PLACES),
        "date": Column("answer", "", kind="date"),
    }.get(question.kind, Column("answer", "", max_length=rules.LONGEST, multiline=True))
    parse = parser(column)

    def read(raw):
        value = parse(raw)
        if value is None:
            return ""
        return f"{value:f}" if question.kind == "number" else str(value)

    return read


def _several(question):
    known = {
        tuple(map(fold, _parts(word))): option[0]
        for option in question.options
        for word in _words(option)
    }
    parse = parser(Column("answer", "", max_length=rules.LONGEST, multiline=True))

    def read(raw):
        text = parse(raw) or ""
        chosen, unknown = _chosen(_parts(text), known)
        if unknown:
            labels = "; ".join(question.labels().values())
            raise CellRefused(
                _("“%(text)s” is not one of the choices: %(choices)s")
                % {"text": "; ".join(unknown), "choices": labels}
            )
        return "\n".join(chosen)

    return read


def _parts(text):
    parts = (part.strip() for part in text.replace("；", ";").replace("\n", ";").split(";"))
    return [part for part in parts if part]


def _chosen(parts, known):
    """([value], [part that is no choice]); a label with semicolons is several parts, the longest that
    fit are one choice. `known`: folded parts of a label -> value."""
    chosen, unknown, folded, start = [], [], tuple(map(fold, parts)), 0
    while start < len(parts):
        ends = range(len(parts), start, -1)
        end = next((end for end in ends if folded[start:end] in known), None)
        if end:
            chosen.append(known[folded[start:end]])
        else:
            unknown.append(parts[start])
        start = end or start + 1
    return chosen, unknown


def _words(option):
    """The value and its labels, in every language it has."""
    return [option[0], option[1], *(label for label in option[3:5] if label)]
