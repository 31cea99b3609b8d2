"""Surveys: the moves of one, and what its answers score.

Score = 100 × Σ weight × share ÷ Σ weight. Not applicable leaves both sums, and so does a question
that is hidden because its condition is not met; unanswered is neither: it earns nothing and its
weight stays. Higher is safer.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NOT_STARTED, IN_PROGRESS, SUBMITTED = "not_started", "in_progress", "submitted"
CHANGES_REQUESTED, ACCEPTED = "changes_requested", "accepted"
STATES = (NOT_STARTED, IN_PROGRESS, SUBMITTED, CHANGES_REQUESTED, ACCEPTED)
#: verb -> (from which states, to which, a remark is required)
MOVES = {
    "save": (frozenset({NOT_STARTED, IN_PROGRESS}), IN_PROGRESS, False),
    "submit": (frozenset({NOT_STARTED, IN_PROGRESS, CHANGES_REQUESTED}), SUBMITTED, False),
    "request_changes": (frozenset({SUBMITTED}), CHANGES_REQUESTED, True),
    "accept": (frozenset({SUBMITTED}), ACCEPTED, False),
    "reopen": (frozenset({ACCEPTED}), CHANGES_REQUESTED, True),
}
FILLABLE = frozenset({NOT_STARTED, IN_PROGRESS, CHANGES_REQUESTED})
#: What is proposed for answering once more what was sent back (default: two weeks).
AGAIN = dt.timedelta(days=14)
#: How far a survey is -> its states. What was returned is started, not handed in.
STANDING = {
    "to_answer": FILLABLE,
    "started": frozenset(STATES) - {NOT_STARTED},
    "handed_in": frozenset({SUBMITTED, ACCEPTED}),
    "accepted": frozenset({ACCEPTED}),
}


@dataclass(frozen=True)
class Asked:
    """A question as the score sees it: `points` maps a choice to 0–1; numbers run from
    `none_at` (0) to `full_at` (1). Weight 0 is asked but not scored. It is shown only if the
    question with the key `shown_if` was answered with one of `shown_values` (none named: answered
    at all)."""

    key: str
    section: str
    weight: Decimal
    kind: str
    points: dict | None = None
    none_at: Decimal | None = None
    full_at: Decimal | None = None
    shown_if: str = ""
    shown_values: tuple = ()


@dataclass(frozen=True)
class SectionScore:
    section: str
    score: Decimal | None
    weight: Decimal
    earned: Decimal
    unanswered: int
    not_applicable: int
    hidden: int = 0


@dataclass(frozen=True)
class SurveyScore:
    """`score` 0–100, two places, or None when nothing scored applies."""

    score: Decimal | None
    sections: tuple[SectionScore, ...]

    def as_dict(self):
        return {
            "score": None if self.score is None else str(self.score),
            "sections": [
                {k: str(v) if isinstance(v, Decimal) else v for k, v in vars(part).items()}
                for part in self.sections
            ],
        }


def chosen(value):
    """The choices in the answer to a question of several, without repeats, in order."""
    return [part for part in dict.fromkeys(value.split("\n")) if part]


def visible(questions, answers, not_applicable=frozenset()):
    """The keys of the questions to be asked. A question whose condition is hidden, unanswered or not
    applicable is hidden, and so is all that hangs on it; a circle of conditions is never shown."""
    shown = {question.key for question in questions if not question.shown_if}
    while True:
        more = {
            question.key
            for question in questions
            if question.key not in shown
            and question.shown_if in shown - set(not_applicable)
            and _met(question, answers.get(question.shown_if, ""))
        }
        if not more:
            return shown
        shown |= more


def _met(question, value):
    if not question.shown_values:
        return value != ""
    return not set(question.shown_values).isdisjoint([value, *chosen(value)])


def share(question, value):
    """What one answer earns, 0–1. A number is in the question's own unit; several choices are
    added up, to 1 at most. A list of smelters or a file earns 1 when it is there.
    An unknown choice, an unreadable number or date raises ValueError or ArithmeticError."""
    if question.kind == "choice":
        return _points(question, value)
    if question.kind == "multiple":
        return min(Decimal(1), sum(_points(question, one) for one in chosen(value)))
    if question.kind == "number":
        return _on_scale(question, Decimal(value))
    if question.kind == "date" and dt.date.fromisoformat(value).isoformat() != value:
        raise ValueError(f"{question.key}: {value!r} is not a date.")
    return Decimal(1)


def _points(question, value):
    if value not in (question.points or {}):
        raise ValueError(f"{question.key}: {value!r} is not one of the choices.")
    return Decimal(str(question.points[value]))


def _on_scale(question, number):
    if not number.is_finite():
        raise ValueError(f"{question.key}: {number} is not a number.")
    if question.full_at is None:
        return Decimal(1)
    span = question.full_at - question.none_at
    return min(Decimal(1), max(Decimal(0), (number - question.none_at) / span))


def survey_score(questions, answers, not_applicable=frozenset()):
    """`answers`: key -> value ("" or missing = unanswered); `not_applicable`: keys left out.
    `questions` are all of the questionnaire, for the conditions among them; in any order."""
    shown = visible(questions, answers, not_applicable)
    sections = {}
    for question in questions:
        if question.weight:
            sections.setdefault(question.section, []).append(question)
    parts = tuple(
        _section(name, asked, answers, not_applicable, shown)
        for name, asked in sorted(sections.items())
    )
    weight = sum((part.weight for part in parts), Decimal(0))
    earned = sum((part.earned for part in parts), Decimal(0))
    return SurveyScore(_of_hundred(earned, weight), parts)


def _section(name, questions, answers, not_applicable, shown):
    asked = [question for question in questions if question.key in shown]
    counted = [question for question in asked if question.key not in not_applicable]
    given = [question for question in counted if answers.get(question.key, "") != ""]
    weight = sum((question.weight for question in counted), Decimal(0))
    earned = sum((q.weight * share(q, answers[q.key]) for q in given), Decimal(0))
    return SectionScore(
        section=name,
        score=_of_hundred(earned, weight),
        weight=weight,
        earned=earned,
        unanswered=len(counted) - len(given),
        not_applicable=len(asked) - len(counted),
        hidden=len(questions) - len(asked),
    )


def _of_hundred(earned, weight):
    if not weight:
        return None
    return (100 * earned / weight).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
