"""The readings of a supplier: what the risk model knows of it, and from where; recorded and withdrawn."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ChangePage, DetailPage, ListPage

from ..filters_risk import ReadingFilter
from ..forms_risk import ReadingForm, WithdrawForm
from ..models import FactorReading, Supplier
from ..operations.readings_by_hand import record_reading, withdraw_reading, withdrawable
from ..queries.readings import beneath, notes_of, of_same_factor
from ..workbooks.readings import LIST_COLUMNS


class ReadingList(ListPage):
    permission = "suppliers.read_risk"
    template_name = "suppliers/reading_list.html"
    filterset_class = ReadingFilter
    columns = LIST_COLUMNS
    default_sort = "-read_on"
    sorts = {
        "factor": ("factor__name", "-read_on"),
        "read_on": ("read_on",),
        "source": ("source",),
    }

    @property
    def export_name(self):
        return f"readings-{self.supplier.code}"

    @cached_property
    def supplier(self):
        suppliers = Supplier.objects.visible_to(self.request.user)
        return get_object_or_404(suppliers, pk=self.kwargs["pk"])

    def get_queryset(self):
        rows = FactorReading.objects.filter(supplier=self.supplier)
        return rows.select_related("factor", "supplier").visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(supplier=self.supplier, **kwargs)


class ReadingDetail(DetailPage):
    """One reading, the figures it was worked out from, and the others of its factor."""

    permission = "suppliers.read_risk"
    template_name = "suppliers/reading_detail.html"
    queryset = FactorReading.objects.select_related("supplier", "factor")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            beneath=beneath(self.object),
            others=of_same_factor(self.object),
            notes=notes_of(self.object),
            may_withdraw=withdrawable(self.object),
            **kwargs,
        )


class ReadingNew(ChangePage):
    """Record a reading by hand."""

    permission = "suppliers.record_reading"
    model = Supplier
    form_class = ReadingForm
    title = _("Record a reading")
    success_message = _("The reading is kept. The supplier is judged anew within seconds.")
    submit_label = _("Record")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": localdate()}

    def get_initial(self):
        return {"read_on": localdate(), "factor": self.request.GET.get("factor")}

    def get_context_data(self, **kwargs):
        intro = _("What you read about %(name)s, where, and why you enter it by hand.")
        return super().get_context_data(intro=intro % {"name": self.object.name}, **kwargs)

    def change(self, form):
        return record_reading(
            supplier=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class ReadingWithdraw(ChangePage):
    """Take a reading back, with a reason."""

    permission = "suppliers.record_reading"
    queryset = FactorReading.objects.select_related("supplier", "factor")
    form_class = WithdrawForm
    title = _("Withdraw the reading")
    intro = _(
        "It no longer counts in any open year. It stays to be seen, and closed years keep what they judged."
    )
    success_message = _("The reading was withdrawn. The supplier is judged anew within seconds.")
    submit_label = _("Withdraw")

    def change(self, form):
        reason = form.cleaned_data["reason"]
        return withdraw_reading(reading=self.object, reason=reason, by=self.request.user, at=now())
