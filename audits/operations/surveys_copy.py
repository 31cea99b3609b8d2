"""Take over last year's accepted answers."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Answer
from ..queries.surveys import (
    answers_by_key,
    expected,
    given,
    last_accepted,
    last_answers,
    questions_of,
)
from ..rules import answers as rules
from ..rules.answers import NotAnAnswer
from .surveys_answers import hold, row_of, touch, write


@transaction.atomic
def copy_answers(*, survey, by, at):
    """Take over last year's accepted answers wherever nothing is answered yet and the answer still fits;
    smelters too. Explanations and files belong to their year. Returns how many questions got one."""
    hold(survey, by)
    before = last_accepted(survey)
    if before is None:
        raise NotNow(_("There are no accepted answers of an earlier year to copy."))
    known, old = answers_by_key(survey), last_answers(before)
    rows = []
    for question in questions_of(survey):
        row = known.get(question.key)
        source = old.get(question.key)
        if source is None or (row and (row.value or row.not_applicable)):
            continue
        fits = source.question.kind == question.kind and _still_fits(question, source)
        if fits:
            rows.append(row_of(survey, question, row, fits, by=by, at=at, copied_from=source))
    count = len(rows) + _copy_smelters(survey, before, known, old, by=by, at=at)
    write(rows)
    record("audits.survey.copied", survey, by=by, at=at, answers=count, year=before.year)
    return count


def _still_fits(question, source):
    try:
        answer = rules.checked(expected(question), replace(given(source), explanation=""))
    except NotAnAnswer:
        return None
    return answer if answer.value or answer.not_applicable else None


def _copy_smelters(survey, before, known, old, *, by, at):
    """The lists of smelters that are still empty here and counted then; how many were filled."""
    filled = 0
    for question in questions_of(survey):
        row, source = known.get(question.key), old.get(question.key)
        if question.kind != "smelters" or (row and (row.value or row.not_applicable)):
            continue
        if source is None or not source.value:
            continue
        rows = list(before.smelters.filter(question__key=question.key))
        if not rows:
            continue
        for row in rows:
            row.pk, row._state.adding, row.survey, row.question = None, True, survey, question
        type(rows[0]).objects.bulk_create(rows)
        answer = touch(survey, question, len(rows), by=by, at=at)
        Answer.objects.filter(pk=answer.pk).update(copied_from=source)
        filled += 1
    return filled
