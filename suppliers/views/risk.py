"""The pages of risk: a year, its movements, one supplier's risk."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.operations import ask
from sustainportal.jobs.queries import latest
from sustainportal.web.pages import Act, DetailPage, ListPage, NewPage, Permitted

from ..filters_risk import BAND_LABELS, STANDING, ClassificationFilter
from ..models import Category, Classification, RiskClass, RiskYear, Supplier
from ..operations import close_year
from ..operations.risk import FIRST_YEAR, JOB, open_year
from ..queries.risk import class_counts, class_list, heat_map, movements, years_of
from ..queries.risk_model import active_model
from ..queries.risk_tree import tree_of
from ..workbooks.risk import CLASSIFICATION_COLUMNS

SHORT = 8  # movements shown on the year's page


class RiskIndex(Permitted):
    """The door in the menu: the newest year, or this one if none was judged yet."""

    permission = "suppliers.read_risk_year"

    def get(self, request):
        newest = RiskYear.objects.order_by("-year").first()
        return redirect("suppliers:risk_year", newest.year if newest else localdate().year)


class OfYear:
    """A page about the year in the address; a year that cannot be is a 404."""

    @cached_property
    def year(self):
        year = self.kwargs["year"]
        if not FIRST_YEAR <= year <= localdate().year:
            raise Http404
        return year

    @cached_property
    def risk_year(self):
        return RiskYear.objects.filter(pk=self.year).first()


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
            moved=movements(self.year).visible_to(self.request.user)[: SHORT + 1],
            short=SHORT,
            labels=dict(STANDING),
            **kwargs,
        )

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


class RiskMovements(OfYear, ListPage):
    """Who rose and who fell since last year, and which category moved most."""

    permission = "suppliers.read_risk_year"
    template_name = "suppliers/risk_movements.html"

    def get_queryset(self):
        return movements(self.year).visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(year=self.year, before=self.year - 1, **kwargs)
        for row in context["object_list"]:
            row.most = moved_most(row)
            row.label_before = RiskClass(row.class_before).label
        return context


def moved_most(row):
    """(label, before, now) of the category whose score changed most, or None."""
    changes = [
        (abs(now_ - before), category.label, before, now_)
        for category in Category
        for before, now_ in [
            (getattr(row, f"{category.value}_before"), getattr(row, category.value))
        ]
        if before is not None and now_ is not None and before != now_
    ]
    return max(changes)[1:] if changes else None


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
    """One supplier's class with every reason, in the year of the address or the newest."""

    permission = "suppliers.read_risk"
    template_name = "suppliers/risk_detail.html"
    model = Supplier

    def get_context_data(self, **kwargs):
        rows = list(years_of(self.object))
        shown = self.shown(rows)
        return super().get_context_data(
            years=rows, classification=shown, tree=tree_of(shown) if shown else None, **kwargs
        )

    def shown(self, rows):
        asked = self.kwargs.get("year")
        if asked is None and not rows:
            return None
        found = next((row for row in rows if asked in {None, row.year_id}), None)
        if found is None:
            raise Http404
        own = Classification.objects.visible_to(self.request.user).select_related("model", "year")
        return get_object_or_404(own, pk=found.pk)
