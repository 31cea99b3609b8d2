"""A questionnaire as a workbook: written, and taken in whole or not at all."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.models import Factor
from sustainportal.sheets.importing import Importer, register
from sustainportal.sheets.refusals import SheetRefused
from sustainportal.sheets.template import write_book

from ..models import Question, Questionnaire
from ..operations.questionnaires import keep_questionnaire
from .questionnaire_parts import PARTS, QUESTIONS
from .questionnaire_rows import lists_of, questions_of, sections_of

SECTION_FACTS = ("number", "title", "title_hant", "title_hans")
QUESTION_FACTS = [
    field.name for field in Question._meta.fields
    if field.name not in {"id", "questionnaire", "section", "shown_if"}
]  # fmt: skip
SWITCHES = ("is_current", "posts_score")


@register
class QuestionnaireImporter(Importer):
    name = "audits.questionnaires"
    title = _("Questionnaire")
    intro = _(
        "A questionnaire with its sections, questions and choices, in one workbook. A version that was "
        "not sent out yet is replaced; one that was is fixed: give the changed one a new version."
    )
    columns = QUESTIONS
    parts = PARTS
    permission = "audits.import_questionnaires"
    words = {
        "questions_removed": _("questions that are not in the workbook and go"),
        "lists_not_used": _("lists of choices that no question uses"),
    }

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.gone = self.not_used = 0

    def judge_book(self, book):
        [head, *more] = book["questionnaire"] or [None]
        if head is None or not book["questions"]:
            raise SheetRefused(
                gettext("The sheets of the questionnaire and its questions need rows.")
            )
        for row in more:
            row.refuse("title", gettext("A workbook holds one questionnaire."))
        self._judge_head(head)
        self.sections = sections_of(book["sections"])
        lists, wrong = lists_of(book["choices"])
        self.not_used = len(set(lists) - {row.values["options"] for row in book["questions"]})
        found = questions_of(book["questions"], self.sections, lists, wrong)
        self.questions_found = [question for _row, question in found]
        factors = set(Factor.objects.values_list("pk", flat=True))
        for row, question in found:
            if question.posts_factor and question.posts_factor not in factors:
                row.refuse("posts_factor", gettext("There is no factor with this code."))
        self._settle(book, head, found)

    def _judge_head(self, row):
        values = row.values
        self.fields = {name: value or "" for name, value in values.items()}
        self.fields |= {name: values[name] is not False for name in SWITCHES}
        self.known = Questionnaire.objects.filter(
            title=values["title"], version=values["version"]
        ).first()
        if self.known is not None and self.known.is_used:
            row.refuse(
                "version",
                gettext(
                    "This version has been sent out and is fixed; give the new one a version of its own."
                ),
            )

    def _settle(self, book, head, found):
        """The outcome of every row, against what the portal has."""
        head.outcome = _outcome(self.known and _facts(self.known, self.fields), self.fields)
        sections, questions = _kept(self.known)
        for row in book["sections"]:
            section = self.sections.get(row.values["code"])
            row.outcome = _outcome(sections.get(row.values["code"]), _section_facts(section))
        for row, question in found:
            row.outcome = _outcome(questions.get(question.key), _question_facts(question))
        for row in book["choices"]:
            row.outcome = "unchanged" if self.known else "created"
        self.gone = len(set(questions) - {question.key for question in self.questions_found})
        self.differs = self.gone or set(sections) - set(self.sections) or any(
            row.outcome != "unchanged" for rows in book.values() for row in rows
        )  # fmt: skip

    def keep_book(self, book):
        if self.differs:
            keep_questionnaire(
                fields=self.fields,
                sections=list(self.sections.values()),
                questions=self.questions_found,
                by=self.by,
                at=self.at,
            )

    def counts(self):
        counts = {"questions_removed": self.gone, "lists_not_used": self.not_used}
        return {name: count for name, count in counts.items() if count}


def _outcome(kept, new):
    if kept is None:
        return "created"
    return "unchanged" if kept == new else "updated"


def _facts(row, names):
    return {name: getattr(row, name) for name in names}


def _section_facts(section):
    return section and _facts(section, SECTION_FACTS)


def _question_facts(question):
    condition = question.shown_if and question.shown_if.key
    return _facts(question, QUESTION_FACTS) | {"section": question.section.code, "if": condition}


def _kept(questionnaire):
    """({code: facts of a section}, {key: facts of a question}) of what the portal has."""
    if questionnaire is None:
        return {}, {}
    return (
        {section.code: _section_facts(section) for section in questionnaire.sections.all()},
        {question.key: _question_facts(question) for question in questionnaire.questions.all()},
    )


def write_questionnaire(questionnaire, target):
    """The workbook of a questionnaire, to a path or binary file; it can be taken in again."""
    questions = list(questionnaire.questions.all())
    names = {}
    for question in questions:
        if question.options:
            question.list_name = names.setdefault(str(question.options), question.key)
        else:
            question.list_name = ""
    lists = {q.list_name: q.options for q in questions if q.options}
    rows = {
        "questionnaire": [questionnaire],
        "sections": questionnaire.sections.all(),
        "questions": questions,
        "choices": [_choice_row(name, option) for name in lists for option in lists[name]],
    }
    write_book(PARTS, target, rows)


def _choice_row(name, option):
    value, label, share, *chinese = option
    hant, hans = chinese or ("", "")
    return {
        "list": name, "value": value, "label": label, "share": share,
        "label_hant": hant, "label_hans": hans,
    }  # fmt: skip
