"""The demo company's annual survey: a few suppliers' figures of two years, with smelters of made-up names."""

import datetime as dt
import random

from django.utils import timezone

from sustainportal.accounts.models import User

from . import operations
from .demo_files import record_sheet
from .models import Questionnaire
from .operations.surveys_smelters import NewSmelter

DAY = dt.timedelta(days=1)
TITLE, VERSION = "Annual survey", "2026"
#: This year's round, supplier by supplier; last year's was accepted of all but the last.
STATES = ("in_progress", "accepted", "submitted", "accepted", "not_started")
METALS = (("tin", "gold"), ("tin", "tantalum", "cobalt"), ("none",), ("tungsten",), ("gold",))
#: metal: smelters, with their standing
SMELTERS = {
    "tin": (("Marblewick Tin Works", "conformant"), ("Dunmere Refining", "conformant"), ("Oakhollow Tin", "active")),
    "tantalum": (("Ferrowell Tantalum", "conformant"),),
    "tungsten": (("Grayhaven Tungsten", "conformant"), ("Northmere Powders", "unknown")),
    "gold": (("Silverbrook Refinery", "conformant"), ("Larkstone Gold", "not_conformant")),
    "cobalt": (("Bluefen Cobalt", "active"),),
}  # fmt: skip


def build(suppliers, people, *, at):
    """Last year's round, accepted, and the current one under way."""
    buyer = User.objects.get(username="buyer")
    second = User.objects.get(username="buyer2")
    questionnaire = Questionnaire.objects.get(title=TITLE, version=VERSION)
    year = timezone.localdate(at).year
    asked = suppliers[: len(STATES)]
    for rounds_ago, days_ago in ((1, 380), (0, 45)):
        sent = at - days_ago * DAY
        surveys = operations.assign_surveys(
            questionnaire=questionnaire,
            suppliers=asked[:-1] if rounds_ago else asked,
            year=year - rounds_ago,
            due_on=timezone.localdate(sent + 60 * DAY),
            by=buyer,
            at=sent,
        )
        place = {supplier.pk: n for n, supplier in enumerate(asked)}
        for survey in surveys:
            number = place[survey.supplier_id]
            state = "accepted" if rounds_ago else STATES[number]
            person = people[survey.supplier_id]
            _fill(survey, number, state, person, second, sent, rounds_ago)


def _fill(survey, number, state, person, second, sent, rounds_ago):
    if state == "not_started":
        return
    chance = random.Random(f"audits.annual.{number}")
    at = sent + (10 + 5 * number) * DAY
    answers = _answers(chance, number, growth=1 if rounds_ago else 1.08)
    if state == "in_progress":
        answers |= {
            "waste": _figure(chance.uniform(300, 400))
        }  # far from last year's: to be explained
    operations.save_answers(survey=survey, answers=answers, by=person, at=at)
    _smelters(survey, number, person, at)
    if state == "in_progress":
        return
    if number == 1:
        question = survey.questionnaire.questions.get(key="statement")
        statement = record_sheet("Verification statement, made up", at)
        operations.keep_survey_files(
            survey=survey, question=question, files=[statement], by=person, at=at
        )
    operations.submit_survey(survey=survey, by=person, at=at + DAY)
    if state == "accepted":
        operations.accept_survey(survey=survey, by=second, at=at + 6 * DAY)


def _answers(chance, number, *, growth):
    """Answers of a middling plant; `growth` times the figures of the first year."""
    electricity = chance.uniform(4_000, 18_000)
    direct, bought = electricity * 0.11, electricity * 0.49
    waste = chance.uniform(90, 140)
    figures = {
        "scope-1": direct, "scope-2-location": bought, "scope-2-market": bought * 0.9,
        "our-share": chance.uniform(5, 35), "electricity": electricity,
        "renewable-power": electricity * 0.12, "fuel": electricity * 1.9,
        "withdrawal": electricity * 9, "discharge": electricity * 6, "waste": waste,
        "waste-hazardous": waste * 0.08, "waste-recycled": chance.uniform(50, 70) / growth,
    }  # fmt: skip
    metals = METALS[number]
    words = {
        "metals": "\n".join(metals), "method": "protocol", "share-basis": "sales",
        "verification": "third" if number == 1 else "internal", "intensity": None,
        "reduction-target": "own", "water-sources": "mains\nground", "stress-area": "no",
    }  # fmt: skip
    if metals != ("none",):
        words |= {"metals-policy": "no", "metals-asked": "yes", "metals-answered": "85"}
    return words | {key: _figure(value * growth) for key, value in figures.items()}


def _figure(number):
    return f"{number:.1f}"


def _smelters(survey, number, person, at):
    """The smelters of its metals; what makes no use of them lists none."""
    metals = [metal for metal in METALS[number] if metal in SMELTERS]
    if metals:
        operations.replace_smelters(
            survey=survey,
            question=survey.questionnaire.questions.get(key="smelters"),
            smelters=[
                NewSmelter(metal, name, status=status)
                for metal in metals
                for name, status in SMELTERS[metal]
            ],
            by=person,
            at=at,
        )
