"""How lists of audits, findings and surveys are narrowed down."""

import django_filters as filters
from django.db.models import Exists, OuterRef
from django.forms import HiddenInput
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from suppliers.models import DueKind, RiskClass, Supplier
from sustainportal.accounts.roles import Role
from sustainportal.web.filters import RareFilters, YearFilter

from .filters_overviews import AuditsFromOverviews, FromOverviews
from .models import (
    Audit,
    Finding,
    Postponement,
    ProgrammeItem,
    Provision,
    Rating,
    State,
)
from .queries.drafts import led_by, to_comment_on
from .queries.more_time import to_decide
from .queries.owners import seen_to_by
from .rules import life

STANDING = [("open", _("Open")), ("closed", _("Closed"))]
WAITS_FOR = [("supplier", _("the supplier")), ("reviewer", _("a buyer or auditor"))]
VALIDITY = [("soon", _("Expires within 90 days")), ("expired", _("Expired"))]
DRAFTS = [
    ("comment", _("Draft reports to comment on")),
    ("mine", _("Your draft reports with suppliers")),
]
YES = [("yes", _("Yes"))]
#: What waits for a decision of one's own is offered to those who may decide.
MORE_TIME = [
    ("asked", _("asked for")), ("decide", _("asked for, by others")), ("granted", _("granted")),
    ("paused", _("clock stands still")),
]  # fmt: skip


def suppliers_of(request):
    return Supplier.objects.visible_to(request.user)


def supplier_filter(path):
    """Set by links from elsewhere; people type a name into the search box."""
    return filters.ModelChoiceFilter(
        field_name=path, queryset=suppliers_of, widget=HiddenInput, label=_("Supplier")
    )


class AuditFilter(AuditsFromOverviews):
    """Expects rows with `validity` (Audit.objects.with_validity)."""

    state = filters.ChoiceFilter(choices=Audit.State.choices)
    kind = filters.ChoiceFilter(choices=Audit.Kind.choices)
    outcome = filters.ChoiceFilter(choices=Audit.Outcome.choices)
    year = YearFilter(label=_("Year of the visit"), field_name="started_on__year")
    validity = filters.ChoiceFilter(label=_("Due again"), choices=VALIDITY)
    drafts = filters.ChoiceFilter(
        label=_("Draft reports"), choices=DRAFTS, method="of_drafts", widget=HiddenInput
    )
    supplier = supplier_filter("site__supplier")

    class Meta:
        model = Audit
        fields = ["state", "kind", "outcome"]

    def of_drafts(self, rows, name, value):
        if value == "mine":
            return led_by(rows, self.request.user)
        return to_comment_on(rows, localdate())


class FindingFilter(RareFilters, FromOverviews):
    """Expects rows with `due_order` and their day (queries.finding_rows)."""

    rare = ("state", "age", "delay", "section", "zero", "repeats", "time", "year")

    standing = filters.ChoiceFilter(label=_("Open or closed"), choices=STANDING, method="stands")
    state = filters.ChoiceFilter(choices=State.choices)
    rating = filters.ChoiceFilter(choices=Rating.choices)
    late = filters.ChoiceFilter(label=_("Overdue"), choices=YES, method="is_late")
    waits = filters.ChoiceFilter(label=_("Waits for"), choices=WAITS_FOR, method="waits_for")
    section = filters.ChoiceFilter(
        label=_("Section"), field_name="provision__section", choices=Provision.Section.choices
    )
    zero = filters.ChoiceFilter(label=_("Zero tolerance"), choices=YES, method="is_zero_tolerance")
    repeats = filters.ChoiceFilter(label=_("Found before"), choices=YES, method="is_repeat")
    time = filters.ChoiceFilter(label=_("More time"), choices=MORE_TIME, method="has_more_time")
    mine = filters.ChoiceFilter(label=_("Entrusted to me"), choices=YES, method="is_mine")
    year = YearFilter(label=_("Year of the visit"), field_name="audit__started_on__year")
    provision = filters.CharFilter(field_name="provision__code", widget=HiddenInput)
    heading = filters.CharFilter(method="of_headings", widget=HiddenInput)
    supplier = supplier_filter("audit__site__supplier")

    class Meta:
        model = Finding
        fields = ["state", "rating"]

    def stands(self, rows, name, value):
        return rows.open() if value == "open" else rows.filter(state=State.CLOSED)

    def is_late(self, rows, name, value):
        """As `is_overdue` says it, in the words of the index."""
        return rows.filter(due_order__lt=rows.day)

    def of_headings(self, rows, name, value):
        """`value`: keys of provisions, with commas between them."""
        keys = [part for part in value.split(",") if part.isascii() and part.isdecimal() and len(part) < 10]
        return rows.filter(provision__in=keys)

    def waits_for(self, rows, name, value):
        return rows.waiting_for_supplier() if value == "supplier" else rows.waiting_for_reviewer()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if getattr(getattr(self.request, "user", None), "role", "") != Role.SUPPLIER:
            del self.filters["mine"]  # only a supplier's people see to findings
        user = getattr(self.request, "user", None)
        if "time" in self.filters and not (user and user.has_perm("audits.decide_postponement")):
            self.filters["time"].extra["choices"] = [one for one in MORE_TIME if one[0] != "decide"]

    def is_repeat(self, rows, name, value):
        return rows.filter(repeat_of__isnull=False)

    def has_more_time(self, rows, name, value):
        if value == "paused":
            return rows.filter(paused_on__isnull=False)
        if value == "decide":
            return rows.filter(pk__in=to_decide(self.request.user).values("finding"))
        state = Postponement.State.ASKED if value == "asked" else Postponement.State.GRANTED
        return rows.filter(
            pk__in=Postponement.objects.filter(state=state).values("finding"),
            state__in=life.POSTPONABLE if value == "asked" else State.values,
        )

    def is_mine(self, rows, name, value):
        """Also what was entrusted to people who have left: it is with everybody again."""
        return rows.filter(
            Exists(Finding.owners.through.objects.filter(finding=OuterRef("pk"))),
            seen_to_by(self.request.user),
        )

    def is_zero_tolerance(self, rows, name, value):
        return rows.filter(zero_tolerance__isnull=False)


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
