"""What the demo company buys: ten commodities, eight quarters, shares that sum to exactly 100."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from sustainportal.trail.operations import entry, record_many

from .models import Commodity, Supply
from .rules import quarters

QUARTERS = 8
#: code, name, the suppliers' trade, tier, how many suppliers, TWD millions bought in a quarter
COMMODITIES = (
    ("assembly", "Final assembly", "Assembly", 1, 8, 640),
    ("displays", "Displays", "Displays", 2, 8, 210),
    ("batteries", "Batteries", "Batteries", 2, 7, 95),
    ("boards", "Circuit boards", "Circuits", 2, 10, 120),
    ("cameras", "Camera modules", "Optics", 2, 6, 80),
    ("enclosures", "Enclosures", "Metalworks", 2, 9, 34),
    ("cables", "Cables and connectors", "Connectors", 2, 9, 22),
    ("packaging", "Packaging", "Packaging", 2, 8, 15),
    ("resins", "Resins and films", "Polymers", 3, 8, 22),
    ("magnets", "Magnets", "Magnets", 3, 1, 22),
)
OTHERS = ("Components", 2)  # candidates and former suppliers: nothing is bought from them


def trade_of(number):
    """(trade, tier) of the supplier with this number; the first is an assembler."""
    last = 0
    for _code, _name, trade, tier, count, _bought in COMMODITIES:
        last += count
        if number <= last:
            return trade, tier
    return OTHERS


def build(chance, suppliers, *, by, at):
    """Write the supplies of the last eight quarters, the current one included."""
    now = quarters.of(timezone.localdate(at))
    spans = [quarters.shifted(now, -back) for back in reversed(range(QUARTERS))]
    rows, first = [], 0
    for code, name, _trade, _tier, count, bought in COMMODITIES:
        commodity, _made = Commodity.objects.get_or_create(code=code, defaults={"name": name})
        sellers = suppliers[first : first + count]
        first += count
        weights = [chance.uniform(0.15, 1.6) for _seller in sellers]
        ceilings = [Decimal(chance.randint(20, 60)) for _seller in sellers]
        for quarter in spans:
            weights = [max(0.05, weight * chance.uniform(0.85, 1.18)) for weight in weights]
            shares = whole_shares(weights)
            volume = bought * chance.uniform(0.85, 1.2)
            rows += [
                Supply(
                    supplier=seller,
                    commodity=commodity,
                    quarter=quarter,
                    share=share,
                    amount=Decimal(round(volume * share * 10_000)),
                    capacity_share=min(Decimal(100), max(ceiling, share + 5)),
                )
                for seller, share, ceiling in zip(sellers, shares, ceilings, strict=True)
            ]
    Supply.objects.bulk_create(rows, batch_size=500)
    tell(suppliers, spans, by=by, at=at)


def whole_shares(weights):
    """Whole percent points in proportion to the weights that sum to exactly 100, none below 1."""
    total = sum(weights)
    exact = [1 + weight / total * (100 - len(weights)) for weight in weights]
    shares = [int(value) for value in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for index in by_rest[: 100 - sum(shares)]:
        shares[index] += 1
    return shares


def tell(suppliers, spans, *, by, at):
    """One trail entry for each supplier bought from: the figures came in with the first days of each quarter."""
    day = timezone.localdate(at).replace(day=1)
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    record_many(
        [
            entry(
                "suppliers.supplies.imported", supplier, by=by, at=min(moment, at), quarters=spans
            )
            for supplier in suppliers[: sum(row[4] for row in COMMODITIES)]
        ]
    )
