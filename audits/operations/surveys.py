"""Hand surveys in and judge them.

`seen` is the survey's last step as the person saw it (`Survey.last_step`): if it was moved meanwhile, the
second is told, and nobody judges answers they have not read.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.operations import record

from .. import notices
from ..models import Survey, SurveyStep
from ..queries.surveys import (
    answers_by_key,
    expected,
    given,
    is_answered,
    last_accepted,
    problems_of,
    questions_of,
)
from ..rules import survey as rules
from ..rules.answers import number_of
from ..wording_surveys import problem_text
from .programme import survey_done, survey_reopened
from .readings import post_survey_readings, withdraw_survey_readings
from .surveys_answers import Stale, keep, not_now


@transaction.atomic
def submit_survey(*, survey, answers=None, seen=None, by, at):
    """Hand the answers in, together with these (see save_answers). A question left open earns nothing;
    "not applicable" is an answer. ValidationError names everything that is missing, by question key."""
    kept = keep(survey, answers or {}, seen or {}, by=by, at=at)
    if kept.stale:
        raise Stale(kept.stale)
    if not any(is_answered(row) for row in answers_by_key(survey).values()):
        raise ValidationError(_("Please answer at least one question."))
    if missing := missing_texts(survey):
        raise ValidationError(missing)
    _claim(survey, "submit", by=by, at=at, submitted_at=at, submitted_by=by)
    _step(survey, "submit", "", by=by, at=at)
    notices.survey_submitted(survey, at=at)
    return survey


def missing_texts(survey):
    """{question key: [sentence]} of what keeps the survey from being handed in."""
    before, found = last_accepted(survey), {}
    year = before.year if before else ""
    for question, problem in problems_of(survey):
        found.setdefault(question.key, []).append(problem_text(problem, question, year))
    return found


@transaction.atomic
def request_changes(*, survey, remark, due_on=None, seen=None, by, at):
    """Send an answered survey back with what to change, by a new day (None: it keeps its own)."""
    _remarked(remark)
    day = _new_day(survey, due_on, at)
    _seen(survey, seen)
    _claim(survey, "request_changes", by=by, at=at, due_on=day)
    _step(survey, "request_changes", remark, by=by, at=at, due_on=day)
    notices.survey_returned(survey, remark, at=at)
    return survey


@transaction.atomic
def accept_survey(*, survey, seen=None, by, at):
    """Accept the answers: the score is computed, kept, and posted to risk with the answers that are
    readings themselves."""
    _seen(survey, seen)
    if survey.submitted_by_id == by.pk:
        raise NotYours(_("Whoever answered a survey cannot accept it."))
    score = score_of(survey)
    _claim(
        survey, "accept", by=by, at=at,
        accepted_at=at, accepted_by=by, score=score.score, score_parts=score.as_dict(),
    )  # fmt: skip
    _step(survey, "accept", "", by=by, at=at, score=score.score and str(score.score))
    survey_done(survey, by=by, at=at)
    post_survey_readings(survey, by=by, at=at)
    notices.survey_accepted(survey, at=at)
    return survey


@transaction.atomic
def reopen_survey(*, survey, remark, due_on=None, seen=None, by, at):
    """Open an accepted survey again, by a new day (None: it keeps its own); its score and readings are
    taken back until it is accepted anew."""
    _remarked(remark)
    day = _new_day(survey, due_on, at)
    _seen(survey, seen)
    was = str(survey.score)
    _claim(
        survey, "reopen", by=by, at=at,
        accepted_at=None, accepted_by=None, score=None, score_parts={}, due_on=day,
    )  # fmt: skip
    survey_reopened(survey, by=by, at=at)
    withdraw_survey_readings(survey, by=by, at=at)
    _step(survey, "reopen", remark, by=by, at=at, score_before=was, due_on=day)
    notices.survey_returned(survey, remark, at=at)
    return survey


def score_of(survey):
    """What the answers score now."""
    questions, answers = questions_of(survey), answers_by_key(survey)
    values = {}
    for question in questions:
        row = answers.get(question.key)
        number = number_of(expected(question), given(row))
        values[question.key] = str(number) if number is not None else given(row).value
    return rules.survey_score(
        [question.asked() for question in questions],
        values,
        {key for key, row in answers.items() if row.not_applicable},
    )


def _seen(survey, seen):
    """The row is held; NotNow if the survey has moved since the step the person saw."""
    held = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if seen is not None and seen != held.last_step():
        raise NotNow(not_now(survey))


def _claim(survey, verb, *, by, at, **fields):
    sources, target, _remark = rules.MOVES[verb]
    survey.came_from = survey.state
    moved = Survey.objects.filter(pk=survey.pk, state=survey.state, state__in=sources)
    if moved.update(state=target, **fields) != 1:
        raise NotNow(not_now(survey))
    for name, value in {"state": target, **fields}.items():
        setattr(survey, name, value)


def _step(survey, verb, remark, *, by, at, **told):
    SurveyStep.objects.create(
        survey=survey,
        verb=verb,
        from_state=survey.came_from,
        to_state=survey.state,
        remark=remark,
        by=by,
        at=at,
    )
    record(f"audits.survey.{verb}", survey, by=by, at=at, remark=remark, **told)


def _new_day(survey, due_on, at):
    if due_on is not None and due_on < timezone.localdate(at):
        raise ValidationError({"due_on": _("This day has passed already.")})
    return due_on or survey.due_on


def _remarked(remark):
    if not remark.strip():
        raise ValidationError(_("Please write a remark, so that the other side knows why."))
