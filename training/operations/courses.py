"""Views and completions of courses."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Completion, LessonView
from ..queries.learning import progress
from ..rules.certificates import valid_until
from .assignment import complete_assignments


@transaction.atomic
def view_lesson(lesson, *, supplier, by, at, on, campaign=None):
    """Count a view once per person, lesson and day (`on`). Returns whether it was new."""
    _row, new = LessonView.objects.get_or_create(
        lesson=lesson,
        user=by,
        viewed_on=on,
        defaults={"supplier": supplier, "campaign": campaign},
    )
    return new


@transaction.atomic
def complete_course(course, *, supplier, by, at):
    """Complete a course once every lesson was viewed and its quiz passed; anew when the certificate ends."""
    day = timezone.localdate(at)
    now = progress(course, by, on=day)
    if refusal := _refusal(now):
        raise NotNow(refusal)
    said = {
        "valid_until": valid_until(day, course.valid_months),
        "name": by.get_full_name(),
        "score": now.passed.score if now.passed else None,
        "supplier": supplier,
    }
    row = _renewed(now.completion, said, at) if now.completion else _completed(course, by, said, at)
    record("training.course.completed", course, by=by, at=at, supplier=supplier.code)
    complete_assignments(course=course, supplier=supplier, by=by, at=at)
    return row


def _refusal(now):
    """Why the course cannot be completed yet; empty when it can."""
    if now.step == "done":
        return _("You have already completed this course.")
    if now.unread:
        count = len(now.unread)
        text = ngettext(
            "%(count)d lesson is still unread.", "%(count)d lessons are still unread.", count
        )
        return text % {"count": count}
    if now.step == "empty":
        return _("This course has no lessons yet.")
    return "" if now.step == "complete" else _("Pass the quiz first.")


def _completed(course, person, said, at):
    try:
        with transaction.atomic():
            return Completion.objects.create(course=course, user=person, completed_at=at, **said)
    except IntegrityError as error:
        raise NotNow(_("You have already completed this course.")) from error


def _renewed(completion, said, at):
    """The same certificate with a new end; its code and the day of the first completion stay."""
    same = Completion.objects.filter(pk=completion.pk, renewed_at=completion.renewed_at)
    if same.update(renewed_at=at, **said) != 1:
        raise NotNow(_("You have already completed this course."))
    completion.refresh_from_db()
    return completion
