"""Classes set by hand: the form, the end of one, and those of a year."""

import datetime as dt

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, ChangePage, ListPage

from ..filters_risk import OverrideFilter
from ..forms_risk import OverrideForm
from ..models import ClassOverride, Supplier
from ..operations import end_override, override_class
from ..queries.class_overrides import overrides_of_year
from ..queries.risk import classification_of
from .risk_years import OfYear


class OverrideNew(ChangePage):
    """Set a supplier's class by hand in the year of the address."""

    permission = "suppliers.override_class"
    template_name = "suppliers/override_new.html"
    model = Supplier
    form_class = OverrideForm
    title = _("Set the class by hand")
    submit_label = _("Set the class")
    success_message = _("The class was set by hand. It counts until the day you gave.")

    @cached_property
    def classification(self):
        found = classification_of(self.object, self.kwargs["year"])
        if found is None:
            raise Http404
        return found

    def get_initial(self):
        year = self.classification.year_id  # 404 where there is none to set
        return {"until": max(localdate() + dt.timedelta(days=90), dt.date(year, 12, 31))}

    def cancel_address(self):
        return self.classification.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(classification=self.classification, **kwargs)

    def change(self, form):
        address = self.classification.get_absolute_url()
        override_class(
            supplier=self.object,
            year=self.kwargs["year"],
            by=self.request.user,
            at=now(),
            **form.cleaned_data,
        )
        return address


class OverrideEnd(ActOnOne):
    """What the model judges counts again."""

    permission = "suppliers.override_class"
    queryset = ClassOverride.objects.select_related("supplier", "year")
    success_message = _("It was ended: what the model judges counts again.")

    def act(self):
        override = end_override(override=self.object, by=self.request.user, at=now())
        return classification_of(override.supplier_id, override.year_id).get_absolute_url()


class OverrideList(OfYear, ListPage):
    """The classes set by hand in a year: by whom, why, until when."""

    permission = "suppliers.read_risk_year"
    template_name = "suppliers/override_list.html"
    filterset_class = OverrideFilter
    default_sort = "-at"
    sorts = {"name": ("supplier__name",), "until": ("until",), "at": ("at",)}

    def get_queryset(self):
        return overrides_of_year(self.year).visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(year=self.year, today=localdate(), **kwargs)
