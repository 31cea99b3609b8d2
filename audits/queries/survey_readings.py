"""What an accepted survey says to the risk model: {factor: value}."""

from ..models import Survey
from ..rules.answers import number_of
from ..rules.survey import share
from .surveys import answers_by_key, expected, given, questions_of, shown_keys


def survey_values(survey):
    """The score as `saq_score` if the questionnaire is the self-assessment, and the answers that are
    readings. What is hidden, left open or not applicable says nothing."""
    values = {}
    if survey.score is not None and survey.questionnaire.posts_score:
        values["saq_score"] = float(survey.score)
    questions, answers = questions_of(survey), answers_by_key(survey)
    shown = shown_keys(questions, answers)
    for question in questions:
        row = answers.get(question.key)
        if question.posts_factor and question.key in shown and row is not None and row.value:
            values[question.posts_factor] = _value(survey, question, row)
    return values


def newer_accepted(survey):
    """Whether the supplier's survey of a later year, of the same questionnaire in whatever version, is
    accepted."""
    return Survey.objects.filter(
        supplier=survey.supplier_id,
        questionnaire__title=survey.questionnaire.title,
        state=Survey.State.ACCEPTED,
        year__gt=survey.year,
    ).exists()


def _value(survey, question, row):
    """A number in the question's own unit; of smelters the conformant part, of choices what they earn,
    both in percent."""
    if question.kind == "smelters":
        statuses = list(survey.smelters.filter(question=question).values_list("status", flat=True))
        return 100 * statuses.count("conformant") / max(len(statuses), 1)
    if question.kind == "number":
        return float(number_of(expected(question), given(row)))
    return float(100 * share(question.asked(), row.value))
