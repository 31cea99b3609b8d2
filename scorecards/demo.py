"""The demo company's quarters: eight of figures and cards, the last but one with orders partly decided."""

import datetime as dt
import random
from decimal import Decimal

from django.utils import timezone

from suppliers.rules import quarters
from sustainportal.accounts.models import User
from sustainportal.notices.operations import muted

from . import operations
from .models import Allocation, OperatingFigure, Quarter, Scorecard
from .operations.figures import keep_figures
from .queries.cards import suppliers_of
from .queries.commodities import commodities_of

QUARTERS = 8
DIMENSIONS = OperatingFigure.Dimension.values
#: Figures are missing once in so many, as in life.
GAP = 0.04


def build(*, at):
    """Figures, cards and orders. Does nothing where quarters are."""
    if Quarter.objects.exists():
        return {}
    chance = random.Random("scorecards")
    people = {person.username: person for person in User.objects.filter(is_active=True)}
    now = quarters.of(timezone.localdate(at))
    codes = [quarters.shifted(now, -back) for back in reversed(range(QUARTERS))]
    levels = _levels(chance, codes)
    with muted():
        for code in codes:
            _quarter(chance, code, levels, people, at, is_open=code == now)
        for code in codes[-3:-1]:
            _orders(chance, code, people, at, all_decided=code == codes[-3])
    return {
        "operating figures": OperatingFigure.objects.count(),
        "scorecards": Scorecard.objects.count(),
        "order recommendations": Allocation.objects.count(),
    }


def _levels(chance, codes):
    """supplier id → how good it is in each dimension, 0–100, before chance and time."""
    ids = suppliers_of(codes[-1]).order_by("code").values_list("pk", flat=True)
    levels = {}
    for supplier in ids:
        base = min(96, max(52, chance.gauss(79, 9)))
        levels[supplier] = {name: base + chance.uniform(-6, 6) for name in DIMENSIONS}
    return levels


def _quarter(chance, code, levels, people, at, *, is_open):
    """One quarter: figures in its first days after the end, cards a day later, published two weeks on."""
    end = dt.datetime.combine(quarters.last_day(code), dt.time(9))
    came = at if is_open else timezone.make_aware(end) + dt.timedelta(days=4)
    came = min(came, at)
    judged = min(came + dt.timedelta(days=1), at)
    keep_figures(_figures(chance, code, levels), by=people["buyer"], at=came)
    quarter = Quarter.objects.get(pk=code)
    operations.compute_cards(
        quarter=quarter, policy=operations.policy_to_use(), supplier_ids=list(levels), at=judged
    )
    operations.finish_computing(quarter=quarter, by=people["buyer"], at=judged)
    if not is_open:
        published = min(judged + dt.timedelta(days=14), at)
        operations.publish_quarter(quarter=quarter, by=people["buyer2"], at=published)


def _figures(chance, code, levels):
    rows = []
    for row, (supplier, level) in enumerate(levels.items(), start=2):
        for name in DIMENSIONS:
            level[name] = min(99, max(35, level[name] + chance.gauss(0.2, 2.2)))
            if chance.random() < GAP:
                continue
            value = Decimal(str(round(level[name], 1)))
            rows.append((supplier, code, name, value, row))
    return rows


def _orders(chance, code, people, at, *, all_decided):
    """Recommendations of every commodity; the older quarter decided, of the newer one a part."""
    quarter = Quarter.objects.get(pk=code)
    moment = max(quarter.published_at, at - dt.timedelta(days=90)) if all_decided else at
    for commodity in commodities_of(code):
        operations.allocate(quarter=quarter, commodity_id=commodity, by=people["buyer"], at=moment)
    for place, allocation in enumerate(quarter.allocations.order_by("commodity__code")):
        if all_decided or place < 4:
            _decide(allocation, place, people, moment)


def _decide(allocation, place, people, at):
    """Accepted by sales; the third is changed by half a point, the fourth rejected."""
    decide = {"allocation": allocation, "by": people["sales"], "at": at}
    shares = {line.supplier_id: line.share for line in allocation.lines.order_by("-current")}
    if not allocation.feasible or place == 3:
        reason = "The buyer of this commodity renegotiates first."
        operations.decide(kind="reject", reason=reason, **decide)
    elif place == 2 and len(shares) > 1:
        first, second = list(shares)[:2]
        shares[first] -= Decimal("0.5")
        shares[second] += Decimal("0.5")
        reason = "Half a point kept for the second source's new line."
        operations.decide(kind="change", reason=reason, shares=shares, **decide)
    else:
        operations.decide(kind="accept", **decide)
