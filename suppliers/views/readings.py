"""The readings of a supplier: what the risk model knows of it, and from where."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from sustainportal.web.pages import DetailPage, ListPage

from ..models import FactorReading, Supplier
from ..queries.readings import beneath, of_same_factor


class ReadingList(ListPage):
    permission = "suppliers.read_risk"
    template_name = "suppliers/reading_list.html"
    default_sort = "-read_on"
    sorts = {
        "factor": ("factor__name", "-read_on"),
        "read_on": ("read_on",),
        "source": ("source",),
    }

    @cached_property
    def supplier(self):
        suppliers = Supplier.objects.visible_to(self.request.user)
        return get_object_or_404(suppliers, pk=self.kwargs["pk"])

    def get_queryset(self):
        rows = FactorReading.objects.filter(supplier=self.supplier).select_related("factor")
        return rows.visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(supplier=self.supplier, **kwargs)


class ReadingDetail(DetailPage):
    """One reading, the figures it was worked out from, and the others of its factor."""

    permission = "suppliers.read_risk"
    template_name = "suppliers/reading_detail.html"
    queryset = FactorReading.objects.select_related("supplier", "factor")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            beneath=beneath(self.object), others=of_same_factor(self.object), **kwargs
        )
