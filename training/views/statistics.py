"""The published figures of training, and publishing a year of them."""

from dataclasses import replace

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from sustainportal.sheets.writing import download
from sustainportal.web.pages import NewPage, Permitted

from .. import operations
from ..filters import TIERS, theme_choices
from ..forms import PublishYearForm
from ..models import Event
from ..queries import Slice, course_views, statistics
from ..rules.statistics import DIMENSIONS
from ..workbooks import CELL_COLUMNS, STATISTICS_COLUMNS, VIEW_COLUMNS
from .statistics_chart import bars

#: `?split=`: by what the years are split further.
SPLITS = {
    "kind": (_("by kind"), ("kind",)),
    "theme": (_("by theme"), ("theme",)),
    "tier": (_("by tier"), ("tier",)),
    "all": (_("by all three"), DIMENSIONS[1:]),
}


class Statistics(Permitted, TemplateView):
    """Person-times, hours, person-hours and suppliers reached, by year × kind × theme × tier.

    `?since=2019&kind=&theme=&tier=` narrow, `?split=` opens a second table, `?export=xlsx&table=` takes one
    of the tables (years, cells, views) away."""

    permission = "training.read_statistics"
    template_name = "training/statistics.html"

    @cached_property
    def part(self):
        return replace(Slice.of(self.request.GET), year=None, until=None)

    @cached_property
    def split(self):
        asked = self.request.GET.get("split", "")
        return asked if asked in SPLITS else ""

    @cached_property
    def figures(self):
        return statistics(self.part, SPLITS[self.split][1] if self.split else ())

    def get(self, request, *args, **kwargs):
        kind, table = request.GET.get("export"), request.GET.get("table", "years")
        if kind in {"xlsx", "csv"} and table in {"years", "cells", "views"}:
            columns, rows = self.table(table)
            return download(columns, rows, name=f"training-{table}", kind=kind)
        return super().get(request, *args, **kwargs)

    def table(self, name):
        """(columns, rows) of a table to take away."""
        if name == "views":
            return VIEW_COLUMNS, course_views(self.part.since)[0]
        if name == "years":
            return STATISTICS_COLUMNS, self.figures["lines"]
        by = ("year", *SPLITS[self.split][1]) if self.split else ("year",)
        dropped = set(DIMENSIONS) - set(by)
        columns = [column for column in CELL_COLUMNS if column.key not in dropped]
        return columns, self.figures["cells"]

    def get_context_data(self, **kwargs):
        found, part = self.figures, self.part
        views, views_opening = course_views(part.since) if part.is_whole else ([], None)
        return super().get_context_data(
            part=part,
            lines=[shown(line, part) for line in found["lines"]],
            cells=[shown(line, part) for line in found["cells"]],
            opening=found["opening"],
            overlap=found["overlap"],
            split=self.split,
            by=SPLITS[self.split][1] if self.split else (),
            splits=[(key, label) for key, (label, _by) in SPLITS.items()],
            kinds=Event.Kind.choices,
            themes=theme_choices(),
            tiers=TIERS,
            charts=charts(found["lines"], part),
            views=views,
            views_opening=views_opening,
            **kwargs,
        )


def shown(line, part):
    """A line, the words of what it is split by, and the address of the rows behind it."""
    dimensions = {name: getattr(line, name) for name in DIMENSIONS}
    own = {name: value for name, value in dimensions.items() if value is not None}
    return {
        "line": line,
        "query": part.query(since=None, **own),
        "kind": Event.Kind(line.kind).label if line.kind else "",
        "theme": line.theme or _("without a theme"),
        "tier": dict(TIERS).get(str(line.tier or "-"), ""),
    }


def charts(years, part):
    """Bars of person-times and of hours, a year each; none before anything was held."""
    if not years:
        return []
    measures = [
        (_("Person-times by year"), "person_times", "training:attendance_list"),
        (_("Hours by year"), "hours", "training:session_list"),
    ]
    return [
        bars(name, title, [(line.year, getattr(line, name), address(route, line, part)) for line in years])
        for title, name, route in measures
    ]  # fmt: skip


def address(route, line, part):
    return f"{reverse(route)}?{part.query(since=None, year=line.year)}"


class YearPublish(NewPage):
    """Keep a year's figures as they are: later corrections are shown beside them."""

    permission = "training.publish_year"
    form_class = PublishYearForm
    title = _("Publish a year")
    intro = _(
        "The year's figures are kept as they stand now. What is corrected later is shown beside them: both stay visible."
    )
    submit_label = _("Publish")
    success_message = _("The year is published.")

    def get_initial(self):
        asked = Slice.of(self.request.GET).year
        return {"year": asked or timezone.localdate().year - 1}

    def cancel_address(self):
        return reverse("training:statistics")

    def change(self, form):
        operations.publish_year(
            **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
        return reverse("training:statistics")
