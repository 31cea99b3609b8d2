"""The pages about one supplier: what it is, what is due; its sites and supplies; its history."""

from django.db.models import F
from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sustainportal.web.pages import DetailPage

from ..models import RiskClass, Supplier
from ..models.country import name_in
from ..queries.due import what_is_due
from ..queries.registry import history, supplies_by_quarter, with_class, with_local_name

NEWS = 5  # entries of the trail on the overview


class ProfilePage(DetailPage):
    """A page about one supplier, with the tabs to the others."""

    permission = "suppliers.read_supplier"
    queryset = Supplier.objects.select_related("country")


class SupplierDetail(ProfilePage):
    """What it is. What is due and what changed follows at once, asked for by the page itself."""

    template_name = "suppliers/supplier_detail.html"
    queryset = with_local_name(with_class(Supplier.objects.select_related("sector"))).annotate(
        risk_year=F("risk__year"), risk_in_scope=F("risk__in_scope")
    )

    def get_context_data(self, **kwargs):
        supplier = self.object
        label = RiskClass(supplier.risk_class).label if supplier.risk_class else ""
        country = name_in(get_language(), supplier.country_id) or supplier.country or ""
        return super().get_context_data(risk_label=label, country=country, **kwargs)


class SupplierNow(ProfilePage):
    """What is due, what it supplies, what changed: a part of the overview, or a page without scripts."""

    template_name = "suppliers/supplier_now.html"

    def get_template_names(self):
        return ["suppliers/_supplier_now.html"] if self.request.htmx else [self.template_name]

    def get_context_data(self, **kwargs):
        supplier, person = self.object, self.request.user
        quarters = supplies_by_quarter(supplier, quarters=1)
        tells = person.has_perm("trail.read_trail")
        return super().get_context_data(
            supplies=[{"line": supply_line(row)} for row in supply_words(quarters)],
            quarter=quarters[0][0] if quarters else "",
            due=due_words(what_is_due(supplier, person=person, on=localdate()), localdate()),
            entries=history(supplier, limit=NEWS) if tells else None,
            **kwargs,
        )


class SupplierSupplies(ProfilePage):
    """Its sites with their workforce, and two years of what it supplies."""

    template_name = "suppliers/supplier_supplies.html"

    def get_context_data(self, **kwargs):
        quarters = supplies_by_quarter(self.object)
        return super().get_context_data(
            sites=list(self.object.sites.select_related("country")),
            quarters=quarters,
            supplies=supply_words(quarters),
            **kwargs,
        )


class SupplierHistory(ProfilePage):
    """The newest hundred entries of the trail about the supplier and its sites."""

    permission = "trail.read_trail"
    template_name = "suppliers/supplier_history.html"
    limit = 100

    def get_context_data(self, **kwargs):
        entries = history(self.object, limit=self.limit)
        return super().get_context_data(entries=entries, more=len(entries) == self.limit, **kwargs)


def due_words(found, today):
    """The lines of what is due."""
    return [
        {
            "late": due.by is not None and due.by < today,
            "day": date_format(due.by, "DATE_FORMAT") if due.by else "",
            "address": due.address,
            "text": due.text,
        }
        for due in found
    ]


def supply_line(row):
    """One supply in words: "Cotton: 25 % of orders, 3,000,000 TWD"."""
    parts = [_("%s %% of orders") % row["share"]] if row["share"] else []
    parts += [f"{row['amount']} {row['currency']}"] if row["amount"] else []
    return f"{row['commodity']}: {', '.join(parts) or '–'}"


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
