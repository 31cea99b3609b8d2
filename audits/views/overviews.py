"""What the overviews share: one permission, tabs, and every table as a workbook (`?export=xlsx&table=…`)."""

import re

from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from sustainportal.sheets.writing import download
from sustainportal.web.pages import Permitted

FORMATS = {"xlsx", "csv"}


def asked_year(request, otherwise):
    """The year in `?year=`, or another one where it is none."""
    asked = request.GET.get("year", "")
    return int(asked) if re.fullmatch(r"[1-9][0-9]{3}", asked) else otherwise


class Overview(Permitted, TemplateView):
    """A page of figures. `figures` is worked out once; `tables()` says what can be taken away."""

    permission = "audits.read_summary"

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def figures(self):
        """What the page shows, as the template's context."""
        raise NotImplementedError

    def tables(self):
        """{name: (columns, rows)}."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        kind, name = request.GET.get("export"), request.GET.get("table", "")
        if kind in FORMATS and name in (tables := self.tables()):
            columns, rows = tables[name]
            return download(columns, rows, name=name, kind=kind)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.figures | kwargs)
