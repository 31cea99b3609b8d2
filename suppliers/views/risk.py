"""The pages of risk: a year, and one supplier's risk."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.jobs.operations import ask
from sustainportal.jobs.queries import latest
from sustainportal.web.pages import Act, DetailPage, ListPage, NewPage, Permitted

from ..filters_risk import BAND_LABELS, STANDING, ClassificationFilter
from ..models import Category, Classification, RiskYear, Supplier
from ..operations import close_year
from ..operations.risk import JOB, open_year
from ..queries.class_overrides import live_overrides, override_of
from ..queries.risk import class_counts, class_list, heat_map, years_of
from ..queries.risk_model import active_model
from ..queries.risk_moves import judged_between, moves, spread
from ..queries.risk_preview import drafts
from ..queries.risk_tree import tree_of
from ..workbooks.risk import CLASSIFICATION_COLUMNS
from .risk_moves import FULL_WIDTH, bars, with_reasons
from .risk_years import OfYear

SHORT = 8  # movements shown on the year's page


class RiskIndex(Permitted):
    """The door in the menu: the newest year that has begun, or this one if none was judged yet."""

    permission = "suppliers.read_risk_year"

    def get(self, request):
        begun = RiskYear.objects.filter(year__lte=localdate().year)
        newest = begun.order_by("-year").first()
        return redirect("suppliers:risk_year", newest.year if newest else localdate().year)


class RiskYearPage(OfYear, ListPage):
    permission = "suppliers.read_risk_year"
    template_name = "suppliers/risk_year.html"
    filterset_class = ClassificationFilter
    columns = CLASSIFICATION_COLUMNS
    default_sort = "-overall"
    sorts = {
        "code": ("supplier__code",),
        "name": ("supplier__name",),
        "class": ("risk_class", "score"),
        "overall": ("score",),
        "coverage": ("coverage",),
        **{category: (category,) for category in Category.values},
    }

    @property
    def export_name(self):
        return f"risk-{self.year}"

    def get_queryset(self):
        rows = class_list(self.year).visible_to(self.request.user)
        if "export" in self.request.GET:
            rows = rows.select_related("supplier__country")
        return rows

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            year=self.year,
            risk_year=self.risk_year,
            years=RiskYear.objects.order_by("-year").values_list("pk", flat=True),
            job=latest(JOB, year=self.year),
            figures=self.figures(),
            heat=self.heat(),
            bands=BAND_LABELS,
            model=active_model(),
            drafts=drafts(),
            ahead=self.ahead(),
            judged=judged_between(self.year),
            **self.years_drawn(),
            moved=self.moved(),
            by_hand=live_overrides(self.year, localdate(), limit=SHORT),
            **kwargs,
        )

    def ahead(self):
        """The year to come, where this page is about the present one: its draft may be judged already."""
        this_year = localdate().year
        return this_year + 1 if self.year == this_year else None

    def years_drawn(self):
        """The classes of the last years as bars, and the height of the drawing."""
        drawn = bars(spread(self.year), FULL_WIDTH)
        return {"spread": drawn, "spread_height": 30 * len(drawn), "standings": STANDING}

    def moved(self):
        """The largest moves since the year before, with their reasons."""
        rows = moves(self.year, self.year - 1).visible_to(self.request.user)[:SHORT]
        return with_reasons(list(rows), self.year, self.year - 1)

    def figures(self):
        """[(class, label, suppliers)], one per class and those out of scope."""
        counts = class_counts(self.year)
        return [(key, label, counts[key]) for key, label in STANDING]

    def heat(self):
        """[(category, label, [(band, label, suppliers, shade 0–5)])]"""
        cells = heat_map(self.year)
        most = max((n for row in cells.values() for n in row.values()), default=0)
        return [
            (
                category.value,
                category.label,
                [
                    (band, label, n, -(-5 * n // most) if most else 0)
                    for band, label in BAND_LABELS
                    for n in [cells[category.value][band]]
                ],
            )
            for category in Category
        ]


class RiskYearClassify(OfYear, Act):
    permission = "suppliers.classify"
    success_message = _("The classification was asked for. This page shows how far it is.")

    def act(self):
        at = now()
        open_year(self.year, at=at)
        ask(JOB, by=self.request.user, at=at, year=self.year)
        return reverse("suppliers:risk_year", args=[self.year])


class RiskYearClose(OfYear, NewPage):
    permission = "suppliers.close_risk_year"
    template_name = "suppliers/risk_close.html"
    form_class = forms.Form
    success_message = _("The year is closed. Nothing in it can change any more.")

    def get_context_data(self, **kwargs):
        if self.risk_year is None:
            raise Http404
        return super().get_context_data(
            year=self.year,
            risk_year=self.risk_year,
            figures=[(STANDING_LABELS[key], n) for key, n in class_counts(self.year).items()],
            **kwargs,
        )

    def change(self, form):
        return close_year(year=self.year, by=self.request.user, at=now())


STANDING_LABELS = dict(STANDING)


class SupplierRisk(DetailPage):
    """One supplier's class with every reason, in the year of the address or the newest that has begun. A
    draft of the year to come is for those who judge."""

    permission = "suppliers.read_risk"
    template_name = "suppliers/risk_detail.html"
    model = Supplier

    def get_context_data(self, **kwargs):
        rows = list(years_of(self.object))
        if self.request.user.role in (Role.SUPPLIER, Role.AUDITOR):
            rows = [row for row in rows if row.year_id <= localdate().year]
        shown = self.shown(rows)
        by_hand = override_of(self.object, shown.year_id, localdate()) if shown else None
        return super().get_context_data(
            years=rows,
            classification=shown,
            tree=tree_of(shown) if shown else None,
            by_hand=by_hand,
            own=self.request.user.role == Role.SUPPLIER,
            **kwargs,
        )

    def shown(self, rows):
        asked = self.kwargs.get("year")
        if asked is None:
            found = next((row for row in rows if row.year_id <= localdate().year), None)
            if found is None:
                return None
        else:
            found = next((row for row in rows if row.year_id == asked), None)
        if found is None:
            raise Http404
        own = Classification.objects.visible_to(self.request.user).select_related("model", "year")
        return get_object_or_404(own, pk=found.pk)
