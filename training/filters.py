"""Filters of the lists behind the figures: the same part of what was held as the cell that opens them."""

import django_filters
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.web.filters import YearFilter

from .models import Attendance, Event, HeadCount, Session
from .queries import Slice, themes
from .queries.slices import NOT_KNOWN

TIERS = [*((str(value), label) for value, label in Supplier.Tier.choices), (NOT_KNOWN, _("not known"))]


def theme_choices():
    """The themes of held events; those without one as such."""
    return [(theme or NOT_KNOWN, theme or _("without a theme")) for theme in themes()]


def suppliers_of(request):
    return Supplier.objects.visible_to(request.user)


class SliceFilter(django_filters.FilterSet):
    """`?year=2026&kind=training&theme=Climate&tier=2`, each on its own or together."""

    year = YearFilter(label=_("Year"))
    since = YearFilter(label=_("Since year"), widget=HiddenInput)
    until = YearFilter(label=_("Until year"), widget=HiddenInput)
    kind = django_filters.ChoiceFilter(choices=Event.Kind.choices, label=_("Kind"))
    theme = django_filters.ChoiceFilter(choices=theme_choices, label=_("Theme"))
    tier = django_filters.ChoiceFilter(choices=TIERS, label=_("Tier"))

    def part(self):
        """What is asked for; everything while nothing is."""
        return Slice.of(getattr(self.form, "cleaned_data", {}))

    def filter_queryset(self, queryset):
        return getattr(self.part(), self.rows_of)(queryset)


class AttendanceFilter(SliceFilter):
    rows_of = "attendances"
    supplier = django_filters.ModelChoiceFilter(
        queryset=suppliers_of, widget=HiddenInput, label=_("Supplier")
    )

    class Meta:
        model = Attendance
        fields = []

    def filter_queryset(self, queryset):
        rows, supplier = super().filter_queryset(queryset), self.form.cleaned_data["supplier"]
        return rows.filter(supplier=supplier) if supplier else rows


class HeadCountFilter(SliceFilter):
    rows_of = "heads"

    class Meta:
        model = HeadCount
        fields = []


class SessionFilter(SliceFilter):
    rows_of = "sessions"

    class Meta:
        model = Session
        fields = []


class ReachedFilter(SliceFilter):
    rows_of = "suppliers"

    class Meta:
        model = Supplier
        fields = []
