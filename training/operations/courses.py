"""Views and completions of courses."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import (
    Completion,
    LessonView,
)


@transaction.atomic
def view_lesson(lesson, *, supplier, by, at, on):
    """Count a view once per person, lesson and day (`on`). Returns whether it was new."""
    _row, new = LessonView.objects.get_or_create(
        lesson=lesson, user=by, viewed_on=on, defaults={"supplier": supplier}
    )
    return new


@transaction.atomic
def complete_course(course, *, supplier, by, at):
    """Complete a course once every lesson of it was viewed."""
    unread = course.lessons.exclude(views__user=by).count()
    if unread or not course.lessons.exists():
        raise NotNow(_("%(count)d lesson(s) are still unread.") % {"count": unread})
    try:
        with transaction.atomic():
            row = Completion.objects.create(
                course=course, user=by, supplier=supplier, completed_at=at
            )
    except IntegrityError as error:
        raise NotNow(_("You have already completed this course.")) from error
    record("training.course.completed", course, by=by, at=at, supplier=supplier.code)
    return row
