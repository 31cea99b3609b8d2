"""Surveys: the moves of one, and what its answers score.

Score = 100 × Σ weight × share ÷ Σ weight. Not applicable leaves both sums; unanswered is not that:
it earns nothing and its weight stays. Higher is safer.
"""

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


@dataclass(frozen=True)
class Asked:
    """A question as the score sees it: `points` maps a choice to 0–1; numbers run from
    `none_at` (0) to `full_at` (1). Weight 0 is asked but not scored."""

    key: str
    section: str
    weight: Decimal
    kind: str
    points: dict | None = None
    none_at: Decimal | None = None
    full_at: Decimal | None = None


@dataclass(frozen=True)
class SectionScore:
    section: str
    score: Decimal | None
    weight: Decimal
    earned: Decimal
    unanswered: int
    not_applicable: int


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


def share(question, value):
    """What one answer earns, 0–1. An unknown choice or an unreadable number raises ValueError."""
    if question.kind == "choice":
        if value not in question.points:
            raise ValueError(f"{question.key}: {value!r} is not one of the choices.")
        return Decimal(str(question.points[value]))
    if question.kind == "number":
        number = Decimal(value)
        if not number.is_finite():
            raise ValueError(f"{question.key}: {value!r} is not a number.")
        if question.full_at is not None:
            span = question.full_at - question.none_at
            return min(Decimal(1), max(Decimal(0), (number - question.none_at) / span))
    return Decimal(1)


def survey_score(questions, answers, not_applicable=frozenset()):
    """`answers`: key -> value ("" or missing = unanswered); `not_applicable`: keys left out."""
    sections = {}
    for question in questions:
        if question.weight:
            sections.setdefault(question.section, []).append(question)
    parts = tuple(
        _section(name, asked, answers, not_applicable) for name, asked in sorted(sections.items())
    )
    weight = sum((part.weight for part in parts), Decimal(0))
    earned = sum((part.earned for part in parts), Decimal(0))
    return SurveyScore(_of_hundred(earned, weight), parts)


def _section(name, questions, answers, not_applicable):
    weight = earned = Decimal(0)
    unanswered = left_out = 0
    for question in questions:
        if question.key in not_applicable:
            left_out += 1
            continue
        weight += question.weight
        value = answers.get(question.key, "")
        if value == "":
            unanswered += 1
        else:
            earned += question.weight * share(question, value)
    return SectionScore(name, _of_hundred(earned, weight), weight, earned, unanswered, left_out)


def _of_hundred(earned, weight):
    if not weight:
        return None
    return (100 * earned / weight).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
