"""What counselling did: treated findings beside untreated ones, and the findings behind each number."""

from django.db.models import DurationField, ExpressionWrapper, F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from audits.models import Finding
from suppliers.rules import quarters
from sustainportal.sheets.writing import download
from sustainportal.web.pages import ListPage, Permitted

from ..queries.effect import GROUPS, days_of, group, lines, years
from ..rules.effect import FEW
from ..workbooks.counselling import EFFECT_COLUMNS, EFFECT_FINDING_COLUMNS, GROUP_WORDS


class EffectPage(Permitted, TemplateView):
    """`?year=2026`: that year and its quarters; the newest year with meetings without it. `?export=xlsx|csv`: every
    year."""

    permission = "training.read_effect"
    template_name = "training/effect.html"

    @cached_property
    def years(self):
        return years()

    @cached_property
    def year(self):
        asked = self.request.GET.get("year", "")
        known = {str(year): year for year in self.years}
        return known.get(asked, self.years[0] if self.years else None)

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("export")
        if kind in {"xlsx", "csv"}:
            rows = [row for year in self.years for row in sheet_rows(lines(year))]
            return download(EFFECT_COLUMNS, rows, name="effect-of-counselling", kind=kind)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        found = lines(self.year) if self.year else []
        for line in found:
            line["groups"] = [(name, GROUP_WORDS[name], line[name]) for name in GROUPS]
            line["query"] = f"year={line['year']}&quarter={line['quarter']}"
        return super().get_context_data(
            years=self.years, year=self.year, lines=found, few=FEW, **kwargs
        )


def sheet_rows(found):
    """One row a period and group."""
    for line in found:
        for name in GROUPS:
            one = line[name]
            yield {
                "period": line["quarter"] or str(line["year"]),
                "meetings": line["meetings"],
                "group": name,
                "findings": one.findings,
                "closed": one.closed,
                "rate": one.rate,
                "median": one.median,
                "mean": one.mean,
                "few": one.is_few,
            }


class EffectList(ListPage):
    """The findings behind a number: `?year=&quarter=&group=treated|untreated&closed=yes|no`."""

    permission = "training.read_effect"
    template_name = "training/effect_list.html"
    model = Finding
    sorts = {
        "reference": ("audit", "number"),
        "supplier": ("audit__site__supplier__name", "audit", "number"),
        "since": ("since", "audit", "number"),
        "closed": ("closed_on", "audit", "number"),
    }
    default_sort = "reference"
    columns = EFFECT_FINDING_COLUMNS
    export_name = "effect-findings"

    @cached_property
    def asked(self):
        """What of the address makes sense; a year without meetings has no findings."""
        given = self.request.GET
        year, quarter = given.get("year", ""), given.get("quarter", "")
        try:
            quarters.parts(quarter)
        except ValueError:
            quarter = ""
        known = {str(one): one for one in years()}
        return {
            "year": known.get(year),
            "quarter": quarter,
            "group": given.get("group") if given.get("group") in GROUPS else GROUPS[0],
            "closed": given.get("closed") if given.get("closed") in {"yes", "no"} else "",
        }

    def get_queryset(self):
        asked = self.asked
        days = sorted(set(days_of(asked["year"], asked["quarter"]))) if asked["year"] else []
        took = ExpressionWrapper(F("closed_on") - F("since"), output_field=DurationField())
        rows = group(asked["group"], days).visible_to(self.request.user).annotate(took=took)
        if asked["closed"]:
            rows = rows.filter(closed_on__isnull=asked["closed"] == "no")
        return rows.select_related("provision", "audit__site__supplier")

    def get_context_data(self, **kwargs):
        words = {"yes": _("closed"), "no": _("not closed")}.get(self.asked["closed"], "")
        return super().get_context_data(
            asked=self.asked, group_words=GROUP_WORDS[self.asked["group"]], standing=words,
            period=self.asked["quarter"] or self.asked["year"], **kwargs,
        )  # fmt: skip
