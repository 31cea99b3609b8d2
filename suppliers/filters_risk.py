"""How a year's classifications are narrowed down."""

import django_filters as filters
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from .filters import country_choices
from .models import (
    Category,
    Classification,
    ClassOverride,
    Factor,
    FactorReading,
    PreviewRow,
    RiskClass,
    Supplier,
)
from .models.model_preview import STANDINGS
from .queries.risk import BANDS, in_band

OUT = "out_of_scope"
STANDING = [*RiskClass.choices, (OUT, _("Out of scope"))]
BAND_LABELS = [*RiskClass.choices[:3], ("none", _("no score"))]


class ClassificationFilter(filters.FilterSet):
    risk_class = filters.ChoiceFilter(label=_("Class"), choices=STANDING, method="in_class")
    tier = filters.ChoiceFilter(
        field_name="supplier__tier", choices=Supplier.Tier.choices, null_label=_("unknown")
    )
    country = filters.ChoiceFilter(field_name="supplier__country", label=_("Country"))
    management_system = filters.ChoiceFilter(choices=BAND_LABELS, method="in_category_band")
    labour = filters.ChoiceFilter(choices=BAND_LABELS, method="in_category_band")
    environment = filters.ChoiceFilter(choices=BAND_LABELS, method="in_category_band")
    product = filters.ChoiceFilter(choices=BAND_LABELS, method="in_category_band")

    class Meta:
        model = Classification
        fields = ["risk_class", "tier", "country", *Category.values]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["country"].extra["choices"] = country_choices(self.request.user)
        self.filters["tier"].label = _("Tier")
        for category in Category:
            self.filters[category.value].label = category.label

    def in_class(self, rows, name, value):
        if value == OUT:
            return rows.filter(in_scope=False)
        return rows.filter(in_scope=True, risk_class=value)

    def in_category_band(self, rows, name, value):
        return rows.filter(in_band(name, value), in_scope=True) if value in BANDS else rows


class ReadingFilter(filters.FilterSet):
    """Of one supplier's readings: one factor's, those that count, those worked out by the portal."""

    factor = filters.ModelChoiceFilter(label=_("Factor"), queryset=Factor.objects.order_by("name"))
    counts = filters.ChoiceFilter(
        label=_("Counts"),
        choices=[("yes", _("counts")), ("no", _("withdrawn"))],
        method="that_count",
    )
    derived = filters.TypedChoiceFilter(
        label=_("Recorded by"),
        choices=[(True, _("the portal itself")), (False, _("people and records"))],
        coerce=lambda value: value == "True",
    )

    class Meta:
        model = FactorReading
        fields = ["factor", "counts", "derived"]

    def that_count(self, rows, name, value):
        return rows.filter(withdrawn_at__isnull=value == "yes")


class PreviewFilter(filters.FilterSet):
    """Of a model preview: who moved which way, from which class to which. The page shows those who
    moved, unless everyone is asked for."""

    moved = filters.ChoiceFilter(
        label=_("Show"),
        choices=[
            ("rose", _("those who would rise")),
            ("fell", _("those who would fall")),
            ("everyone", _("everyone")),
        ],
        method="that_moved",
        empty_label=_("those who would move"),
    )
    before = filters.ChoiceFilter(
        label=_("Class now"), field_name="standing_before", choices=STANDINGS
    )
    after = filters.ChoiceFilter(
        label=_("Class with the draft"), field_name="standing", choices=STANDINGS
    )

    class Meta:
        model = PreviewRow
        fields = ["moved", "before", "after"]

    def that_moved(self, rows, name, value):
        return rows if value == "everyone" else getattr(rows, value)()


class MovesFilter(filters.FilterSet):
    """Of one year beside another: who moved which way, from which standing to which."""

    moved = filters.ChoiceFilter(
        label=_("Show"),
        choices=[
            ("rose", _("those who rose")),
            ("fell", _("those who fell")),
            ("other", _("those who got or lost a class")),
            ("everyone", _("everyone")),
        ],
        method="that_moved",
        empty_label=_("those who moved"),
    )
    old = filters.ChoiceFilter(
        label=_("Class before"), field_name="standing_before", choices=STANDING
    )
    now = filters.ChoiceFilter(label=_("Class now"), field_name="standing", choices=STANDING)

    class Meta:
        model = Classification
        fields = ["moved", "old", "now"]

    def that_moved(self, rows, name, value):
        if value == "rose":
            return rows.filter(rank__gt=F("rank_before"), rank_before__gt=0)
        if value == "fell":
            return rows.filter(rank__lt=F("rank_before"), rank__gt=0)
        if value == "other":
            rows = rows.exclude(standing=F("standing_before"))
            return rows.filter(Q(rank=0) | Q(rank_before=0))
        return rows


class OverrideFilter(filters.FilterSet):
    """Of the classes set by hand in a year: those that count today, and the others."""

    counts = filters.ChoiceFilter(
        label=_("Counts"),
        choices=[("yes", _("counts today")), ("no", _("ended or run out"))],
        method="that_count",
    )

    class Meta:
        model = ClassOverride
        fields = ["counts"]

    def that_count(self, rows, name, value):
        live = Q(ended_at=None, until__gte=localdate())
        return rows.filter(live if value == "yes" else ~live)
