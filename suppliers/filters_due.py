"""How a year's due list is narrowed down."""

import django_filters as filters
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from .models import DueItem, DueKind, RiskClass, Supplier
from .models.due import QUARTERS

ORIGINS = [("drawn", _("drawn at random")), ("hand", _("changed by hand"))]


class DueItemFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("What is due"), choices=DueKind.choices)
    quarter = filters.ChoiceFilter(
        label=_("Quarter"), choices=QUARTERS, null_label=_("beyond the capacity")
    )
    state = filters.ChoiceFilter(label=_("State"), choices=DueItem.State.choices)
    risk_class = filters.ChoiceFilter(label=_("Class"), choices=RiskClass.choices)
    origin = filters.ChoiceFilter(label=_("How"), choices=ORIGINS, method="came_by")
    supplier = filters.ModelChoiceFilter(
        queryset=lambda request: Supplier.objects.visible_to(request.user),
        widget=HiddenInput,
        label=_("Supplier"),
    )

    class Meta:
        model = DueItem
        fields = ["kind", "quarter", "state", "risk_class"]

    def came_by(self, rows, name, value):
        return rows.filter(drawn=True) if value == "drawn" else rows.filter(decided=True)
