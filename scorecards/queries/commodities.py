"""What an order recommendation is computed from, gathered in sets: one commodity or all of a quarter."""

from decimal import Decimal

from audits.queries import open_findings
from suppliers.models import Supplier, Supply
from suppliers.rules import quarters
from training.queries import support_offered

from ..models import Allocation, Scorecard
from ..rules.limits import Source
from ..rules.scorecard import NOT_GRADED
from .policies import active_allocation_policy

#: A supplier in one of these states gets no growth.
NOT_ACTIVE = {Supplier.Status.REJECTED, Supplier.Status.SUSPENDED, Supplier.Status.ENDED}


def commodities_of(quarter):
    """Ids of the commodities with supplies in the quarter, in the order of their names."""
    rows = Supply.objects.filter(quarter=quarter).order_by("commodity__name", "commodity")
    return list(dict.fromkeys(rows.values_list("commodity", flat=True)))


def cases(quarter, *, on, commodities=None):
    """{commodity id: rows as plain JSON}, one row per supplier, by code; five queries however many.

    `on` is the day on which findings are open and support counts as offered.
    """
    supplies = Supply.objects.filter(quarter=quarter).select_related("supplier")
    if commodities is not None:
        supplies = supplies.filter(commodity__in=commodities)
    supplies = list(supplies.order_by("commodity", "supplier__code"))
    cards, severe, offered = _facts(quarter, {row.supplier_id for row in supplies}, on)
    found = {}
    for row in supplies:
        found.setdefault(row.commodity_id, []).append(
            _row(row, cards.get(row.supplier_id), row.supplier_id in severe, offered)
        )
    return found


def _facts(quarter, supplier_ids, on):
    """Cards by supplier, who has an open zero-tolerance finding, who was offered support."""
    cards = {
        card.supplier_id: card
        for card in Scorecard.objects.published()
        .filter(quarter=quarter, supplier__in=supplier_ids)
        .defer("parts")
    }
    severe = set(
        open_findings()
        .filter(zero_tolerance__isnull=False, audit__site__supplier__in=supplier_ids)
        .order_by()
        .values_list("audit__site__supplier", flat=True)
    )
    return cards, severe, set(support_offered(supplier_ids, on))


def _row(supply, card, severe, offered):
    supplier = supply.supplier
    return {
        "supplier": supplier.pk,
        "code": supplier.code,
        "current": _text(supply.share or Decimal(0)),
        "known": supply.share is not None,
        "capacity": _text(supply.capacity_share),
        "card": card and card.pk,
        "grade": card.grade if card else NOT_GRADED,
        "score": _text(card and card.score),
        "designated": supplier.customer_designated,
        "zero_tolerance": severe,
        "support_offered": supplier.pk in offered,
        "active": supplier.status not in NOT_ACTIVE,
    }


def _text(number):
    return None if number is None else str(number.quantize(Decimal("0.001")))


def sources(rows):
    """The kept or gathered rows as rules.limits.Source."""
    return [
        Source(
            code=row["code"],
            current=Decimal(row["current"]),
            grade=row["grade"],
            score=_number(row["score"]),
            capacity=_number(row["capacity"]),
            designated=row["designated"],
            zero_tolerance=row["zero_tolerance"],
            support_offered=row["support_offered"],
            active=row["active"],
            known=row["known"],
        )
        for row in rows
    ]


def _number(text):
    return None if text is None else Decimal(text)


def stale(allocations, *, on):
    """The ids among these recommendations (all of one quarter) whose inputs or policy changed since."""
    open_ones = [row for row in allocations if row.state == Allocation.State.PROPOSED]
    if not open_ones:
        return set()
    policy = active_allocation_policy()
    now = cases(open_ones[0].quarter_id, on=on, commodities=[row.commodity_id for row in open_ones])
    return {
        row.pk
        for row in open_ones
        if row.inputs != now.get(row.commodity_id, [])
        or policy is None
        or row.policy_id != policy.pk
    }


def next_shares(allocation):
    """{supplier id: share} that the next quarter really brought for the commodity; {} while unknown."""
    following = quarters.shifted(allocation.quarter_id, 1)
    rows = Supply.objects.filter(
        quarter=following, commodity=allocation.commodity_id, share__isnull=False
    )
    return dict(rows.values_list("supplier", "share"))
