"""The figures of the room: a year in numbers, where open findings stand, years and groups compared."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..models import Rating
from ..queries import year_summary, years
from ..queries.ageing import standing
from ..queries.comparison import comparison
from ..wording_overviews import COMPARED
from ..workbooks.overviews import (
    COMPARISON_COLUMNS,
    OUTCOME_COLUMNS,
    PARTY_COLUMNS,
    PROVISION_COLUMNS,
    RATING_COLUMNS,
    SECTION_COLUMNS,
    SPAN_COLUMNS,
    STEP_COLUMNS,
    WAITING_COLUMNS,
)
from .overviews import Overview, asked_year
from .pareto import MOST, pareto_chart


class Summary(Overview):
    """`?year=2026`; without one the current year."""

    template_name = "audits/summary.html"

    @cached_property
    def figures(self):
        year = asked_year(self.request, self.today.year)
        return year_summary(year)

    def tables(self):
        figures = self.figures
        return {
            "outcomes": (OUTCOME_COLUMNS, figures["outcomes"]),
            "ratings": (RATING_COLUMNS, figures["ratings"]),
            "sections": (SECTION_COLUMNS, figures["sections"]),
            "provisions": (PROVISION_COLUMNS, figures["provisions"]),
            "steps": (STEP_COLUMNS, figures["steps"]),
        }

    def get_context_data(self, **kwargs):
        year = self.figures["year"]
        return super().get_context_data(
            years=sorted({*years(), year, self.today.year}, reverse=True),
            chart=pareto_chart(self.figures["provisions"]),
            drawn=MOST,
            **kwargs,
        )


class Standing(Overview):
    """Open findings as they stand today."""

    template_name = "audits/standing.html"

    @cached_property
    def figures(self):
        return standing(self.today)

    def tables(self):
        figures = self.figures
        return {
            "ages": (SPAN_COLUMNS, _flat(figures["ages"])),
            "delays": (SPAN_COLUMNS, _flat(figures["late"])),
            "waiting": (WAITING_COLUMNS, figures["waiting"]),
            "suppliers": (PARTY_COLUMNS, figures["suppliers"]),
            "auditors": (PARTY_COLUMNS, figures["auditors"]),
            "buyers": (PARTY_COLUMNS, figures["buyers"]),
        }

    def get_context_data(self, **kwargs):
        figures = self.figures
        parties = [
            (_("Suppliers"), "suppliers", "supplier", figures["suppliers"], "supplier"),
            (_("Lead auditors"), "auditors", "auditor", figures["auditors"], "reviewer"),
            (_("Buyers who planned the audit"), "buyers", "buyer", figures["buyers"], "reviewer"),
        ]
        return super().get_context_data(parties=parties, **kwargs)


def _flat(spans):
    """One line for each span and rating."""
    return [
        {"label": span["label"], "rating": Rating(rating).label, "count": count}
        for span in spans
        for rating, count in span["counts"]
    ]


class Comparison(Overview):
    """`?by=year` (default), `?by=country&year=2026`, tier, commodity."""

    template_name = "audits/comparison.html"

    @cached_property
    def figures(self):
        asked = self.request.GET.get("by", "year")
        by = asked if asked in COMPARED else "year"
        known = years()
        year = asked_year(self.request, known[0] if known else self.today.year)
        lines = comparison(by, year=year, today=self.today)
        return {"by": by, "year": year, "years": known, "lines": lines, "compared": COMPARED}

    def tables(self):
        return {"comparison": (COMPARISON_COLUMNS, self.figures["lines"])}
