"""How far a person is with a course: what is read, the quiz, the certificate, and what comes next."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from ..models import Attempt, Completion, Lesson
from ..rules.certificates import holds, renewal_from
from ..rules.quiz import attempts_left


@dataclass(frozen=True)
class Progress:
    """`since`: the day from which lessons and attempts count, for a renewal; None: all of them."""

    lessons: list[Lesson]
    read: set[int]
    questions: int
    finished: list[Attempt]
    open_attempt: Attempt | None
    completion: Completion | None
    until: dt.date | None
    on: dt.date
    since: dt.date | None
    attempts_allowed: int
    passed: Attempt | None = field(default=None)

    @property
    def unread(self):
        return [lesson for lesson in self.lessons if lesson.pk not in self.read]

    @property
    def done(self):
        """Completed, and not to be done anew."""
        return self.completion is not None and self.since is None

    @property
    def holds(self):
        return self.completion is not None and holds(self.until, self.on)

    @property
    def left(self):
        """Attempts left; None for as many as they like."""
        return attempts_left(self.attempts_allowed, len(self.finished))

    @property
    def step(self):
        """What comes next: empty, done, read, continue, quiz, used_up or complete."""
        if not self.lessons:
            return "empty"
        if self.done:
            return "done"
        if self.unread:
            return "read"
        if self.questions and self.passed is None:
            return self._quiz()
        return "complete"

    def _quiz(self):
        if self.open_attempt is not None:
            return "continue"
        return "used_up" if self.left == 0 else "quiz"


def progress(course, user, *, on):
    """The Progress of one person with one course as of a day; five queries."""
    completion = course.completions.filter(user=user).first()
    until, since = renewal(completion, on)
    views, attempts = {"views__user": user}, course.attempts.filter(user=user).defer("asked")
    if since:
        views["views__viewed_on__gte"] = since
    attempts = list(attempts)
    counting = [a for a in attempts if a.finished_at and (not since or _day(a) >= since)]
    return Progress(
        lessons=list(course.lessons.all()),
        read=set(course.lessons.filter(**views).values_list("pk", flat=True)),
        questions=questions_in_use(course).count(),
        finished=counting,
        open_attempt=next((a for a in attempts if a.finished_at is None), None),
        completion=completion,
        until=until,
        on=on,
        since=since,
        attempts_allowed=course.attempts_allowed,
        passed=next((a for a in counting if a.passed), None),
    )


def questions_in_use(course):
    """The questions of the bank that can be answered."""
    return course.questions.filter(is_active=True, choices__is_right=True).distinct()


def renewal(completion, on):
    """(the last day the certificate holds, the day from which a renewal counts or None for not yet)."""
    if completion is None:
        return None, None
    until = completion.valid_until
    since = renewal_from(timezone.localdate(completion.last_at), until)
    return until, since if since and on >= since else None


def _day(attempt):
    return timezone.localdate(attempt.finished_at)
