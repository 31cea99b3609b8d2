"""A small annual survey with every kind of question, and people who answer it together."""

import datetime as dt

from audits import operations
from audits.models import Question, Questionnaire, Section
from audits.operations.surveys_smelters import NewSmelter
from sustainportal.files.content import upload

from ..sample_files import png

DAY = dt.timedelta(days=1)
TIN = NewSmelter("tin", "River Tin", "CID001", "VN", "conformant")
GOLD = NewSmelter("gold", "Hill Gold", "", "", "unknown")
YES_NO = [["yes", "Yes", 1, "是", "是"], ["no", "No", 0, "否", "否"]]

#: (section, key, kind, fields)
ASKED = (
    ("W", "metered", "choice", {"text": "Is your water metered?", "options": YES_NO, "wants_file": True}),
    ("W", "water", "number", {
        "text": "How much water did you use?", "text_hant": "用水量是多少?", "unit": "m3",
        "other_units": [["litre", 0.001]], "least": 10, "most": 100_000, "explain_percent": 50,
        "shown_if": "metered", "shown_if_values": ["yes"], "weight": 0, "help": "All sites together.",
    }),
    ("W", "sources", "multiple", {
        "text": "Where does it come from?", "weight": 1, "may_not_apply": True,
        "options": [["river", "River", 0.5], ["rain", "Rain", 0.5], ["sea", "Sea", 0]],
    }),
    ("M", "smelters", "smelters", {"text": "Which smelters are behind your metals?", "may_not_apply": True}),
    ("M", "policy", "file", {"text": "Your minerals policy", "weight": 1}),
    ("M", "policy-date", "date", {"text": "Since when is it in force?", "shown_if": "policy", "weight": 0}),
    ("M", "words", "text", {"text": "Anything else?", "weight": 0}),
)  # fmt: skip


def make_annual(version="2026"):
    """The questionnaire in a version; the questions are the same in each."""
    annual = Questionnaire.objects.create(
        title="Annual figures", title_hant="年度數據", version=version, posts_score=False,
        intro="The figures of the year.",
    )  # fmt: skip
    sections = {
        code: Section.objects.create(
            questionnaire=annual, code=code, number=number, title=title, title_hant=hant
        )
        for number, (code, title, hant) in enumerate(
            [("W", "Water", "水"), ("M", "Minerals", "礦產")], start=1
        )
    }
    made = {}
    for number, (section, key, kind, fields) in enumerate(ASKED, start=1):
        fields = dict(fields) | {"shown_if": made.get(fields.get("shown_if"))}
        made[key] = Question.objects.create(
            questionnaire=annual,
            section=sections[section],
            key=key,
            number=number,
            kind=kind,
            **fields,
        )
    return annual


def send(questionnaire, supplier, year, *, by, at):
    """The questionnaire put to one supplier."""
    [survey] = operations.assign_surveys(
        questionnaire=questionnaire, suppliers=[supplier], year=year,
        due_on=(at + 30 * DAY).date(), by=by, at=at,
    )  # fmt: skip
    return survey


def question(survey, key):
    return survey.questionnaire.questions.get(key=key)


def answered_last_year(supplier, person, buyer, *, at):
    """The annual figures of 2025, in the version of that year, handed in and accepted."""
    survey = send(make_annual("2025"), supplier, 2025, by=buyer, at=at)
    meter = upload("meter.png", png(), size_limit=10_000)
    metered, smelters = question(survey, "metered"), question(survey, "smelters")
    operations.keep_survey_files(survey=survey, question=metered, files=[meter], by=person, at=at)
    operations.add_smelters(
        survey=survey, question=smelters, smelters=[TIN, GOLD], by=person, at=at
    )
    answers = {"metered": "yes", "water": "1000", "sources": "river\nrain", "words": "As ever."}
    operations.submit_survey(survey=survey, answers=answers, by=person, at=at + DAY)
    return operations.accept_survey(survey=survey, by=buyer, at=at + 2 * DAY)
