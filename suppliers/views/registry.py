"""The registry's pages: suppliers and their names."""

from django.forms import model_to_dict
from django.shortcuts import redirect
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import sees_every_supplier
from sustainportal.web.columns import ChosenColumns
from sustainportal.web.pages import ChangePage, ListPage, NewPage
from sustainportal.web.routes import address_maker

from .. import operations
from ..filters import SupplierFilter
from ..forms import AliasForm, MoveForm, NewSupplierForm, SupplierForm
from ..models import Supplier
from ..queries.registry import with_class
from ..queries.supplier_list import every_row, gather, values_of
from ..workbooks import LIST_COLUMNS


class SupplierList(ChosenColumns, ListPage):
    """Every supplier the person may see; a supplier's own user goes straight to their profile."""

    permission = "suppliers.read_supplier"
    template_name = "suppliers/supplier_list.html"
    model = Supplier
    filterset_class = SupplierFilter
    columns = LIST_COLUMNS
    default_columns = ("code", "name", "country", "tier", "category", "status", "risk")
    short_headings = {"code": _("Code"), "name": _("Name")}
    export_name = "suppliers"
    finds_first = True
    keeps_views = True
    default_sort = "name"
    sorts = {
        "code": ("code",),
        "name": ("name",),
        "country": ("country__name", "name"),
        "region": ("region", "name"),
        "tier": ("tier", "name"),
        "category": ("category", "name"),
        "status": ("status", "name"),
        "risk": ("risk_class", "name"),
        "created_at": ("created_at",),
        "changed_at": ("changed_at",),
    }

    def get_queryset(self):
        rows = Supplier.objects.standing().visible_to(self.request.user)
        return with_class(rows) if self.sort.endswith("risk") else rows

    def offered_columns(self):
        """A parent company may be one that an auditor must not see."""
        every = sees_every_supplier(self.request.user)
        return [column for column in self.columns if every or column.key != "parent"]

    def page_rows(self, rows):
        return values_of(rows, self.shown | {"name", "is_key"})

    def export_rows(self):
        return every_row(self.object_list, self.shown)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        write_words(gather(context["object_list"], self.shown), self.shown_columns)
        return context

    def get(self, request, *args, **kwargs):
        if request.user.role == Role.SUPPLIER:
            own = Supplier.objects.visible_to(request.user).first()
            if own:
                return redirect(own)
        return super().get(request, *args, **kwargs)


def write_words(suppliers, columns):
    """Add to the rows of a page what its cells say; what is the same for many is worked out once."""
    address, key, words = address_maker("suppliers:supplier_detail"), _t("key"), {}
    for column in columns:
        if column.kind == "choice" and column.key != "tier":  # a tier is its number
            words[column.key] = {value: str(label) for value, label in column.pairs()}
    readers = [(column.key, column.read, WRITERS.get(column.kind)) for column in columns]
    for row in suppliers:
        row["address"] = address(row["pk"])
        row["key"] = key if row["is_key"] else ""
        for name, read, write in readers:
            value = read(row)
            if name in words:
                row[f"{name}_code"], row[name] = value, words[name].get(value, "–")
            elif value in (None, ""):
                row[name] = "–"
            else:
                row[name] = write(value) if write else value


def yes_or_no(value):
    return _t("yes") if value else _t("no")


def day(moment):
    return date_format(localtime(moment), "SHORT_DATE_FORMAT")


#: Kind of a column -> how a page writes its value.
WRITERS = {
    "boolean": yes_or_no,
    "datetime": day,
    "integer": lambda value: number_format(value, force_grouping=True),
}


class SupplierNew(NewPage):
    permission = "suppliers.change_supplier_record"
    form_class = NewSupplierForm
    title = _("New supplier")
    intro = _("It starts as a candidate; a colleague decides on its approval.")
    success_message = _("The supplier is in the registry, as a candidate.")

    def change(self, form):
        candidate = Supplier.Status.CANDIDATE
        return operations.add_supplier(
            status=candidate, by=self.request.user, at=now(), **form.cleaned_data
        )


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
    intro = _("Approved, conditionally approved and rejected are not chosen here: see “Approval”.")
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
