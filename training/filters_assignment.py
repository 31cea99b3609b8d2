"""Filters of assigned courses, and of the rows behind the counts of courses."""

import django_filters
from django.db.models import F
from django.db.models.functions import TruncDate
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.web.filters import YearFilter

from .models import Campaign, Completion, Course, CourseAssignment, CourseRule, LessonView
from .queries.courses import came_from
from .queries.recurrence import STATES, in_state
from .wording_assignment import who_words

STANDINGS = [
    ("open", _("open")),
    ("overdue", _("overdue")),
    ("completed", _("completed")),
    ("in_time", _("completed in time")),
    ("kept", _("not lifted")),
    ("lifted", _("lifted")),
]
SEEN = [
    ("completed_again", _("completed, then found again")),
    ("completed_not_again", _("completed, audited since, not found again")),
    ("completed_not_looked", _("completed, not audited since")),
    ("open_again", _("not completed, found again")),
    ("open_not_again", _("not completed, audited since, not found again")),
    ("open_not_looked", _("not completed, not audited since")),
]
assert {code for code, _label in SEEN} == set(STATES)


def rule_choices():
    rows = CourseRule.objects.select_related("course")
    by_hand = [("hand", _("by hand"))]
    return by_hand + [(rule.pk, f"{who_words(rule)} → {rule.course.title}") for rule in rows]


def courses_of(request):
    """Every course; who has no figures to read chooses among published ones."""
    rows = Course.objects.order_by("title", "language", "pk")
    told = request.user.has_perm("training.read_statistics")
    return rows if told else rows.filter(is_published=True)


def suppliers_of(request):
    return Supplier.objects.visible_to(request.user)


def standing(rows, name, value):
    if value == "overdue":
        return rows.filter(is_late=True)
    if value == "open":
        return rows.open()
    if value == "kept":
        return rows.filter(lifted_at=None)
    if value == "lifted":
        return rows.exclude(lifted_at=None)
    rows = rows.exclude(completed_at=None)
    if value == "in_time":
        rows = rows.annotate(done_on=TruncDate("completed_at")).filter(done_on__lte=F("due_on"))
    return rows


class AssignmentFilter(django_filters.FilterSet):
    standing = django_filters.ChoiceFilter(choices=STANDINGS, method=standing, label=_("State"))
    course = django_filters.ModelChoiceFilter(queryset=courses_of, label=_("Course"))
    rule = django_filters.ChoiceFilter(choices=rule_choices, method="by_rule", label=_("Rule"))
    seen = django_filters.ChoiceFilter(choices=SEEN, method="by_state", label=_("Found again"))
    finding = django_filters.BooleanFilter(
        method="for_finding", widget=HiddenInput, label=_("For a finding")
    )
    supplier = django_filters.ModelChoiceFilter(
        queryset=suppliers_of, widget=HiddenInput, label=_("Supplier")
    )

    class Meta:
        model = CourseAssignment
        fields = []

    def by_rule(self, rows, name, value):
        return rows.exclude(assigned_by=None) if value == "hand" else rows.filter(rule=value)

    def by_state(self, rows, name, value):
        return in_state(rows, value)

    def for_finding(self, rows, name, value):
        return rows.filter(finding__isnull=not value, lifted_at=None)


class CourseRowsFilter(django_filters.FilterSet):
    """`?course=3&year=2026&campaign=2`: the same part as the count that opens it."""

    course = django_filters.ModelChoiceFilter(queryset=courses_of, label=_("Course"))
    year = YearFilter(min_value=2000, max_value=2100, label=_("Year"))
    campaign = django_filters.ModelChoiceFilter(
        queryset=lambda request: Campaign.objects.exclude(sent_at=None), label=_("Campaign")
    )


class ViewFilter(CourseRowsFilter):
    course = django_filters.ModelChoiceFilter(
        "lesson__course", queryset=courses_of, label=_("Course")
    )
    year = YearFilter(
        "viewed_on", lookup_expr="year", min_value=2000, max_value=2100, label=_("Year")
    )

    class Meta:
        model = LessonView
        fields = []


class CompletionFilter(CourseRowsFilter):
    year = YearFilter(
        "completed_at", lookup_expr="year", min_value=2000, max_value=2100, label=_("Year")
    )
    campaign = django_filters.ModelChoiceFilter(
        queryset=lambda request: Campaign.objects.exclude(sent_at=None), method="by_campaign",
        label=_("Campaign"),
    )  # fmt: skip

    class Meta:
        model = Completion
        fields = []

    def by_campaign(self, rows, name, value):
        return rows.filter(came_from(value))
