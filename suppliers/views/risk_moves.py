"""One risk year beside another: who rose, who fell, and what moved them most."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from sustainportal.web.pages import ListPage

from ..filters_risk import STANDING, MovesFilter
from ..models import RiskYear
from ..queries.risk_moves import beside, move_counts, moves
from ..queries.risk_reasons import kept_in
from ..rules.risk_difference import main_reason
from ..wording import factor_names
from ..wording_risk import reason_text
from ..workbooks.risk import moves_columns
from .risk_preview import matrix
from .risk_years import OfYear

LABELS = dict(STANDING)
FULL_WIDTH = 560  # of a bar in the drawing's units


class RiskMovements(OfYear, ListPage):
    """Who stands elsewhere than in another year (the year before, unless `before=` says which)."""

    permission = "suppliers.read_risk_year"
    template_name = "suppliers/risk_movements.html"
    filterset_class = MovesFilter
    default_sort = "-change"
    sorts = {
        "name": ("supplier__name",),
        "change": ("change",),
        "before": ("rank_before", "overall_before"),
        "now": ("rank", "overall"),
    }

    @cached_property
    def before(self):
        """The other year; a year nobody judged is a 404."""
        asked = self.request.GET.get("before", "")
        if not (asked.isascii() and asked.isdigit()):
            return self.year - 1
        return get_object_or_404(RiskYear, pk=int(asked[:6])).pk

    @property
    def narrowed(self):
        own = {"q", "sort", "page", "export", "before"}
        return any(value for key, value in self.request.GET.items() if key not in own)

    @property
    def export_name(self):
        return f"risk-{self.before}-{self.year}"

    @property
    def columns(self):
        return moves_columns(self.year, self.before)

    def get_queryset(self):
        look = beside if self.request.GET.get("moved") else moves
        return look(self.year, self.before).visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            year=self.year,
            before=self.before,
            risk_year=self.risk_year,
            years=list(RiskYear.objects.order_by("-year")),
            matrix=matrix(move_counts(self.year, self.before)),
            **kwargs,
        )
        with_reasons(context["object_list"], self.year, self.before)
        return context


def with_reasons(rows, year, before):
    """Each row with `why` and the labels of its standings: three queries, however many rows."""
    suppliers = [row.supplier_id for row in rows]
    if not suppliers:
        return rows
    now, then, factors = kept_in(year, suppliers), kept_in(before, suppliers), factor_names()
    for row in rows:
        because = main_reason(then[row.supplier_id], now[row.supplier_id])
        row.why = reason_text(because, factors)
        row.label, row.label_before = LABELS[row.standing], LABELS[row.standing_before]
    return rows


def bars(spread, width):
    """The classes of each year as bars: [(year, total, [(standing, label, suppliers, percent, from, width)])].

    Percent to one decimal; widths in whole units of the drawing that add up to `width`.
    """
    found = []
    for number, (year, counts) in enumerate(spread):
        total, parts, gone = sum(counts.values()), [], 0
        for key, label in STANDING:
            start = round(width * gone / total) if total else 0
            gone += counts[key]
            end = round(width * gone / total) if total else 0
            share = round(100 * counts[key] / total, 1) if total else 0
            parts.append((key, label, counts[key], share, start, end - start))
        found.append((year, total, parts, number * 30))
    return found
