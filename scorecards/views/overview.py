"""Everything about one supplier in one page: it lives where everything flows."""

from django.utils import timezone

from suppliers.models import Supplier
from sustainportal.web.pages import DetailPage

from ..queries.overview import overview
from ..queries.policies import policy_rules
from .charts import trend_chart


class SupplierOverview(DetailPage):
    permission = "scorecards.read_supplier_overview"
    template_name = "scorecards/supplier_overview.html"
    queryset = Supplier.objects.select_related("country")

    def get_context_data(self, **kwargs):
        sections = overview(self.object, person=self.request.user, today=timezone.localdate())
        newest = sections["newest"]
        bands = policy_rules(newest.policy).bands if newest else ()
        return super().get_context_data(
            chart=trend_chart(sections["trend"], bands), **sections, **kwargs
        )
