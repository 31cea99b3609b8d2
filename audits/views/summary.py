"""The year in numbers; every number opens its rows."""

import re

from django.utils import timezone
from django.views.generic import TemplateView

from sustainportal.web.pages import Permitted

from ..models import Provision
from ..queries import year_summary, years


class Summary(Permitted, TemplateView):
    """`?year=2026`; without one the current year."""

    permission = "audits.read_summary"
    template_name = "audits/summary.html"

    def get_context_data(self, **kwargs):
        asked, this_year = self.request.GET.get("year", ""), timezone.localdate().year
        year = int(asked) if re.fullmatch(r"[1-9][0-9]{3}", asked) else this_year
        return super().get_context_data(
            years=sorted({*years(), year, this_year}, reverse=True),
            sections=dict(Provision.Section.choices),
            **year_summary(year),
            **kwargs,
        )
