"""The audit programme: what the due list asks of a year, and what has become of it."""

import datetime as dt

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.queries import latest
from sustainportal.web.pages import ChangePage, DetailPage, ListPage, Permitted

from ..filters import ProgrammeFilter
from ..forms.audits import DateInput
from ..models import ProgrammeItem
from ..operations.programme import mark_done
from ..queries.programme import programme_figures, programme_rows, survey_suppliers
from ..rules.programme import SUPERVISION, SURVEY, kinds_for
from ..tasks import TAKE_UP
from ..workbooks import PROGRAMME_COLUMNS

FIRST_YEAR = 2000
WITH_NAMES = ProgrammeItem.objects.select_related("due_item__supplier", "due_item__due_list")


class ProgrammeIndex(Permitted):
    """The door in the menu: this year's programme."""

    permission = "audits.read_programme"

    def get(self, request):
        return redirect("audits:programme_year", timezone.localdate().year)


class ProgrammeYear(ListPage):
    permission = "audits.read_programme"
    template_name = "audits/programme_year.html"
    filterset_class = ProgrammeFilter
    columns = PROGRAMME_COLUMNS
    default_sort = "quarter"
    sorts = {
        "quarter": ("due_item__quarter", "due_item__position"),
        "supplier": ("due_item__supplier__name", "due_item__quarter"),
        "kind": ("due_item__kind", "due_item__quarter", "due_item__position"),
        "state": ("state", "due_item__quarter", "due_item__position"),
    }

    @cached_property
    def year(self):
        year = self.kwargs["year"]
        if not FIRST_YEAR <= year <= timezone.localdate().year + 1:
            raise Http404
        return year

    @property
    def export_name(self):
        return f"programme-{self.year}"

    def get_queryset(self):
        return programme_rows(self.year, timezone.localdate()).visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        figures = programme_figures(self.year, today)
        names = ("items", "open", "planned", "done", "late")
        total = {name: sum(row[name] for row in figures) for name in names}
        quarter = (today.month - 1) // 3 + 1
        return super().get_context_data(
            year=self.year,
            before=self.year - 1,
            after=self.year + 1 if self.year <= today.year else None,
            figures=figures,
            total=total,
            percent=total["done"] * 100 // total["items"] if total["items"] else 0,
            job=latest(TAKE_UP, year=self.year),
            to_send=survey_suppliers(self.year, quarter).count() if self.year == today.year else 0,
            quarter=quarter,
            survey=SURVEY,
            supervision=SUPERVISION,
            **kwargs,
        )


class ProgrammePlan(DetailPage):
    """At which site? A supplier with one site leads straight to the form; a survey to its own."""

    permission = "audits.plan_audit"
    template_name = "audits/programme_plan.html"
    queryset = WITH_NAMES

    def get(self, request, *args, **kwargs):
        due = self.object.due_item
        if due.kind == SURVEY:
            words = f"?programme={due.due_list_id}&quarter={due.quarter}"
            return redirect(reverse("audits:survey_assign") + words)
        if due.kind == SUPERVISION:
            return redirect("audits:programme_done", self.object.pk)
        if len(self.sites) == 1:
            return redirect(self.sites[0].address)
        return super().get(request, *args, **kwargs)

    @cached_property
    def sites(self):
        sites = list(self.object.due_item.supplier.sites.select_related("country"))
        for site in sites:
            site.address = (
                f"{reverse('audits:audit_plan_site', args=[site.pk])}?programme={self.object.pk}"
            )
        return sites

    def get_context_data(self, **kwargs):
        return super().get_context_data(sites=self.sites, **kwargs)


class DoneForm(forms.Form):
    on = forms.DateField(label=_("Done on"), widget=DateInput)
    remark = forms.CharField(label=_("What was done?"), max_length=300)


class ProgrammeDone(ChangePage):
    """Supervision: a person says when it was done, and what."""

    permission = "audits.plan_audit"
    queryset = WITH_NAMES
    form_class = DoneForm
    title = _("Mark as done")
    submit_label = _("Mark as done")
    success_message = _("It is done; the due list says so too.")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"intro": str(self.object)} | kwargs)

    def cancel_address(self):
        return reverse("audits:programme_year", args=[self.object.due_item.due_list_id])

    def change(self, form):
        mark_done(item=self.object, by=self.request.user, at=now(), **form.cleaned_data)
        return self.cancel_address()


def plan_words(item, today):
    """What the form of an audit begins with when it comes from the programme: a fitting kind, and the first
    day of its quarter or two weeks from now."""
    due = item.due_item
    first = dt.date(due.due_list_id, 3 * due.quarter - 2, 1) if due.quarter else today
    return {
        "kind": next(iter(kinds_for(due.kind, remote=due.remote)), ""),
        "planned_on": max(first, today + dt.timedelta(days=14)),
    }
