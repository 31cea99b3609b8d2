"""Zero-tolerance matters on a page of their own."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.models import RiskClass
from sustainportal.accounts.roles import Role
from sustainportal.web.pages import ListPage

from ..filters import STANDING, supplier_filter
from ..models import Finding, State
from ..queries.zero_tolerance import set_by_hand, told_of, zero_tolerance_rows
from ..workbooks.zero_tolerance import ZERO_TOLERANCE_COLUMNS


class ZeroToleranceFilter(filters.FilterSet):
    standing = filters.ChoiceFilter(label=_("Open or closed"), choices=STANDING, method="stands")
    supplier = supplier_filter("audit__site__supplier")

    class Meta:
        model = Finding
        fields = []

    def stands(self, rows, name, value):
        return rows.open() if value == "open" else rows.filter(state=State.CLOSED)


class ZeroTolerance(ListPage):
    """Open ones first, then the newest."""

    permission = "audits.read_finding"
    template_name = "audits/zero_tolerance.html"
    filterset_class = ZeroToleranceFilter
    columns = ZERO_TOLERANCE_COLUMNS
    export_name = "zero-tolerance"
    default_sort = "standing"
    sorts = {
        "standing": ("closed_order", "-discovered_on"),
        "since": ("discovered_on",),
        "supplier": ("audit__site__supplier__name", "audit", "number"),
    }

    def get_queryset(self):
        return zero_tolerance_rows().visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        rows = page["object_list"]
        told, by_hand = told_of(rows), set_by_hand(rows, timezone.localdate())
        own = self.request.user.role == Role.SUPPLIER
        for row in rows:
            people = told[row.pk]
            row.told = [person for person, _at in people if not own or person.role == Role.SUPPLIER]
            row.told_at = people[0][1] if people else None
            row.told_others = len(people) - len(row.told)
            row.class_label = RiskClass(row.risk_class).label if row.risk_class else ""
            row.rule_label = gettext(row.class_rule) if row.class_rule else ""
            row.by_hand = by_hand.get(row.audit.site.supplier_id)
        return page | {"own": own}
