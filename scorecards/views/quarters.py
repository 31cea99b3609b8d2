"""Quarters: the list, one quarter with what is missing, computing and publishing it."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.rules import quarters
from sustainportal.accounts.roles import Role
from sustainportal.jobs.operations import ask
from sustainportal.jobs.queries import latest
from sustainportal.web.pages import ActOnOne, ChangePage, ListPage, NewPage

from .. import operations
from ..filters import CardFilter
from ..forms import QuarterForm
from ..models import Quarter, Scorecard
from ..queries.cards import (
    figures_after,
    grade_counts,
    missing_figures,
    quarters_with_counts,
    suppliers_of,
)
from ..rules.scorecard import NOT_GRADED
from ..wording import dimension_name
from ..workbooks import CARD_COLUMNS


def grade_bars(counts):
    """[(grade or "", count, percent)] in the order of the grades, not graded last."""
    total = sum(counts.values())
    order = sorted(counts, key=lambda grade: (grade == NOT_GRADED, grade))
    return [
        ("" if g == NOT_GRADED else g, counts[g], round(100 * counts[g] / total, 1)) for g in order
    ]


class QuarterList(ListPage):
    permission = "scorecards.read_quarter"
    template_name = "scorecards/quarter_list.html"
    sorts = {"quarter": ("code",)}
    default_sort = "-quarter"

    def get_queryset(self):
        return quarters_with_counts(Quarter.objects.visible_to(self.request.user))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        counts = grade_counts([row.pk for row in context["object_list"]])
        for row in context["object_list"]:
            row.grades = grade_bars(counts.get(row.pk, {}))
        return context


class QuarterNew(NewPage):
    permission = "scorecards.compute_quarter"
    form_class = QuarterForm
    title = _("Open a quarter")
    submit_label = _("Open a quarter")

    def change(self, form):
        code = form.cleaned_data["quarter"]
        return operations.open_quarter(code, by=self.request.user, at=timezone.now())


class QuarterDetail(ListPage):
    """One quarter: its state, what is missing, and its cards as a list."""

    permission = "scorecards.read_quarter"
    template_name = "scorecards/quarter_detail.html"
    filterset_class = CardFilter
    columns = CARD_COLUMNS
    sorts = {
        "supplier": ("supplier__name",),
        "grade": ("grade", "-score"),
        "score": ("score",),
        "coverage": ("coverage",),
    }
    default_sort = "supplier"

    @cached_property
    def quarter(self):
        visible = Quarter.objects.visible_to(self.request.user)
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @property
    def export_name(self):
        return f"scorecards-{self.quarter.pk}"

    def get_queryset(self):
        cards = Scorecard.objects.filter(quarter=self.quarter).select_related("supplier")
        return cards.visible_to(self.request.user).defer("parts")

    def get_context_data(self, **kwargs):
        quarter = self.quarter
        extra = {
            "quarter": quarter,
            "grades": grade_bars(grade_counts([quarter.pk]).get(quarter.pk, {})),
            "orders": quarter.allocations.current().count() if quarter.is_published else 0,
        }
        if self.request.user.role != Role.SALES:
            extra |= self._work(quarter)
        return super().get_context_data(**extra, **kwargs)

    def _work(self, quarter):
        """What those who work on the quarter see beside the cards."""
        missing = {} if quarter.is_published else missing_figures(quarter.pk)
        return {
            "supplier_count": suppliers_of(quarter.pk).count(),
            "missing": [(dimension_name(code), count) for code, count in missing.items() if count],
            "later": figures_after(quarter) if not quarter.is_published else 0,
            "computing": latest("scorecards.compute_quarter", quarter=quarter.pk),
            "allocating": latest("scorecards.allocate", quarter=quarter.pk),
        }


class QuarterCompute(ActOnOne):
    permission = "scorecards.compute_quarter"
    model = Quarter

    def act(self):
        ask(
            "scorecards.compute_quarter",
            by=self.request.user,
            at=timezone.now(),
            quarter=self.object.pk,
        )
        messages.info(
            self.request, gettext("The quarter is being computed; the progress is below.")
        )
        return self.object


class QuarterAllocate(ActOnOne):
    permission = "scorecards.allocate"
    model = Quarter

    def act(self):
        operations.published_quarter(self.object.pk)
        ask("scorecards.allocate", by=self.request.user, at=timezone.now(), quarter=self.object.pk)
        messages.info(self.request, gettext("Orders are being recommended; the progress is below."))
        return self.object


class QuarterPublish(ChangePage):
    permission = "scorecards.publish_quarter"
    model = Quarter
    form_class = forms.Form
    submit_label = _("Publish for good")
    success_message = _("Published. The suppliers are told.")
    intro = _(
        "Publishing freezes every scorecard of this quarter: nothing can change them afterwards."
        " The suppliers see their own cards, sales sees all."
    )

    def get_context_data(self, **kwargs):
        title = gettext("Publish %(quarter)s") % {"quarter": self.object}
        last = quarters.last_day(self.object.pk)
        running = gettext("The quarter runs until %(day)s: what comes later will not count.")
        intro = str(self.intro)
        if last >= timezone.localdate():
            intro = f"{intro} {running % {'day': date_format(last)}}"
        return super().get_context_data(**{"title": title, "intro": intro} | kwargs)

    def change(self, form):
        return operations.publish_quarter(
            quarter=self.object, by=self.request.user, at=timezone.now()
        )
