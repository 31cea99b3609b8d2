"""An attempt at a quiz: drawn, answered once, judged."""

import random

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Attempt
from ..queries.learning import progress, questions_in_use
from ..rules import quiz as rules
from .courses import complete_course

_CHANCE = random.SystemRandom()


@transaction.atomic
def start_attempt(course, *, supplier, by, at, chance=_CHANCE):
    """The person's open attempt, or a new one; `chance` draws the questions."""
    now = progress(course, by, on=timezone.localdate(at))
    if now.open_attempt is not None:
        return now.open_attempt
    if now.step != "quiz":
        raise NotNow(_refusal(now))
    asked = rules.drawn(bank_of(course), course.questions_asked, chance)
    try:
        with transaction.atomic():
            return Attempt.objects.create(
                course=course, user=by, supplier=supplier, asked=asked, started_at=at
            )
    except IntegrityError:  # a second press of the button was first
        return Attempt.objects.get(course=course, user=by, finished_at=None)


def bank_of(course):
    """The questions in use as plain data, see rules/quiz.py."""
    questions = questions_in_use(course).prefetch_related("choices")
    return [
        {
            "id": question.pk,
            "text": question.text,
            "explanation": question.explanation,
            "choices": [
                {"id": choice.pk, "text": choice.text, "right": choice.is_right}
                for choice in question.choices.all()
            ],
        }
        for question in questions
    ]


def _refusal(now):
    """Why no attempt can be started."""
    if now.step == "read":
        return _("Read every lesson first; then the quiz opens.")
    if now.step == "used_up":
        text = ngettext(
            "You have used the %(n)d attempt there is. Please ask procurement for another one.",
            "You have used all %(n)d attempts. Please ask procurement for another one.",
            now.attempts_allowed,
        )
        return text % {"n": now.attempts_allowed}
    if now.step == "done":
        return _("You have already completed this course.")
    return _("There is no quiz to take here.")


@transaction.atomic
def finish_attempt(attempt, answers, *, supplier, by, at):
    """Judge the answers, {question id: ids of choices}; once. Passing completes the course, for the
    supplier the person is with now, when every lesson is read. ValidationError for answers to what was not asked."""
    try:
        asked = rules.answered(attempt.asked, answers)
    except ValueError as error:
        raise ValidationError(
            _(
                "These answers do not belong to these questions. Load the page anew and answer again."
            )
        ) from error
    course, score = attempt.course, rules.score(asked)
    passed = score >= course.pass_mark
    kept = {"asked": asked, "score": score, "passed": passed, "finished_at": at}
    if Attempt.objects.filter(pk=attempt.pk, finished_at=None).update(**kept) != 1:
        raise NotNow(_("This attempt is finished already; its answers stay as they are."))
    verb = "passed" if passed else "failed"
    record(f"training.quiz.{verb}", course, by=by, at=at, score=score)
    if passed and progress(course, by, on=timezone.localdate(at)).step == "complete":
        complete_course(course, supplier=supplier, by=by, at=at)
    attempt.refresh_from_db()
    return attempt
