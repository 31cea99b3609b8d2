"""What the pages of a survey show: each question with its answer, last year's, files and smelters."""

from collections import defaultdict
from dataclasses import dataclass, field

from sustainportal.web.languages import in_language

from ..models import Answer, Question, Survey
from ..rules.survey import chosen
from ..wording_surveys import problem_text
from .emissions import allocation_of
from .surveys import (
    answers_by_key,
    doubts_of,
    given,
    is_answered,
    last_accepted,
    last_answers,
    questions_of,
    shares_of,
    shown_keys,
)


@dataclass
class Row:
    """One question as pages show it."""

    question: Question
    answer: Answer | None
    last: Answer | None
    shown: bool
    year: int | str = ""
    files: list = field(default_factory=list)
    smelters: list = field(default_factory=list)

    @property
    def key(self):
        return self.question.key

    @property
    def text(self):
        return in_language(self.question, "text")

    @property
    def help(self):
        return in_language(self.question, "help")

    @property
    def answered(self):
        return is_answered(self.answer)

    @property
    def shares(self):
        return shares_of(self.smelters)

    @property
    def copied(self):
        """Whether the answer was taken over from an earlier year, as it is."""
        return self.answered and self.answer.copied_from_id is not None

    @property
    def changed(self):
        """Whether there is an answer of last year, and this one says something else."""
        if self.last is None or not self.answered:
            return False
        return said(self.answer) != said(self.last)

    @property
    def doubts(self):
        """What is to be explained, as sentences."""
        return [
            problem_text(problem, self.question, self.year)
            for problem in doubts_of(self.question, self.answer, self.last)
        ]

    @property
    def last_words(self):
        """Last year's answer on one line; empty without one."""
        return ", ".join(str(self.last.shown).splitlines()) if self.last else ""

    @property
    def condition(self):
        """{key, values, question, answers} of what shows it, or None."""
        asked = self.question.shown_if
        if asked is None:
            return None
        labels, values = asked.labels(), self.question.shown_if_values
        return {
            "key": asked.key,
            "values": values,
            "question": in_language(asked, "text"),
            "answers": [labels.get(value, value) for value in values],
        }


@dataclass
class Part:
    """One section with its rows; a hidden question is not counted."""

    section: object
    rows: list

    @property
    def asked(self):
        return sum(row.shown for row in self.rows)

    @property
    def answered(self):
        return sum(row.shown and row.answered for row in self.rows)


def said(answer):
    """What an answer says, without its explanation."""
    says = given(answer)
    return says.value, says.not_applicable, says.unit


@dataclass
class Sheet:
    """A survey as a page shows it."""

    parts: list
    before: Survey | None

    @property
    def rows(self):
        return [row for part in self.parts for row in part.rows]

    @property
    def asked(self):
        return sum(part.asked for part in self.parts)

    @property
    def answered(self):
        return sum(part.answered for part in self.parts)

    @property
    def allocation(self):
        """The buyer's part of the emissions, where the survey asks for them; or None."""
        return allocation_of(self.rows)

    @property
    def can_copy(self):
        """Whether last year's accepted answers hold something that is not answered yet."""
        return any(is_answered(row.last) and not row.answered for row in self.rows)


def sheet_of(survey):
    """Everything the pages of a survey show of its questions; a fixed number of queries."""
    questions, answers = questions_of(survey), answers_by_key(survey)
    before = last_accepted(survey)
    last = last_answers(before)
    shown = shown_keys(questions, answers)
    files = grouped(survey.files.select_related("by"))
    smelters = grouped(survey.smelters.select_related("country"))
    parts = {}
    for question in questions:
        part = parts.setdefault(question.section_id, Part(question.section, []))
        part.rows.append(
            Row(
                question=question,
                answer=answers.get(question.key),
                last=last.get(question.key),
                shown=question.key in shown,
                year=before.year if before else "",
                files=files[question.pk],
                smelters=smelters[question.pk],
            )
        )
    return Sheet(list(parts.values()), before)


def grouped(rows):
    """{question id: [row]}"""
    groups = defaultdict(list)
    for row in rows:
        groups[row.question_id].append(row)
    return groups


def choices(question, value):
    """[(value, label, chosen)] of a question's choices."""
    picked = set(chosen(value))
    return [(one, label, one in picked) for one, label in question.labels().items()]
