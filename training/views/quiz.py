"""Taking a quiz: start, answer, see the result."""

from django.contrib import messages
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.web.pages import ActOnOne, ChangePage

from ..forms_quiz import QuizForm
from ..models import Attempt
from ..operations.quiz import finish_attempt, start_attempt
from ..queries.learning import progress
from ..queries.shelf import visible_courses
from ..rules.quiz import is_right, right_ids
from .attendance import own_supplier


class QuizStart(ActOnOne):
    """A new attempt, or the one that is still open."""

    permission = "training.take_course"

    def get_queryset(self):
        return visible_courses(self.request.user)

    def act(self):
        return start_attempt(
            self.object,
            supplier=own_supplier(self.request.user),
            by=self.request.user,
            at=timezone.now(),
        )


class AttemptDetail(ChangePage):
    """One's own attempt: its questions while it is open, its result afterwards."""

    permission = "training.take_course"
    form_class = QuizForm

    def get_queryset(self):
        return Attempt.objects.filter(user=self.request.user).select_related("course")

    def get_template_names(self):
        finished = self.object.finished_at is not None
        return ["training/quiz_result.html" if finished else "training/quiz.html"]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"asked": self.object.asked}

    def post(self, request, *args, **kwargs):
        if self.object.finished_at is not None:
            raise NotNow(_("This attempt is finished already; its answers stay as they are."))
        return super().post(request, *args, **kwargs)

    def change(self, form):
        now = timezone.now()
        user = self.request.user
        attempt = finish_attempt(
            self.object, form.answers(), supplier=own_supplier(user), by=user, at=now
        )
        done = Q(completed_at=now) | Q(renewed_at=now)
        if attempt.course.completions.filter(done, user=attempt.user).exists():
            messages.success(
                self.request, _("You have completed the course. Your certificate is ready.")
            )
        return attempt

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.object.finished_at is None:
            return context
        now = progress(self.object.course, self.request.user, on=timezone.localdate())
        return context | {"progress": now, "lines": result_lines(self.object)}


def result_lines(attempt):
    """What a person learns of each question: while the quiz is not passed only whether it was right,
    otherwise a second attempt would be copied from the first."""
    lines = []
    for question in attempt.asked:
        chosen = set(question["answer"] or ())
        line = {"text": question["text"], "right": is_right(question)}
        line["chosen"] = [c["text"] for c in question["choices"] if c["id"] in chosen]
        if attempt.passed:
            right = set(right_ids(question))
            line["answer"] = [c["text"] for c in question["choices"] if c["id"] in right]
            line["explanation"] = question["explanation"]
        lines.append(line)
    return lines
