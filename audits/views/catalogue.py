"""The catalogue of provisions, for everybody who works with audits."""

from itertools import groupby

from django.utils.functional import cached_property
from django.views.generic import TemplateView

from sustainportal.web.pages import Permitted

from ..models import Protocol, Severity
from ..queries.catalogue import headings, provision_rows


class Catalogue(Permitted, TemplateView):
    """`?protocol=` chooses a version (the current one comes first), `?q=` looks through it."""

    permission = "audits.read_catalogue"
    template_name = "audits/catalogue.html"

    @cached_property
    def protocols(self):
        return list(Protocol.objects.order_by("-is_current", "standard", "-version"))

    @cached_property
    def protocol(self):
        """The version asked for, else the first; None where there is none."""
        asked = self.request.GET.get("protocol", "")
        chosen = [row for row in self.protocols if str(row.pk) == asked]
        return next(iter(chosen or self.protocols), None)

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").replace("\0", "").strip()
        rows = provision_rows(self.protocol, self.request.user, text) if self.protocol else []
        schemes = groupby(Severity.objects.order_by("scheme", "pk"), key=lambda row: row.scheme)
        return super().get_context_data(
            protocols=self.protocols,
            protocol=self.protocol,
            headings=headings(rows),
            count=len(rows),
            q=text,
            schemes=[(scheme, list(members)) for scheme, members in schemes],
            **kwargs,
        )
