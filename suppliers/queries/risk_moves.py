"""One risk year beside another: who stands elsewhere, how many, and how the classes spread over the years."""

from collections import defaultdict

from django.db.models import Case, Count, F, FilteredRelation, Max, Min, Q, Value, When
from django.db.models.functions import Abs, Coalesce

from ..models import Classification, RiskClass
from .risk_reasons import OUT_OF_SCOPE

RANKS = {RiskClass.LOW: 1, RiskClass.MEDIUM: 2, RiskClass.HIGH: 3}
YEARS = 6  # shown side by side


def beside(year, before):
    """Classifications of a year, each beside the same supplier's of another one.

    Rows carry `standing` and `standing_before` (class or "out_of_scope"), `rank` and `rank_before` (0: no
    class), `overall_before` and `change` (how far the score moved). Suppliers of one year only are left out.
    """
    other = FilteredRelation(
        "supplier__classifications", condition=Q(supplier__classifications__year=before)
    )
    return (
        Classification.objects.filter(year=year)
        .annotate(before=other)
        .filter(before__isnull=False)
        .annotate(
            standing=_standing(""),
            standing_before=_standing("before__"),
            rank=_rank(""),
            rank_before=_rank("before__"),
            overall_before=F("before__overall"),
            change=Abs(Coalesce("overall", 0.0) - Coalesce("before__overall", 0.0)),
        )
        .select_related("supplier")
        .defer("reasons")
    )


def moves(year, before):
    """Those that stand elsewhere than in the other year, largest change of the score first."""
    rows = beside(year, before).exclude(standing=F("standing_before"))
    return rows.order_by("-change", "pk")


def move_counts(year, before):
    """{standing before: {standing: suppliers}} of all who were judged in both years; one query."""
    rows = beside(year, before).order_by().values_list("standing_before", "standing")
    counts = defaultdict(dict)
    for old, new, count in rows.annotate(count=Count("pk")):
        counts[old][new] = count
    return dict(counts)


def spread(newest):
    """[(year, {standing: suppliers})] of the last years up to `newest`, oldest first; one query."""
    rows = (
        Classification.objects.filter(year__lte=newest, year__gt=newest - YEARS)
        .order_by()
        .values_list("year", "in_scope", "risk_class")
        .annotate(count=Count("pk"))
    )
    counts = defaultdict(lambda: dict.fromkeys([*RiskClass.values, OUT_OF_SCOPE], 0))
    for year, in_scope, risk_class, count in rows:
        counts[year][risk_class if in_scope else OUT_OF_SCOPE] += count
    return sorted(counts.items())


def judged_between(year):
    """(first, last) moment a kept judgement of the year was made; (None, None) if there is none."""
    rows = Classification.objects.filter(year=year)
    found = rows.aggregate(first=Min("judged_at"), last=Max("judged_at"))
    return found["first"], found["last"]


def _standing(path):
    return Case(
        When(**{f"{path}in_scope": False}, then=Value(OUT_OF_SCOPE)),
        default=F(f"{path}risk_class"),
    )


def _rank(path):
    """3 high, 2 medium, 1 low, 0 no class."""
    whens = [
        When(**{f"{path}in_scope": True, f"{path}risk_class": value}, then=Value(rank))
        for value, rank in RANKS.items()
    ]
    return Case(*whens, default=Value(0))
