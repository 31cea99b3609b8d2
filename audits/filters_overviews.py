"""The filters of findings that the numbers of the overviews open their rows with."""

import django_filters as filters
from django.db.models import Exists, OuterRef
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from suppliers.models import Commodity, Country, Supplier, Supply
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import sees_every_supplier

from .models import Step
from .queries.ageing import between
from .queries.comparison import NONE
from .queries.counted import is_counted
from .queries.steps import STEPS
from .rules.ageing import AGES, LATE
from .wording_overviews import AGE_WORDS, LATE_WORDS, STEP_WORDS


def commodities(request):
    return Commodity.objects.all() if sees_every_supplier(request.user) else Commodity.objects.none()


def reviewers(request):
    """Colleagues, for those who may know their names."""
    if request.user.role == Role.SUPPLIER:
        return User.objects.none()
    return User.objects.filter(role__in=[Role.PROCUREMENT, Role.AUDITOR])


def hidden(kind, label, **more):
    return kind(label=label, widget=HiddenInput, **more)


def by_country(path):
    """By the country of the supplier that `path` leads to; NONE: not known."""
    return hidden(
        filters.ModelChoiceFilter, _("Country"), field_name=f"{path}__country",
        queryset=Country.objects.all(), null_label="–", null_value=NONE,
    )  # fmt: skip


def by_tier(path):
    return hidden(
        filters.ChoiceFilter, _("Tier"), field_name=f"{path}__tier",
        choices=Supplier.Tier.choices, null_label="–", null_value=NONE,
    )  # fmt: skip


def by_commodity():
    return hidden(
        filters.ModelChoiceFilter, _("Commodity"), queryset=commodities, method="of_commodity",
        null_label="–", null_value=NONE,
    )  # fmt: skip


class AuditsFromOverviews(filters.FilterSet):
    country = by_country("site__supplier")
    tier = by_tier("site__supplier")
    commodity = by_commodity()

    def of_commodity(self, rows, name, value):
        return supplying(rows, value, "site__supplier")


def supplying(rows, commodity, path):
    """The rows whose supplier supplies a commodity (NONE: none that is known)."""
    supplied = Supply.objects.filter(supplier=OuterRef(path))
    if commodity == NONE:
        return rows.filter(~Exists(supplied))
    return rows.filter(Exists(supplied.filter(commodity=commodity)))


class FromOverviews(filters.FilterSet):
    """Expects rows with `due_order`, `is_overdue` and their day (queries.finding_rows)."""

    age = filters.ChoiceFilter(label=_("Discovered"), choices=list(AGE_WORDS.items()), method="of_age")
    delay = filters.ChoiceFilter(label=_("Delay"), choices=list(LATE_WORDS.items()), method="late_by")
    counted = hidden(filters.CharFilter, _("As the yearly figures count"), method="is_counted")
    reported = hidden(filters.CharFilter, _("Reported"), method="is_reported")
    step = hidden(
        filters.ChoiceFilter, _("Step taken"), choices=list(STEP_WORDS.items()), method="took_step"
    )
    auditor = hidden(
        filters.ModelChoiceFilter, _("Lead auditor"), field_name="audit__auditor", queryset=reviewers
    )
    buyer = hidden(
        filters.ModelChoiceFilter, _("Audit planned by"), field_name="audit__planned_by",
        queryset=reviewers,
    )  # fmt: skip
    country = by_country("audit__site__supplier")
    tier = by_tier("audit__site__supplier")
    commodity = by_commodity()

    #: Filters without a control: the list says that they are on.
    silent = ("step", "auditor", "buyer", "country", "tier", "commodity")

    @property
    def narrowed_by(self):
        """(label, value) of the filters that have no control."""
        given = getattr(self.form, "cleaned_data", {})
        for name in self.silent:
            value = given.get(name)
            if value:
                words = STEP_WORDS if name == "step" else dict(Supplier.Tier.choices)
                key = int(value) if name == "tier" and value != NONE else value
                shown = words.get(key, value) if name in ("step", "tier") else value
                yield self.filters[name].label, "–" if value == NONE else shown

    def of_age(self, rows, name, value):
        return rows.filter(between("discovered_on", AGES[value], rows.day))

    def late_by(self, rows, name, value):
        if value == "no":  # that is, `is_overdue` is False
            return rows.filter(due_order__gte=rows.day)
        return rows.filter(between("due_order", LATE[value], rows.day))

    def is_counted(self, rows, name, value):
        """As the yearly figures count (queries.counted)."""
        return rows.filter(is_counted())

    def is_reported(self, rows, name, value):
        return rows.reported()

    def took_step(self, rows, name, value):
        steps = Step.objects.filter(finding=OuterRef("pk"), verb__in=STEPS[value])
        return rows.filter(Exists(steps))

    def of_commodity(self, rows, name, value):
        return supplying(rows, value, "audit__site__supplier")
