"""How lists of the registry are narrowed down."""

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, Value
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import sees_every_supplier

from .models import Commodity, Correction, Country, RiskClass, Supplier, Supply
from .models.country import name_in
from .queries.registry import countries_in_use

YES_NO = [(True, _("Yes")), (False, _("No"))]


def list_choices(person):
    """The countries there are suppliers in and the commodities, each by name in the reader's language;
    one query. Who sees only some suppliers is offered every country: the list must not tell where the
    others are."""
    countries = countries_in_use() if sees_every_supplier(person) else Country.objects.all()
    rows = countries.order_by().values_list(Value("country"), "code", "name")
    commodities = Commodity.objects.order_by()
    rows = rows.union(commodities.values_list(Value("commodity"), "code", "name"), all=True)
    language, found = get_language(), {"country": [], "commodity": []}
    for kind, code, name in rows:
        known = name_in(language, code) if kind == "country" else ""
        found[kind].append((code, known or name))
    return {kind: sorted(pairs, key=lambda pair: pair[1]) for kind, pairs in found.items()}


def country_choices(person):
    """The countries of `list_choices`, for lists that ask for nothing else."""
    return list_choices(person)["country"]


class SupplierFilter(filters.FilterSet):
    tier = filters.ChoiceFilter(choices=Supplier.Tier.choices, null_label=_("unknown"))
    country = filters.ChoiceFilter()
    region = filters.CharFilter(label=_("Region"), lookup_expr="icontains")
    status = filters.ChoiceFilter(choices=Supplier.Status.choices)
    is_key = filters.TypedChoiceFilter(
        label=_("Key supplier"), choices=YES_NO, coerce=lambda value: value == "True"
    )
    customer_designated = filters.TypedChoiceFilter(
        label=_("Customer-designated"), choices=YES_NO, coerce=lambda value: value == "True"
    )
    commodity = filters.ChoiceFilter(label=_("Commodity"), method="of_commodity")
    group = filters.CharFilter(label=_("Group of (code)"), method="of_group")
    risk_class = filters.ChoiceFilter(
        label=_("Risk class"), choices=RiskClass.choices, null_label=_("no class yet")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.request.user
        for name, choices in list_choices(person).items():  # asked once a page
            self.filters[name].extra["choices"] = choices
        if not sees_every_supplier(person):
            del self.filters["group"]

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
            "tier", "country", "region", "status", "is_key", "customer_designated", "commodity",
            "group",
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
