"""How a year's classifications are narrowed down."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from .filters import country_choices
from .models import Category, Classification, RiskClass, Supplier
from .queries.risk import BANDS, in_band

OUT = "out_of_scope"
STANDING = [*RiskClass.choices, (OUT, _("Out of scope"))]
BAND_LABELS = [*RiskClass.choices[:3], ("none", _("no score"))]


class ClassificationFilter(filters.FilterSet):
    risk_class = filters.ChoiceFilter(label=_("Class"), choices=STANDING, method="in_class")
    tier = filters.ChoiceFilter(
        field_name="supplier__tier", choices=Supplier.Tier.choices, null_label=_("unknown")
    )
    country = filters.ChoiceFilter(field_name="supplier__country", label=_("Country"))
    management_system = filters.ChoiceFilter(choices=BAND_LABELS, method="in_category_band")
    labour = filters.ChoiceFilter(choices=BAND_LABELS, method="in_category_band")
    environment = filters.ChoiceFilter(choices=BAND_LABELS, method="in_category_band")
    product = filters.ChoiceFilter(choices=BAND_LABELS, method="in_category_band")

    class Meta:
        model = Classification
        fields = ["risk_class", "tier", "country", *Category.values]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["country"].extra["choices"] = country_choices(self.request.user)  # asked once a page
        self.filters["tier"].label = _("Tier")
        for category in Category:
            self.filters[category.value].label = category.label

    def in_class(self, rows, name, value):
        if value == OUT:
            return rows.filter(in_scope=False)
        return rows.filter(in_scope=True, risk_class=value)

    def in_category_band(self, rows, name, value):
        return rows.filter(in_band(name, value), in_scope=True) if value in BANDS else rows
