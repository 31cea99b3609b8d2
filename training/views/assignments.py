"""Courses suppliers are to take: their own page, everybody's list, giving by hand, lifting."""

import datetime as dt

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from sustainportal.accounts.roles import Role
from sustainportal.web.pages import ChangePage, ListPage, NewPage, Permitted

from ..filters_assignment import AssignmentFilter
from ..forms_assignment import AssignForm, LiftForm
from ..models import CourseAssignment
from ..operations import assignment as operations
from ..queries.assignment import assignments, completed_by, to_take
from ..queries.courses import taken_as
from ..queries.recurrence import found_again, with_recurrence
from ..wording_assignment import why_words
from ..workbooks.assignment import ASSIGNMENT_COLUMNS

DONE = 20  # completed courses shown below what is to take


class ToTakeList(Permitted, TemplateView):
    """What a supplier's person is to take, in their language, and what their company completed."""

    permission = "training.take_course"
    template_name = "training/assignment_to_take.html"

    def get_context_data(self, **kwargs):
        person = self.request.user
        lines = to_take(person, get_language(), on=timezone.localdate())
        for row in (row for line in lines for row in line.reasons):
            row.why_words = why_words(row)
        done = assignments(person).exclude(completed_at=None).order_by("-completed_at", "-pk")
        done = list(done[:DONE])
        for row in done:
            row.why_words = why_words(row)
        return super().get_context_data(
            lines=lines,
            done=done,
            by_whom=self.by_whom(done),
            lifted=assignments(person).exclude(lifted_at=None).order_by("-lifted_at")[:DONE],
            **kwargs,
        )

    def by_whom(self, done):
        """[(assignment, course in the reader's language, who completed it)]."""
        people = completed_by(done) if done else {}
        own = taken_as([row.course for row in done], get_language())
        return [(row, own[row.course_id], people[row.pk]) for row in done]


class AssignmentList(ListPage):
    """Every assignment a person may see, with what was found since; a supplier's people have their own page."""

    permission = "training.read_assignment"
    template_name = "training/assignment_list.html"
    filterset_class = AssignmentFilter
    columns = ASSIGNMENT_COLUMNS
    export_name = "assigned-courses"
    default_sort = "state"
    keeps_views = True
    sorts = {
        "state": ("is_over", "due_on"),  # what is open first, of that the overdue
        "supplier": ("supplier__name",),
        "course": ("course__title",),
        "due": ("due_on",),
        "assigned": ("assigned_at",),
    }

    def get(self, request, *args, **kwargs):
        if request.user.role == Role.SUPPLIER:
            return HttpResponseRedirect(reverse("training:to_take"))
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        over = Q(completed_at__isnull=False) | Q(lifted_at__isnull=False)
        rows = assignments(self.request.user).with_late(timezone.localdate())
        return with_recurrence(rows.annotate(is_over=over))

    def get_context_data(self, **kwargs):
        context, today = super().get_context_data(**kwargs), timezone.localdate()
        rows = found_again(list(context["object_list"]), self.request.user)
        for row in rows:
            row.why_words, row.state = why_words(row), state_of(row)
            row.days_words = days_words(row, today)
        return context | {"object_list": rows}


def state_of(row):
    if row.completed_at:
        return "completed"
    if row.lifted_at:
        return "lifted"
    return "overdue" if row.is_late else "open"


def days_words(row, today):
    """For how long one has looked whether the finding came again."""
    n = (today - row.since).days
    if row.completed_at:
        text = ngettext("%(n)d day since completion", "%(n)d days since completion", n)
    else:
        text = ngettext("%(n)d day since assignment", "%(n)d days since assignment", n)
    return text % {"n": n}


class Assign(NewPage):
    """By hand: `?course=3&supplier=M-001` begins with these."""

    permission = "training.assign_course"
    form_class = AssignForm
    title = gettext_lazy("Assign a course")
    intro = gettext_lazy(
        "The suppliers' people are told at once. Whoever has the course open already keeps what they have."
    )
    submit_label = gettext_lazy("Assign")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self):
        asked, later = self.request.GET, timezone.localdate() + dt.timedelta(days=60)
        return {
            "course": asked.get("course", ""),
            "codes": asked.get("supplier", "").replace("\0", ""),
            "due_on": later,
        }

    def cancel_address(self):
        return reverse("training:assignment_list")

    def change(self, form):
        kept, chosen = form.cleaned_data, form.supplier_ids(self.request.user)
        count = operations.assign_by_hand(
            course=kept["course"], suppliers=chosen, due_on=kept["due_on"], why=kept["why"],
            by=self.request.user, at=timezone.now(),
        )  # fmt: skip
        text = ngettext(
            "%(n)d supplier is asked to take it.", "%(n)d suppliers are asked to take it.", count
        )
        words = [text % {"n": count}]
        if len(chosen) > count:
            text = ngettext(
                "%(n)d has it open, or everybody there has completed it.",
                "%(n)d have it open, or everybody there has completed it.",
                len(chosen) - count,
            )
            words.append(text % {"n": len(chosen) - count})
        messages.success(self.request, " ".join(words))
        return self.cancel_address()


class AssignmentLift(ChangePage):
    permission = "training.assign_course"
    model = CourseAssignment
    form_class = LiftForm
    submit_label = gettext_lazy("Lift")
    success_message = gettext_lazy("The supplier need not take this course any more.")

    def get_queryset(self):
        return assignments(self.request.user)

    def get_context_data(self, **kwargs):
        words = {"course": self.object.course.title, "supplier": self.object.supplier.name}
        text = _("“%(course)s” is assigned to %(supplier)s. The reason is kept with it.")
        return super().get_context_data(
            title=_("Lift an assigned course"), intro=text % words, **kwargs
        )

    def cancel_address(self):
        return reverse("training:assignment_list")

    def change(self, form):
        operations.lift_assignment(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
        return self.cancel_address()
