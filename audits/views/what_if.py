"""What closing some findings would change, for whoever may see them."""

from django.utils import timezone

from suppliers.models import Supplier
from sustainportal.web.pages import DetailPage

from ..queries.what_if import choosable, what_if

#: Findings on one page; the worst come first.
MOST = 500


def chosen_in(request, rows):
    """The ids of `?close=12&close=15` that are among these findings; anything else is left aside."""
    asked = {int(text) for text in request.GET.getlist("close") if text.isdecimal() and len(text) < 19}
    return [row.pk for row in rows if row.pk in asked]


class WhatIf(DetailPage):
    """`?close=12&close=15`: nothing is changed by looking."""

    permission = "audits.read_finding"
    template_name = "audits/what_if.html"
    queryset = Supplier.objects.all()

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        rows = choosable(self.object, self.request.user).with_due(today)
        rows = rows.select_related("audit__site", "provision", "zero_tolerance")
        findings = list(rows[: MOST + 1])
        is_cut, findings = len(findings) > MOST, findings[:MOST]
        chosen = chosen_in(self.request, findings)
        return super().get_context_data(
            findings=findings,
            most=MOST if is_cut else None,
            chosen=chosen,
            answer=what_if(self.object, chosen, on=today) if chosen else None,
            query="&".join(f"close={pk}" for pk in chosen),
            **kwargs,
        )
