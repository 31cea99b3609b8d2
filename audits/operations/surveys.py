"""Put surveys to suppliers, take their answers, judge them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role
from sustainportal.trail.operations import entry, record, record_many

from .. import notices
from ..models import Answer, Survey, SurveyStep
from ..rules import survey as rules
from .programme import survey_done, survey_reopened, tie_surveys
from .readings import post_survey_score


@transaction.atomic
def assign_surveys(*, questionnaire, suppliers, year, due_on, by, at):
    """Put a questionnaire to these suppliers; who has it already for this year keeps what they have.
    Returns the new surveys."""
    have = set(
        Survey.objects.filter(questionnaire=questionnaire, year=year).values_list(
            "supplier", flat=True
        )
    )
    surveys = Survey.objects.bulk_create(
        Survey(
            questionnaire=questionnaire,
            supplier=supplier,
            year=year,
            due_on=due_on,
            assigned_at=at,
            assigned_by=by,
        )
        for supplier in suppliers
        if supplier.pk not in have
    )
    record_many(
        [
            entry("audits.survey.assigned", survey, by=by, at=at, year=year, due_on=due_on)
            for survey in surveys
        ]
    )
    tie_surveys(surveys)
    for survey in surveys:
        notices.survey_assigned(survey, at=at)
    return surveys


@transaction.atomic
def save_answers(*, survey, answers, by, at):
    """Keep answers (question key -> text, or None for "not applicable") without handing them in."""
    _own(survey, by)
    if survey.state != Survey.State.CHANGES_REQUESTED:
        _claim(survey, "save", by=by, at=at)
    elif Survey.objects.filter(pk=survey.pk, state=survey.state).update(state=survey.state) != 1:
        raise NotNow(_not_now(survey))  # else the row is held: nobody hands in or accepts meanwhile
    changed = _keep(survey, answers, by=by, at=at)
    if changed:
        record("audits.survey.saved", survey, by=by, at=at, answers=sorted(changed))
    return survey


@transaction.atomic
def submit_survey(*, survey, answers, by, at):
    """Hand the answers in. A question left open earns nothing; "not applicable" is an answer."""
    _own(survey, by)
    if not any(value is None or value.strip() for value in answers.values()):
        raise ValidationError(_("Please answer at least one question."))
    _claim(survey, "submit", by=by, at=at, submitted_at=at, submitted_by=by)
    _keep(survey, answers, by=by, at=at)
    _step(survey, "submit", "", by=by, at=at)
    notices.survey_submitted(survey, at=at)
    return survey


@transaction.atomic
def request_changes(*, survey, remark, by, at):
    """Send an answered survey back with what to change."""
    _remarked(remark)
    _claim(survey, "request_changes", by=by, at=at)
    _step(survey, "request_changes", remark, by=by, at=at)
    notices.survey_returned(survey, remark, at=at)
    return survey


@transaction.atomic
def accept_survey(*, survey, by, at):
    """Accept the answers: the score is computed, kept, and posted to risk."""
    if survey.submitted_by_id == by.pk:
        raise NotYours(_("Whoever answered a survey cannot accept it."))
    score = score_of(survey)
    _claim(
        survey, "accept", by=by, at=at,
        accepted_at=at, accepted_by=by, score=score.score, score_parts=score.as_dict(),
    )  # fmt: skip
    _step(survey, "accept", "", by=by, at=at, score=score.score and str(score.score))
    survey_done(survey, by=by, at=at)
    post_survey_score(survey, by=by, at=at)
    notices.survey_accepted(survey, at=at)
    return survey


@transaction.atomic
def reopen_survey(*, survey, remark, by, at):
    """Open an accepted survey again; its score is taken back until it is accepted anew."""
    _remarked(remark)
    was = str(survey.score)
    _claim(
        survey, "reopen", by=by, at=at,
        accepted_at=None, accepted_by=None, score=None, score_parts={},
    )  # fmt: skip
    survey_reopened(survey, by=by, at=at)
    _step(survey, "reopen", remark, by=by, at=at, score_before=was)
    notices.survey_returned(survey, remark, at=at)
    return survey


def score_of(survey):
    """What the answers score now."""
    answers = {row.question.key: row for row in survey.answers.select_related("question")}
    return rules.survey_score(
        [question.asked() for question in survey.questionnaire.questions.all()],
        {key: row.value for key, row in answers.items()},
        {key for key, row in answers.items() if row.not_applicable},
    )


def _keep(survey, answers, *, by, at):
    """Write what differs; returns the keys. Values that no question could have are refused."""
    questions = {q.key: q for q in survey.questionnaire.questions.all()}
    known = {row.question_id: row for row in survey.answers.all()}
    errors, rows = {}, {}
    for key, value in answers.items():
        question = questions[key]
        try:
            text = _checked(question, value)
        except ValidationError as error:
            errors[key] = error
            continue
        kept = known.get(question.pk)
        if kept is None or (kept.value, kept.not_applicable) != (text, value is None):
            rows[key] = Answer(
                survey=survey,
                question=question,
                value=text,
                not_applicable=value is None,
                answered_at=at,
                answered_by=by,
            )
    if errors:
        raise ValidationError(errors)
    Answer.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["survey", "question"],
        update_fields=["value", "not_applicable", "answered_at", "answered_by"],
    )
    return set(rows)


def _checked(question, value):
    if value is None:
        if not question.may_not_apply:
            raise ValidationError(_("This question applies to everyone."))
        return ""
    text = value.strip()
    if text and question.kind != "text":
        try:
            rules.share(question.asked(), text)
        except (ValueError, ArithmeticError) as error:
            raise ValidationError(_("This is not an answer to this question.")) from error
    return text


def _claim(survey, verb, *, by, at, **fields):
    sources, target, _remark = rules.MOVES[verb]
    survey.came_from = survey.state
    moved = Survey.objects.filter(pk=survey.pk, state=survey.state, state__in=sources)
    if moved.update(state=target, **fields) != 1:
        raise NotNow(_not_now(survey))
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


def _not_now(survey):
    now = Survey.objects.get(pk=survey.pk)
    step = now.steps.select_related("by").last()
    return _("This survey is “%(state)s” by now%(who)s. Open it again and look.") % {
        "state": now.get_state_display(),
        "who": f" ({step.by})" if step else "",
    }


def _remarked(remark):
    if not remark.strip():
        raise ValidationError(_("Please write a remark, so that the other side knows why."))


def _own(survey, person):
    own = Survey.objects.visible_to(person).filter(pk=survey.pk)
    if person.role != Role.SUPPLIER or not own.exists():
        raise NotYours(_("A survey is answered by the supplier's own people."))
