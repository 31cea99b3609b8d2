"""Put a survey to suppliers by a rule: choose, look who it is, send it out."""

import re
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from suppliers.models.due import quarter_end
from sustainportal.jobs.operations import ask
from sustainportal.web.pages import NewPage, Permitted

from .. import operations
from ..forms import AssignForm
from ..queries.programme import survey_suppliers
from ..queries.survey_assign import counted, with_it_already

AT_ONCE = 300  # suppliers; more are sent their survey by a worker
SHOWN = 200  # suppliers named on the preview


class OfProgramme:
    """?programme=2026&quarter=3: the suppliers whose survey the programme asks for, and nobody else."""

    @cached_property
    def programme(self):
        """(year, quarter) of the programme, or None."""
        year, quarter = (self.request.GET.get(name, "") for name in ("programme", "quarter"))
        known = re.fullmatch("20[0-9]{2}", year) and re.fullmatch("[1-4]", quarter)
        return (int(year), int(quarter)) if known else None

    def among(self):
        return survey_suppliers(*self.programme) if self.programme else None


class SurveyAssign(OfProgramme, NewPage):
    permission = "audits.assign_survey"
    form_class = AssignForm
    title = _("Send out a survey")
    intro = _(
        "It goes to every approved and active supplier that fits; who has it already keeps it. "
        "You see who they are before anything is sent."
    )
    submit_label = _("Look who that is")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"among": self.among(), "today": timezone.localdate()}

    def get_initial(self):
        today = timezone.localdate()
        if not self.programme:
            return {"year": today.year}
        year, quarter = self.programme
        return {"year": year, "due_on": max(quarter_end(year, quarter), today)}

    def get_context_data(self, **kwargs):
        if self.programme:
            year, quarter = self.programme
            count = survey_suppliers(year, quarter).count()
            words = {"count": count, "year": year, "quarter": quarter}
            text = _(
                "Suppliers whose survey the programme of %(year)s asks for by Q%(quarter)s: %(count)s."
            )
            kwargs["intro"] = text % words
        return super().get_context_data(**kwargs)

    def cancel_address(self):
        if self.programme:
            return reverse("audits:programme_year", args=[self.programme[0]])
        return reverse("audits:survey_list")

    def change(self, form):
        chosen = {name: self.request.POST.get(name, "") for name in form.fields}
        asked = {name: value for name, value in chosen.items() if value}
        if self.programme:
            asked |= {"programme": self.programme[0], "quarter": self.programme[1]}
        return f"{reverse('audits:survey_preview')}?{urlencode(asked)}"


class SurveyPreview(OfProgramme, Permitted, TemplateView):
    """Who would get it, and who has it already; then it is sent, at once or by a worker."""

    permission = "audits.assign_survey"
    template_name = "audits/survey_preview.html"

    @cached_property
    def form(self):
        return AssignForm(self.request.GET, among=self.among(), today=timezone.localdate())

    def suppliers(self):
        kept = self.form.cleaned_data
        return with_it_already(self.form.suppliers(), kept["questionnaire"], kept["year"])

    def get(self, request, *args, **kwargs):
        if not self.form.is_valid():
            return HttpResponseRedirect(reverse("audits:survey_assign"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        rows = self.suppliers()
        counts = counted(rows)
        shown = list(rows.select_related("country").order_by("has_it", "code")[:SHOWN])
        back = f"{reverse('audits:survey_assign')}"
        if self.programme:
            back += f"?programme={self.programme[0]}&quarter={self.programme[1]}"
        return super().get_context_data(
            form=self.form, chosen=self.form.cleaned_data, counts=counts, suppliers=shown,
            more=counts["all"] - len(shown), back=back, **kwargs,
        )  # fmt: skip

    def post(self, request, *args, **kwargs):
        if not self.form.is_valid():
            return HttpResponseRedirect(reverse("audits:survey_assign"))
        kept = self.form.cleaned_data
        common = {"year": kept["year"], "by": request.user, "at": now()}
        if counted(self.suppliers())["new"] > AT_ONCE:
            job = ask(
                "audits.assign_surveys", questionnaire=kept["questionnaire"].pk,
                due_on=kept["due_on"].isoformat(), rule=self.form.rule(),
                programme=self.programme, **common,
            )  # fmt: skip
            return HttpResponseRedirect(job.get_absolute_url())
        made = operations.assign_surveys(
            questionnaire=kept["questionnaire"], suppliers=self.form.suppliers(),
            due_on=kept["due_on"], **common,
        )  # fmt: skip
        text = ngettext(
            "%d supplier has a new survey.", "%d suppliers have a new survey.", len(made)
        )
        messages.success(request, text % len(made))
        return HttpResponseRedirect(SurveyAssign.cancel_address(self))
