"""The registry's pages: suppliers and their names."""

from django.forms import model_to_dict
from django.shortcuts import redirect
from django.template.defaultfilters import floatformat
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.web.pages import ChangePage, DetailPage, ListPage, NewPage
from sustainportal.web.routes import address_maker

from .. import operations
from ..filters import SupplierFilter
from ..forms import AliasForm, MoveForm, NewSupplierForm, SupplierForm
from ..models import RiskClass, Supplier
from ..models.country import name_in
from ..queries.registry import history, names_around, supplier_rows, supplies_by_quarter
from ..workbooks import LIST_COLUMNS

#: What a row of the list shows.
SHOWN = (
    "pk", "code", "name", "tier", "category", "status", "is_key", "country_id", "country__name",
    "risk_class",
)  # fmt: skip


class SupplierList(ListPage):
    """Every supplier the person may see; a supplier's own user goes straight to their profile."""

    permission = "suppliers.read_supplier"
    template_name = "suppliers/supplier_list.html"
    model = Supplier
    filterset_class = SupplierFilter
    columns = LIST_COLUMNS
    export_name = "suppliers"
    fields = SHOWN
    default_sort = "name"
    sorts = {
        "code": ("code",),
        "name": ("name",),
        "country": ("country__name", "name"),
        "tier": ("tier", "name"),
        "status": ("status", "name"),
        "risk": ("risk_class", "name"),
    }

    def get_queryset(self):
        rows = supplier_rows().visible_to(self.request.user)
        return rows.prefetch_related("aliases") if self.request.GET.get("export") else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        write_words(context["object_list"])
        return context

    def get(self, request, *args, **kwargs):
        if request.user.role == Role.SUPPLIER:
            own = Supplier.objects.visible_to(request.user).first()
            if own:
                return redirect(own)
        return super().get(request, *args, **kwargs)


def write_words(suppliers):
    """Add to the rows of a page what its cells say; what is the same for many is worked out once."""
    address, language, key = address_maker("suppliers:supplier_detail"), get_language(), _t("key")
    classes = {value: str(label) for value, label in RiskClass.choices}
    statuses = {value: str(label) for value, label in Supplier.Status.choices}
    for row in suppliers:
        country = row["country_id"]
        row["address"] = address(row["pk"])
        row["key"] = key if row["is_key"] else ""
        row["country"] = (name_in(language, country) or row["country__name"]) if country else "–"
        row["tier"] = row["tier"] or "–"
        row["status_label"] = statuses[row["status"]]
        row["risk_label"] = classes.get(row["risk_class"], "–")


class SupplierDetail(DetailPage):
    permission = "suppliers.read_supplier"
    template_name = "suppliers/supplier_detail.html"
    queryset = Supplier.objects.select_related("country")

    def get_context_data(self, **kwargs):
        supplier = self.object
        sites = list(supplier.sites.select_related("country"))
        quarters = supplies_by_quarter(supplier)
        tells = self.request.user.has_perm("trail.read_trail")
        return super().get_context_data(
            sites=sites,
            quarters=quarters,
            supplies=supply_words(quarters),
            classification=supplier.classifications.defer("reasons").first(),
            entries=history(supplier, sites) if tells else None,
            **names_around(supplier),
            **kwargs,
        )


def figure(value, places):
    return "" if value is None else floatformat(value, places)


def supply_words(quarters):
    """The rows of the table of supplies; a quarter is shown in its first row only."""
    return [
        {
            "quarter": quarter,
            "seen": "visually-hidden" if place else "",
            "commodity": supply["commodity__name"],
            "share": figure(supply["share"], -3),
            "amount": figure(supply["amount"], "-2g"),
            "currency": "" if supply["amount"] is None else supply["currency"],
            "capacity": figure(supply["capacity_share"], -3),
        }
        for quarter, supplies in quarters
        for place, supply in enumerate(supplies)
    ]


class SupplierNew(NewPage):
    permission = "suppliers.change_supplier_record"
    form_class = NewSupplierForm
    title = _("New supplier")
    success_message = _("The supplier is in the registry.")

    def change(self, form):
        return operations.add_supplier(by=self.request.user, at=now(), **form.cleaned_data)


class ChangeSupplier(ChangePage):
    """Base of the pages that change one supplier."""

    permission = "suppliers.change_supplier_record"
    model = Supplier


class SupplierChange(ChangeSupplier):
    form_class = SupplierForm
    title = _("Change supplier")
    success_message = _("The supplier was changed.")

    def get_initial(self):
        fields = SupplierForm.Meta.fields
        return model_to_dict(self.object, fields) | {"seen_at": self.object.changed_at.isoformat()}

    def change(self, form):
        return operations.change_supplier(
            supplier=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class SupplierMove(ChangeSupplier):
    form_class = MoveForm
    title = _("Change status")
    success_message = _("The status was changed.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"now": self.object.status}

    def change(self, form):
        return operations.move_supplier(
            supplier=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class AliasNew(ChangeSupplier):
    form_class = AliasForm
    title = _("Add a spelling")
    success_message = _("The spelling is kept; imports will recognise it.")

    def change(self, form):
        operations.add_alias(
            supplier=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return self.object
