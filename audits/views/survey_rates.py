"""How many surveys came back: by questionnaire, tier, class and country; every number opens its rows."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from sustainportal.sheets.writing import download
from sustainportal.web.pages import Permitted

from ..models import Survey
from ..queries.survey_rates import rates_by, rates_by_questionnaire, survey_years, total
from ..workbooks import RATE_COLUMNS

GROUPS = [("tier", _("By tier")), ("risk_class", _("By class")), ("country", _("By country"))]
CELLS = ("assigned", "started", "handed_in", "accepted", "late")


class ResponseRates(Permitted, TemplateView):
    permission = "audits.read_response_rates"
    template_name = "audits/response_rates.html"

    @cached_property
    def years(self):
        return survey_years()

    @cached_property
    def year(self):
        """The year asked for, else the newest."""
        asked = self.request.GET.get("year", "")
        newest = self.years[0] if self.years else timezone.localdate().year
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else newest

    @cached_property
    def surveys(self):
        return Survey.objects.visible_to(self.request.user)

    @cached_property
    def questionnaires(self):
        return rates_by_questionnaire(self.surveys, self.year, timezone.localdate())

    @cached_property
    def chosen(self):
        """The questionnaire asked for, else the one put to most suppliers; None without any."""
        asked = self.request.GET.get("questionnaire", "")
        found = [one for one in self.questionnaires if str(one["value"]) == asked]
        most = sorted(self.questionnaires, key=lambda one: -one["assigned"])
        return (found or most or [None])[0]

    def tables(self):
        if self.chosen is None:
            return []
        today, pk = timezone.localdate(), self.chosen["value"]
        return [
            {
                "group": group,
                "title": title,
                "lines": self.linked(rates_by(group, self.surveys, self.year, pk, today)),
            }
            for group, title in GROUPS
        ]

    def linked(self, lines):
        """The lines with the address of the list behind each number."""
        for one in lines:
            base = {"year": self.year, one["name"]: one["value"]}
            base |= (
                {"questionnaire": self.chosen["value"]} if one["name"] != "questionnaire" else {}
            )
            one["cells"] = cells_of(one, base)
        return lines

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") in {"xlsx", "csv"}:
            rows = [one for table in self.tables() for one in table["lines"]]
            rows = self.linked(self.questionnaires) + rows
            return download(
                RATE_COLUMNS, rows, name=f"response-{self.year}", kind=request.GET["export"]
            )
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        whole = total(self.questionnaires)
        whole["cells"] = cells_of(whole, {"year": self.year})
        return super().get_context_data(
            year=self.year, years=self.years, questionnaires=self.linked(self.questionnaires),
            total=whole, chosen=self.chosen, tables=self.tables(), **kwargs,
        )  # fmt: skip


def cells_of(line, base):
    """The numbers of a line, each with the address of its rows."""
    return [{"number": line[key], "address": address(base, key)} for key in CELLS]


def address(base, key):
    asked = base if key == "assigned" else base | {"standing": key}
    return f"{reverse('audits:survey_list')}?{urlencode(asked)}"
