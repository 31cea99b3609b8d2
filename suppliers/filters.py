"""How lists of the registry are narrowed down."""

import django_filters as filters
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import EVERY_ROW, SCOPES

from .models import Country, RiskClass, Supplier
from .models.country import name_in
from .queries.registry import countries_in_use

YES_NO = [(True, _("Yes")), (False, _("No"))]


def country_choices(person):
    """The countries there are suppliers in, by name in the reader's language. Who sees only some
    suppliers is offered every country: the list must not tell where the others are."""
    sees_all = SCOPES.get(person.role) is EVERY_ROW
    rows = countries_in_use() if sees_all else Country.objects.all()
    language = get_language()
    named = [
        (code, name_in(language, code) or name)
        for code, name in rows.order_by().values_list("code", "name")
    ]
    return sorted(named, key=lambda pair: pair[1])


class SupplierFilter(filters.FilterSet):
    tier = filters.ChoiceFilter(choices=Supplier.Tier.choices, null_label=_("unknown"))
    country = filters.ChoiceFilter()
    status = filters.ChoiceFilter(choices=Supplier.Status.choices)
    is_key = filters.TypedChoiceFilter(
        label=_("Key supplier"), choices=YES_NO, coerce=lambda value: value == "True"
    )
    risk_class = filters.ChoiceFilter(
        label=_("Risk class"), choices=RiskClass.choices, null_label=_("no class yet")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = country_choices(self.request.user)  # asked once a page
        self.filters["country"].extra["choices"] = choices

    class Meta:
        model = Supplier
        fields = ["tier", "country", "status", "is_key"]
