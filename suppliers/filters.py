"""How lists of the registry are narrowed down."""

import django_filters as filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import sees_every_supplier
from sustainportal.web.filters import LazyChoices, RareFilters

from .models import Commodity, Correction, Country, RiskClass, Supplier, Supply
from .models.country import in_order
from .queries.registry import countries_in_use, with_class

YES_NO = [(True, _("Yes")), (False, _("No"))]


def country_choices(person):
    """The countries there are suppliers in, by name in the reader's language; one query, when needed.
    Who sees only some suppliers is offered every country: the list must not tell where the others are."""

    def ask():
        countries = countries_in_use() if sees_every_supplier(person) else Country.objects.all()
        return in_order(get_language(), tuple(countries.order_by().values_list("code", "name")))

    return LazyChoices(ask)


def commodity_choices():
    """The commodities by name; one query, when needed."""
    return LazyChoices(lambda: list(Commodity.objects.order_by("name").values_list("code", "name")))


class SupplierFilter(RareFilters, filters.FilterSet):
    rare = ("region", "customer_designated", "commodity", "group")

    tier = filters.ChoiceFilter(choices=Supplier.Tier.choices, null_label=_("unknown"))
    country = filters.ChoiceFilter()
    status = filters.ChoiceFilter(choices=Supplier.Status.choices)
    is_key = filters.TypedChoiceFilter(
        label=_("Key supplier"), choices=YES_NO, coerce=lambda value: value == "True"
    )
    risk_class = filters.ChoiceFilter(
        label=_("Risk class"),
        choices=RiskClass.choices,
        null_label=_("no class yet"),
        method="in_class",
    )
    region = filters.CharFilter(label=_("Region"), lookup_expr="icontains")
    customer_designated = filters.TypedChoiceFilter(
        label=_("Customer-designated"), choices=YES_NO, coerce=lambda value: value == "True"
    )
    commodity = filters.ChoiceFilter(label=_("Commodity"), method="of_commodity")
    group = filters.CharFilter(label=_("Group of (code)"), method="of_group")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.request.user
        self.filters["country"].extra["choices"] = country_choices(person)
        if "commodity" in self.filters:
            self.filters["commodity"].extra["choices"] = commodity_choices()
        if not sees_every_supplier(person):
            self.filters.pop("group", None)

    def in_class(self, rows, name, value):
        none = self.filters[name].null_value
        return with_class(rows).filter(risk_class=None if value == none else value)

    def of_commodity(self, rows, name, code):
        bought = Supply.objects.filter(supplier=OuterRef("pk"), commodity__code=code)
        return rows.filter(Exists(bought))

    def of_group(self, rows, name, code):
        """The company with this code and those under it, two levels down."""
        code = code.strip()
        return rows.filter(Q(code=code) | Q(parent__code=code) | Q(parent__parent__code=code))

    class Meta:
        model = Supplier
        fields = [
            "tier", "country", "status", "is_key", "risk_class", "region", "customer_designated",
            "commodity", "group",
        ]  # fmt: skip


class CorrectionFilter(filters.FilterSet):
    """The list shows what is open unless a state is asked for (see the view)."""

    q = filters.CharFilter(label=_("Supplier"), method="of_supplier")
    state = filters.ChoiceFilter(choices=Correction.State.choices, empty_label=_("Open"))
    about = filters.ChoiceFilter(choices=Correction.About.choices)

    def of_supplier(self, rows, name, text):
        return rows.filter(supplier__in=Supplier.objects.search(text).values("pk"))

    class Meta:
        model = Correction
        fields = ["q", "state", "about"]
