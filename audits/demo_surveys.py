"""The demo company's self-assessments: last year's accepted, this year's on their way; and annual surveys."""

import datetime as dt
import random

from django.utils import timezone

from sustainportal.accounts.models import User

from . import demo_annual, operations
from .models import Questionnaire

DAY = dt.timedelta(days=1)


def build(suppliers, people, *, at):
    """Two rounds: last year's, all accepted, and the current one in every state."""
    chance = random.Random("audits.surveys")
    buyer = User.objects.get(username="buyer")
    second = User.objects.get(username="buyer2")
    questionnaire = Questionnaire.objects.get(title="Self-assessment", version="2026.1")
    year = timezone.localdate(at).year
    for rounds_ago, days_ago in ((1, 395), (0, 50)):
        sent = at - days_ago * DAY
        asked = [
            supplier for n, supplier in enumerate(suppliers) if n == 0 or n % 6 != 5 - rounds_ago
        ]
        surveys = operations.assign_surveys(
            questionnaire=questionnaire,
            suppliers=asked,
            year=year - rounds_ago,
            due_on=timezone.localdate(sent + 40 * DAY),
            by=buyer,
            at=sent,
        )
        for number, survey in enumerate(surveys):
            person = people[survey.supplier_id]
            habit = "accepted" if rounds_ago else _STATES[number % len(_STATES)]
            _answer(survey, habit, chance, person, buyer, second, sent)
    demo_annual.build(suppliers, people, at=at)


#: The current round, in turn; the first supplier still has to begin.
_STATES = (
    "not_started", "accepted", "accepted", "submitted", "accepted", "changes_requested", "accepted",
    "in_progress", "accepted", "accepted",
)  # fmt: skip


def _answer(survey, habit, chance, person, buyer, second, sent):
    good = chance.triangular(0.25, 1, 0.8)
    given = {key: value(chance, good) for key, value in _ANSWERS.items()}
    at = sent + chance.randint(4, 34) * DAY
    if habit == "not_started":
        return
    if habit == "in_progress":
        some = dict(list(given.items())[:5])
        operations.save_answers(survey=survey, answers=some, by=person, at=at)
        return
    operations.submit_survey(survey=survey, answers=given, by=person, at=at)
    if habit == "changes_requested":
        operations.request_changes(
            survey=survey,
            remark="Is the figure for working hours of one site or of all? Please count all.",
            by=buyer,
            at=at + 3 * DAY,
        )
    if habit == "accepted":
        operations.accept_survey(survey=survey, by=second, at=at + chance.randint(1, 12) * DAY)


def _graded(chance, good):
    draw = chance.random()
    return "yes" if draw < good else ("partly" if draw < good + 0.2 else "no")


_ANSWERS = {
    "fees": _graded,
    "hours": lambda chance, good: str(round(22 * (1 - good) * chance.random(), 1)),
    "young": _graded,
    "drills": _graded,
    "injuries": lambda chance, good: str(round(9 * (1 - good) * chance.random(), 1)),
    "housing": lambda chance, good: _graded(chance, good) if chance.random() < 0.6 else None,
    "permits": _graded,
    "ghg": lambda chance, good: str(round(100 * good * chance.random())),
    "gifts": _graded,
    "minerals": lambda chance, good: _graded(chance, good) if chance.random() < 0.7 else None,
    "own-audits": _graded,
    "plans": lambda chance, good: chance.choice(
        (
            "Fewer hours in the peak season.",
            "Solar panels on the second hall.",
            "Better dormitories.",
        )
    ),
}
