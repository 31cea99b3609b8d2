"""The pages of a year's due list: the year, its capacity, confirming it."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.operations import ask
from sustainportal.jobs.queries import latest
from sustainportal.web.pages import Act, ListPage, NewPage, Permitted

from ..filters_due import DueItemFilter
from ..forms_due import CapacityForm, ConfirmForm, ItemAddForm
from ..models import DueItem, DueKind, DueList, RiskClass
from ..operations.due import JOB, confirm_due_list, open_due_list, set_capacity
from ..operations.due_items import add_item
from ..operations.risk import FIRST_YEAR
from ..queries.approach import active_approach, approach_rules
from ..queries.due_list import capacity_of, due_list_of, year_figures
from ..wording_due import row_text, share_text
from ..workbooks.due import DUE_COLUMNS

LIST_FIELDS = (
    "pk", "position", "supplier__code", "supplier__name", "kind", "quarter", "state", "risk_class",
    "score", "last_on", "drawn", "decided", "done_on",
)  # fmt: skip


class DueIndex(Permitted):
    """The door in the menu: this year's list."""

    permission = "suppliers.read_due_list"

    def get(self, request):
        return redirect("suppliers:due_year", localdate().year)


class OfDueYear:
    """A page about the list of the year in the address; a year that cannot have one is a 404."""

    @cached_property
    def year(self):
        year = self.kwargs["year"]
        if not FIRST_YEAR <= year <= localdate().year + 1:
            raise Http404
        return year

    @cached_property
    def due_list(self):
        return due_list_of(self.year)

    def there(self):
        """The list, which must be there."""
        if self.due_list is None:
            raise Http404
        return self.due_list

    def page(self):
        return reverse("suppliers:due_year", args=[self.year])


class DueYear(OfDueYear, ListPage):
    permission = "suppliers.read_due_list"
    template_name = "suppliers/due_year.html"
    filterset_class = DueItemFilter
    columns = DUE_COLUMNS
    fields = LIST_FIELDS
    default_sort = "position"
    sorts = {
        "position": ("position",),
        "supplier": ("supplier__name", "position"),
        "kind": ("kind", "quarter", "position"),
        "quarter": ("quarter", "position"),
        "last": ("last_on", "position"),
        "state": ("state", "position"),
    }

    @property
    def export_name(self):
        return f"due-{self.year}"

    def get_queryset(self):
        rows = DueItem.objects.filter(due_list=self.year).visible_to(self.request.user)
        return rows.select_related("supplier") if "export" in self.request.GET else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            year=self.year,
            due_list=self.due_list,
            years=sorted(
                {
                    *DueList.objects.values_list("pk", flat=True),
                    localdate().year,
                    localdate().year + 1,
                }
            ),
            job=latest(JOB, year=self.year),
            approach=self.due_list.approach if self.due_list else active_approach(),
            may_propose=self.year >= localdate().year,
            **kwargs,
        )
        if self.due_list:
            context |= overview(self.due_list)
        context["rows"] = [row_words(row) for row in context["object_list"]]
        return context


def overview(due_list):
    """What the year adds up to: per kind and quarter, in all, and how the random part was drawn."""
    figures = year_figures(due_list.pk)
    planned, done = (sum(row[name] for row in figures) for name in ("planned", "done"))
    return {
        "figures": figures,
        "planned": planned,
        "done": done,
        "percent": done * 100 // planned if planned else 0,
        "beyond": sum(row["beyond"] for row in figures),
        "rules": [
            (row_text(rule.key), rule.every_months, share_text(rule))
            for rule in approach_rules(due_list.approach)
        ],
        "draws": [
            {"rule": row_text(draw["rule"]), "pool": len(draw["pool"]), "drawn": len(draw["drawn"])}
            for draw in due_list.draws
        ],
    }


CLASS, KIND, STATE = dict(RiskClass.choices), dict(DueKind.choices), dict(DueItem.State.choices)


def row_words(row):
    """A row of the list in words, flat, as {% rows %} writes it."""
    return row | {
        "address": reverse("suppliers:due_item_detail", args=[row["pk"]]),
        "class_label": CLASS.get(row["risk_class"], "–"),
        "score": "" if row["score"] is None else f"{row['score']:.0f}",
        "kind_label": KIND[row["kind"]],
        "when": f"Q{row['quarter']}" if row["quarter"] else "–",
        "last": shown_day(row["last_on"]) or _("never"),
        "state_label": STATE[row["state"]],
        "done": shown_day(row["done_on"]),
        "mark": _("drawn") if row["drawn"] else "",
        "hand": _("by hand") if row["decided"] else "",
    }


def shown_day(day):
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


class DuePropose(OfDueYear, Act):
    permission = "suppliers.propose_due_list"
    success_message = _("The list was asked for. This page shows how far it is.")

    def act(self):
        at = now()
        open_due_list(self.year, at=at)
        ask(JOB, by=self.request.user, at=at, year=self.year)
        return self.page()


class DueCapacityPage(OfDueYear, NewPage):
    """How many of each kind fit in each quarter; kept, the list is proposed anew."""

    permission = "suppliers.propose_due_list"
    template_name = "suppliers/due_capacity.html"
    form_class = CapacityForm
    success_message = _("The capacity is kept, and the list is being proposed anew.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"capacity": capacity_of(self.there().pk)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"year": self.year, "cancel_address": self.page()} | kwargs
        )

    def cancel_address(self):
        return self.page()

    def change(self, form):
        person, at = self.request.user, now()
        set_capacity(year=self.year, places=form.places(), by=person, at=at)
        ask(JOB, by=person, at=at, year=self.year)
        return self.page()


class DueConfirm(OfDueYear, NewPage):
    permission = "suppliers.confirm_due_list"
    template_name = "suppliers/due_confirm.html"
    form_class = ConfirmForm
    success_message = _("The list is confirmed; the audit programme takes it up.")

    def get_initial(self):
        proposed = self.there().proposed_at
        return {"seen": proposed.isoformat() if proposed else ""}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            year=self.year, due_list=self.there(), **overview(self.there()), **kwargs
        )

    def cancel_address(self):
        return self.page()

    def change(self, form):
        return confirm_due_list(
            year=self.year, seen_at=form.cleaned_data["seen"], by=self.request.user, at=now()
        )


class DueItemNew(OfDueYear, NewPage):
    permission = "suppliers.adjust_due_list"
    form_class = ItemAddForm
    title = _("Add to the due list by hand")
    submit_label = _("Add")
    success_message = _("It is on the list.")

    def get_form_kwargs(self):
        self.there()
        return super().get_form_kwargs() | {"person": self.request.user}

    def get_initial(self):
        return {"supplier": self.request.GET.get("supplier", "")[:40].replace("\0", "")}

    def get_context_data(self, **kwargs):
        intro = _("Due list %s. What a person adds needs a reason; another person confirms it.")
        return super().get_context_data(**{"intro": intro % self.year} | kwargs)

    def cancel_address(self):
        return self.page()

    def change(self, form):
        return add_item(year=self.year, by=self.request.user, at=now(), **form.cleaned_data)
