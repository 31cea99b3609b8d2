"""Answers: kept one by one or many at once, each against the state its writer saw.

Who saves an answer sends the stamp of what stood there when they opened it. If it has changed since,
the answer is stale: it is not kept, and its writer is shown both. What its writer left as it was is
never stale.
"""

from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role
from sustainportal.trail.operations import record

from ..models import Answer, Survey
from ..queries.surveys import (
    answers_by_key,
    expected,
    given,
    mark,
    questions_of,
)
from ..rules import answers as rules
from ..rules import survey as life
from ..rules.answers import Given, NotAnAnswer
from ..wording_surveys import no_answer_text

UNTOLD = "untold"  # no stamp was sent: whatever stands there is overwritten


class Stale(NotNow):
    """Somebody changed these answers meanwhile; `answers`: key -> Answer as it is now, or None."""

    def __init__(self, answers):
        super().__init__(stale_text(answers))
        self.answers = answers


@dataclass
class Kept:
    """What became of many answers: the keys that changed, and those that were stale and left alone."""

    changed: set = field(default_factory=set)
    stale: dict = field(default_factory=dict)


@transaction.atomic
def save_answers(*, survey, answers, seen=None, by, at):
    """Keep answers without handing them in, all or none. `answers`: question key -> Given, or text, or
    None for "not applicable"; `seen`: key -> stamp of what the writer saw (left out: not asked).

    ValidationError names what cannot be an answer, Stale what somebody else changed meanwhile."""
    kept = keep(survey, answers, seen or {}, by=by, at=at)
    if kept.stale:
        raise Stale(kept.stale)
    return survey


@transaction.atomic
def save_answer(*, survey, key, answer, seen, by, at):
    """Keep one answer (a Given) and return it as it stands, None while nobody has answered."""
    save_answers(survey=survey, answers={key: answer}, seen={key: seen}, by=by, at=at)
    return answers_by_key(survey).get(key)


def keep(survey, answers, seen, *, by, at):
    """Write what differs; see save_answers. Stale answers are left as they are and returned. Holds the
    survey's row: writers of one survey come one after the other."""
    hold(survey, by)
    questions = {question.key: question for question in questions_of(survey)}
    if unknown := sorted(set(answers) - set(questions)):
        raise ValidationError(_("There is no such question: %s.") % ", ".join(unknown)[:200])
    wanted = _checked_all(questions, answers)
    known, kept, rows = answers_by_key(survey), Kept(), []
    for key, answer in wanted.items():
        row, saw = known.get(key), seen.get(key, UNTOLD)
        answer = _counted(survey, questions[key], answer)
        if answer == given(row) or (saw != UNTOLD and rules.same(saw, answer)):
            continue
        if saw not in (UNTOLD, mark(row)):
            kept.stale[key] = row
        else:
            rows.append(row_of(survey, questions[key], row, answer, by=by, at=at))
            kept.changed.add(key)
    write(rows)
    if kept.changed:
        record("audits.survey.saved", survey, by=by, at=at, answers=sorted(kept.changed))
    return kept


def hold(survey, by):
    """The survey's row is held and begun, or NotNow; NotYours for who is not one of its people."""
    own = Survey.objects.visible_to(by).filter(pk=survey.pk)
    if by.role != Role.SUPPLIER or not own.exists():
        raise NotYours(_("A survey is answered by the supplier's own people."))
    state = Case(When(state=life.NOT_STARTED, then=Value(life.IN_PROGRESS)), default=F("state"))
    rows = Survey.objects.filter(pk=survey.pk, state__in=life.FILLABLE)
    if rows.update(state=state) != 1:
        raise NotNow(not_now(survey))
    survey.refresh_from_db(fields=["state"])


def touch(survey, question, value, *, by, at):
    """The answer of a counted question (files, smelters) is now this many; returns the Answer."""
    row = Answer.objects.filter(survey=survey, question=question).first()
    text = str(value) if value else ""
    if row is None:
        return Answer.objects.create(
            survey=survey, question=question, value=text, answered_at=at, answered_by=by
        )
    row.value, row.not_applicable, row.copied_from = text, False, None
    row.version, row.answered_at, row.answered_by = row.version + 1, at, by
    row.save()
    return row


def not_now(survey):
    """Why a survey cannot be moved or answered now, with who moved it last."""
    now = Survey.objects.get(pk=survey.pk)
    step = now.steps.select_related("by").last()
    return _("This survey is “%(state)s” by now%(who)s. Open it again and look.") % {
        "state": now.get_state_display(),
        "who": f" ({step.by})" if step else "",
    }


def stale_text(answers):
    """Who changed what meanwhile, a sentence for each."""
    return " ".join(changed_text(key, row) for key, row in answers.items())


def changed_text(key, row):
    if row is None:
        return _("%s was emptied meanwhile.") % key
    return _("%(person)s answered “%(question)s” with “%(answer)s” (%(when)s).") % {
        "person": row.answered_by,
        "question": row.question,
        "answer": row.shown or _("left open"),
        "when": formats.date_format(timezone.localtime(row.answered_at), "SHORT_DATETIME_FORMAT"),
    }


def _checked_all(questions, answers):
    wanted, errors = {}, {}
    for key, answer in answers.items():
        if not isinstance(answer, Given):
            answer = Given(not_applicable=True) if answer is None else Given(answer)
        try:
            wanted[key] = rules.checked(expected(questions[key]), answer)
        except NotAnAnswer as refusal:
            errors[key] = ValidationError(no_answer_text(refusal))
    if errors:
        raise ValidationError(errors)
    return wanted


def _counted(survey, question, answer):
    """Of files and smelters the answer is how many there are."""
    if question.kind not in rules.COUNTED or answer.not_applicable:
        return answer
    rows = survey.files if question.kind == "file" else survey.smelters
    return replace(answer, value=str(rows.filter(question=question).count() or ""))


def row_of(survey, question, row, answer, *, by, at, copied_from=None):
    return Answer(
        survey=survey,
        question=question,
        version=row.version + 1 if row else 1,
        copied_from=copied_from,
        answered_at=at,
        answered_by=by,
        **vars(answer),
    )


def write(rows):
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["survey", "question"],
        update_fields=[
            "value", "not_applicable", "unit", "explanation", "version", "copied_from",
            "answered_at", "answered_by",
        ],
    )  # fmt: skip
