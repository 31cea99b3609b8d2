"""How lists of audits, findings and surveys are narrowed down."""

import django_filters as filters
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from suppliers.models import DueKind, RiskClass, Supplier
from sustainportal.web.filters import YearFilter

from .models import (
    TO_PUT_RIGHT,
    Audit,
    Finding,
    ProgrammeItem,
    Provision,
    Rating,
    State,
    Survey,
)

STANDING = [("open", _("Open")), ("closed", _("Closed"))]
WAITS_FOR = [("supplier", _("the supplier")), ("reviewer", _("a buyer or auditor"))]
YES = [("yes", _("Yes"))]


def suppliers_of(request):
    return Supplier.objects.visible_to(request.user)


def supplier_filter(path):
    """Set by links from elsewhere; people type a name into the search box."""
    return filters.ModelChoiceFilter(
        field_name=path, queryset=suppliers_of, widget=HiddenInput, label=_("Supplier")
    )


class AuditFilter(filters.FilterSet):
    state = filters.ChoiceFilter(choices=Audit.State.choices)
    kind = filters.ChoiceFilter(choices=Audit.Kind.choices)
    outcome = filters.ChoiceFilter(choices=Audit.Outcome.choices)
    year = YearFilter(label=_("Year of the visit"), field_name="started_on__year")
    supplier = supplier_filter("site__supplier")

    class Meta:
        model = Audit
        fields = ["state", "kind", "outcome"]


class FindingFilter(filters.FilterSet):
    """Expects rows with `is_overdue` (queries.finding_rows)."""

    standing = filters.ChoiceFilter(label=_("Open or closed"), choices=STANDING, method="stands")
    state = filters.ChoiceFilter(choices=State.choices)
    rating = filters.ChoiceFilter(choices=Rating.choices)
    late = filters.ChoiceFilter(label=_("Overdue"), choices=YES, method="is_late")
    waits = filters.ChoiceFilter(label=_("Waits for"), choices=WAITS_FOR, method="waits_for")
    section = filters.ChoiceFilter(
        label=_("Section"), field_name="provision__section", choices=Provision.Section.choices
    )
    zero = filters.ChoiceFilter(label=_("Zero tolerance"), choices=YES, method="is_zero_tolerance")
    year = YearFilter(label=_("Year of the visit"), field_name="audit__started_on__year")
    provision = filters.CharFilter(field_name="provision__code", widget=HiddenInput)
    counted = filters.CharFilter(method="is_counted", widget=HiddenInput)
    supplier = supplier_filter("audit__site__supplier")

    class Meta:
        model = Finding
        fields = ["state", "rating"]

    def stands(self, rows, name, value):
        return rows.open() if value == "open" else rows.filter(state=State.CLOSED)

    def is_late(self, rows, name, value):
        return rows.filter(is_overdue=True)

    def waits_for(self, rows, name, value):
        return rows.waiting_for_supplier() if value == "supplier" else rows.waiting_for_reviewer()

    def is_zero_tolerance(self, rows, name, value):
        return rows.filter(zero_tolerance__isnull=False)

    def is_counted(self, rows, name, value):
        """As the yearly figures count: findings of final audits, without opportunities."""
        return rows.filter(audit__state=Audit.State.FINAL, rating__in=TO_PUT_RIGHT)


class SurveyFilter(filters.FilterSet):
    state = filters.ChoiceFilter(choices=Survey.State.choices)
    year = YearFilter(label=_("Year"))
    supplier = supplier_filter("supplier")

    class Meta:
        model = Survey
        fields = ["state", "year"]


class ProgrammeFilter(filters.FilterSet):
    """Expects rows with `is_late` (queries.programme_rows)."""

    kind = filters.ChoiceFilter(
        field_name="due_item__kind", label=_("What is due"), choices=DueKind.choices
    )
    quarter = filters.ChoiceFilter(
        field_name="due_item__quarter",
        label=_("Quarter"),
        choices=[(n, f"Q{n}") for n in range(1, 5)],
    )
    state = filters.ChoiceFilter(choices=ProgrammeItem.State.choices)
    risk_class = filters.ChoiceFilter(
        field_name="due_item__risk_class", label=_("Class"), choices=RiskClass.choices
    )
    late = filters.ChoiceFilter(label=_("Overdue"), choices=YES, method="is_late")
    supplier = supplier_filter("due_item__supplier")

    class Meta:
        model = ProgrammeItem
        fields = ["state"]

    def is_late(self, rows, name, value):
        return rows.filter(is_late=True)
