"""How lists of scorecards and orders are narrowed down."""

import django_filters as filters
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from suppliers.models import Commodity, Supplier

from .models import Allocation, AllocationLine, GradeBand, Quarter, Scorecard, Status
from .rules.scorecard import NOT_GRADED


def grades():
    """The grades of any policy that is or was active, and none."""
    used = GradeBand.objects.exclude(policy__status=Status.DRAFT)
    known = used.order_by("grade").values_list("grade", flat=True).distinct()
    return [*((grade, grade) for grade in known), (NOT_GRADED, _("Not graded"))]


DIRECTIONS = [("up", _("more orders")), ("down", _("fewer orders")), ("same", _("unchanged"))]


def quarters_of_person(request):
    """The quarters a person's lists can be narrowed to."""
    return Quarter.objects.visible_to(request.user)


class CardFilter(filters.FilterSet):
    grade = filters.ChoiceFilter(label=_("Grade"), choices=grades)
    tier = filters.ChoiceFilter(
        label=_("Tier"), field_name="supplier__tier", choices=Supplier.Tier.choices
    )
    commodity = filters.ModelChoiceFilter(
        label=_("Commodity"), queryset=Commodity.objects.all(), method="supplying"
    )

    class Meta:
        model = Scorecard
        fields = []

    def supplying(self, rows, name, commodity):
        """Cards of suppliers that supply the commodity in the card's quarter."""
        return rows.filter(
            supplier__supplies__commodity=commodity, supplier__supplies__quarter=F("quarter")
        )


class AnyQuarterCardFilter(CardFilter):
    quarter = filters.ModelChoiceFilter(label=_("Quarter"), queryset=quarters_of_person)


class OwnCardFilter(filters.FilterSet):
    """What a supplier narrows its own cards by."""

    grade = filters.ChoiceFilter(label=_("Grade"), choices=grades)

    class Meta:
        model = Scorecard
        fields = []


class AllocationFilter(filters.FilterSet):
    quarter = filters.ModelChoiceFilter(label=_("Quarter"), queryset=Quarter.objects.published())
    state = filters.ChoiceFilter(label=_("State"), choices=Allocation.State.choices)

    class Meta:
        model = Allocation
        fields = []


class LineFilter(filters.FilterSet):
    quarter = filters.ModelChoiceFilter(
        label=_("Quarter"), field_name="allocation__quarter", queryset=Quarter.objects.published()
    )
    commodity = filters.ModelChoiceFilter(
        label=_("Commodity"),
        field_name="allocation__commodity",
        queryset=Commodity.objects.all(),
    )
    grade = filters.ChoiceFilter(label=_("Grade"), choices=grades)
    direction = filters.ChoiceFilter(label=_("Change"), choices=DIRECTIONS, method="moving")
    state = filters.ChoiceFilter(
        label=_("State"), field_name="allocation__state", choices=Allocation.State.choices
    )

    class Meta:
        model = AllocationLine
        fields = []

    def moving(self, rows, name, direction):
        conditions = {
            "up": {"share__gt": F("current")},
            "down": {"share__lt": F("current")},
            "same": {"share": F("current")},
        }
        return rows.filter(**conditions[direction])
