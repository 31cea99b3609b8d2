"""Scorecards for pages: who belongs to a quarter, what is missing, the trend, judged again."""

from django.db.models import Count, Exists, OuterRef, Q

from suppliers.models import Supplier, Supply
from suppliers.rules import quarters

from ..models import OperatingFigure, Quarter, Scorecard
from ..rules.scorecard import again
from .policies import policy_rules


def suppliers_of(quarter):
    """The suppliers a quarter is about: those that supplied in it, or have figures of it."""
    supplied = Supply.objects.filter(quarter=quarter, supplier=OuterRef("pk"))
    measured = OperatingFigure.objects.filter(quarter=quarter, supplier=OuterRef("pk"))
    return Supplier.objects.standing().filter(Exists(supplied) | Exists(measured))


def missing_figures(quarter):
    """{dimension: number of the quarter's suppliers without this operating figure}; one query."""
    dimensions = OperatingFigure.Dimension.values
    counts = {
        dimension: Count(
            "pk",
            filter=~Exists(
                OperatingFigure.objects.filter(
                    quarter=quarter, dimension=dimension, supplier=OuterRef("pk")
                )
            ),
        )
        for dimension in dimensions
    }
    return suppliers_of(quarter).aggregate(**counts)


def figures_after(quarter):
    """How many operating figures came in after the quarter was computed."""
    if quarter.computed_at is None:
        return 0
    return quarter.figures.filter(recorded_at__gt=quarter.computed_at).count()


def grade_counts(quarter_codes):
    """{quarter: {grade: number of cards}}; one query."""
    rows = (
        Scorecard.objects.filter(quarter__in=quarter_codes)
        .order_by()
        .values_list("quarter", "grade")
        .annotate(Count("pk"))
    )
    counts = {}
    for quarter, grade, count in rows:
        counts.setdefault(quarter, {})[grade] = count
    return counts


def trend(supplier_id, until, cards, *, length=8):
    """[(quarter, card or None)] of the quarters that end with `until`, oldest first.

    `cards`: a queryset the reader may see.
    """
    codes = [quarters.shifted(until, -back) for back in range(length - 1, -1, -1)]
    known = {
        card.quarter_id: card
        for card in cards.filter(supplier=supplier_id, quarter__in=codes).defer("parts")
    }
    return [(code, known.get(code)) for code in codes]


def judged_again(card):
    """The kept card judged once more from what it kept: the same score, grade and coverage."""
    return again(policy_rules(card.policy), card.parts)


def judged_differently(quarter):
    """The ids of the quarter's cards that do not come out the same when judged again; none, if all is well."""
    rules, different = {}, []
    for card in quarter.cards.select_related("policy").iterator(chunk_size=500):
        if card.policy_id not in rules:
            rules[card.policy_id] = policy_rules(card.policy)
        judgement = again(rules[card.policy_id], card.parts)
        kept = (card.score, card.grade, card.coverage)
        if kept != (judgement.score, judgement.grade, judgement.coverage):
            different.append(card.pk)
    return different


def newest_open_quarter(day):
    """The newest quarter that had begun by that day and is not published, or None."""
    begun = Quarter.objects.filter(code__lte=quarters.of(day))
    return begun.exclude(state=Quarter.State.PUBLISHED).order_by("-code").first()


def newest_published_quarter():
    """The newest published quarter, or None."""
    return Quarter.objects.published().order_by("-code").first()


def quarters_with_counts(rows):
    """Quarters with the number of their cards and how many are graded."""
    graded = Count("cards", filter=~Q(cards__grade=Scorecard.NOT_GRADED))
    return rows.annotate(card_count=Count("cards"), graded_count=graded)
