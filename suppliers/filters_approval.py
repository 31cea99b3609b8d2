"""How approvals and assessments are narrowed down."""

import django_filters as filters
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from sustainportal.web.filters import YearFilter

from .models import Assessment, AssessmentKind, Supplier
from .queries.approval import CANDIDATE, CONDITION, OVERDUE, WAITING

STANDINGS = {
    WAITING: _("Proposal waiting"),
    OVERDUE: _("Condition overdue"),
    CONDITION: _("Condition running"),
    CANDIDATE: _("Candidate"),
}
PASSED = [("yes", _("Passed")), ("no", _("Not passed")), ("unasked", _("Not asked for"))]
CONFIRMED = [("yes", _("Confirmed")), ("no", _("Draft"))]


class ApprovalFilter(filters.FilterSet):
    """Expects queries.approval.approval_rows."""

    standing = filters.ChoiceFilter(label=_("Standing"), choices=list(STANDINGS.items()))
    tier = filters.ChoiceFilter(choices=Supplier.Tier.choices, null_label=_("unknown"))

    class Meta:
        model = Supplier
        fields = ["standing", "tier"]


class AssessmentFilter(filters.FilterSet):
    kind = filters.ModelChoiceFilter(queryset=AssessmentKind.objects.all())
    passed = filters.ChoiceFilter(label=_("Result"), choices=PASSED, method="with_result")
    confirmed = filters.ChoiceFilter(label=_("State"), choices=CONFIRMED, method="in_state")
    year = YearFilter(label=_("Year"), field_name="assessed_on__year")
    supplier = filters.ModelChoiceFilter(
        queryset=lambda request: Supplier.objects.visible_to(request.user),
        widget=HiddenInput,
        label=_("Supplier"),
    )

    class Meta:
        model = Assessment
        fields = ["kind", "passed", "confirmed", "year", "supplier"]

    def with_result(self, rows, name, value):
        return rows.filter(passed={"yes": True, "no": False, "unasked": None}[value])

    def in_state(self, rows, name, value):
        return rows.filter(confirmed_at__isnull=value == "no")
