"""How many surveys came back, for one year and questionnaire, by whom."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, OuterRef, Q, Subquery

from suppliers.models import Classification, Country, RiskClass, Supplier

from ..models import Questionnaire, Survey
from ..rules import survey as rules

#: By what the surveys are told apart -> the value of a survey's row.
GROUPS = {"tier": "supplier__tier", "risk_class": "risk_class", "country": "supplier__country"}
UNKNOWN = "unknown"


def counts(today):
    """The counts of every line; a returned survey is started, not handed in."""
    return {
        "assigned": Count("pk"),
        "started": Count("pk", filter=Q(state__in=rules.STANDING["started"])),
        "handed_in": Count("pk", filter=Q(state__in=rules.STANDING["handed_in"])),
        "accepted": Count("pk", filter=Q(state__in=rules.STANDING["accepted"])),
        "late": Count("pk", filter=Q(state__in=rules.FILLABLE, due_on__lt=today)),
    }


def rates_by_questionnaire(surveys, year, today):
    """A line for each questionnaire of the year, with its rate."""
    rows = surveys.filter(year=year).order_by().values("questionnaire").annotate(**counts(today))
    names = {row.pk: str(row) for row in Questionnaire.objects.all()}
    lines = [
        line(row, "questionnaire", row["questionnaire"], names[row["questionnaire"]])
        for row in rows
    ]
    return sorted(lines, key=lambda one: one["label"])


def rates_by(group, surveys, year, questionnaire, today):
    """A line for each tier, class or country; those of whom nothing is known come last."""
    rows = surveys.filter(year=year, questionnaire=questionnaire)
    if group == "risk_class":
        judged = Classification.objects.filter(supplier=OuterRef("supplier"), year=OuterRef("year"))
        rows = rows.annotate(risk_class=Subquery(judged.values("risk_class")[:1]))
    found = rows.order_by().values(GROUPS[group]).annotate(**counts(today))
    labels = labels_of(group)
    lines = [
        line(row, group, value_of(row[GROUPS[group]]), labels.get(row[GROUPS[group]]))
        for row in found
    ]
    return sorted(lines, key=lambda one: (one["value"] == UNKNOWN, str(one["label"])))


def value_of(found):
    return UNKNOWN if found is None or found == "" else found


def line(row, name, value, label):
    return {
        **{key: row[key] for key in ("assigned", "started", "handed_in", "accepted", "late")},
        "name": name,
        "value": value,
        "label": label,
        "rate": rate(row["handed_in"], row["assigned"]),
    }


def labels_of(group):
    if group == "tier":
        return dict(Supplier.Tier.choices)
    if group == "risk_class":
        return dict(RiskClass.choices)
    return {row.pk: str(row) for row in Country.objects.all()}


def rate(handed_in, assigned):
    """Handed in of assigned, in percent with one place; None of nothing."""
    if not assigned:
        return None
    return (Decimal(100 * handed_in) / assigned).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def total(lines):
    """All lines together; their rate is pooled, not a mean of rates."""
    whole = {
        key: sum(one[key] for one in lines)
        for key in ("assigned", "started", "handed_in", "accepted", "late")
    }
    return whole | {"rate": rate(whole["handed_in"], whole["assigned"])}


def survey_years():
    """The years there are surveys of, newest first."""
    return list(Survey.objects.order_by("-year").values_list("year", flat=True).distinct())
