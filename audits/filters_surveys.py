"""How the list of surveys is narrowed down; every number of the response-rate page opens through these."""

import django_filters as filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from suppliers.models import Classification, RiskClass, Supplier
from sustainportal.web.filters import LazyChoices, YearFilter

from .filters import supplier_filter
from .models import Questionnaire, Survey

STANDING = [
    ("to_answer", _("to answer")),
    ("started", _("started")),
    ("handed_in", _("handed in")),
    ("accepted", _("accepted")),
    ("late", _("late")),
]
#: What the page of response rates calls those of whom nothing is known.
UNKNOWN = "unknown"


def questionnaires():
    rows = Questionnaire.objects.order_by("title", "-version")
    return LazyChoices(lambda: [(row.pk, str(row)) for row in rows])


class SurveyFilter(filters.FilterSet):
    """Expects rows with `is_late` (Survey.objects.with_late)."""

    state = filters.ChoiceFilter(choices=Survey.State.choices)
    year = YearFilter(label=_("Year"))
    questionnaire = filters.ChoiceFilter(label=_("Questionnaire"), field_name="questionnaire")
    standing = filters.ChoiceFilter(label=_("How far"), choices=STANDING, method="stands")
    tier = filters.ChoiceFilter(
        label=_("Tier"),
        choices=[*Supplier.Tier.choices, (UNKNOWN, _("unknown"))],
        method="of_tier",
    )
    risk_class = filters.ChoiceFilter(
        label=_("Class of the year"),
        choices=[*RiskClass.choices, (UNKNOWN, _("no class yet"))],
        method="in_class",
    )
    country = filters.CharFilter(label=_("Country (code)"), method="in_country")
    supplier = supplier_filter("supplier")

    class Meta:
        model = Survey
        fields = ["state", "year"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["questionnaire"].extra["choices"] = questionnaires()

    def stands(self, rows, name, value):
        return rows.standing(value)

    def of_tier(self, rows, name, value):
        return rows.filter(supplier__tier=None if value == UNKNOWN else value)

    def in_class(self, rows, name, value):
        judged = Classification.objects.filter(supplier=OuterRef("supplier"), year=OuterRef("year"))
        if value == UNKNOWN:
            return rows.exclude(Exists(judged))
        return rows.filter(Exists(judged.filter(risk_class=value)))

    def in_country(self, rows, name, value):
        return rows.filter(supplier__country=None if value == UNKNOWN else value.upper())
