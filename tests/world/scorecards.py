"""A published quarter with a card for each mill and one recommendation; the next quarter computed only."""

from scorecards import catalogue, operations
from scorecards.models import Allocation, Scorecard

from ..conftest import NOW


def build(world):
    catalogue.load(at=NOW)
    published = computed(world, "2026Q2")
    operations.publish_quarter(quarter=published, by=world.second_buyer, at=NOW)
    published.refresh_from_db()
    operations.allocate(
        quarter=published,
        commodity_id=world.commodity.pk,
        by=world.people["procurement"],
        at=NOW,
    )
    upcoming = computed(world, "2026Q3")
    for half in (world.own, world.foreign):
        half.quarter = published
        half.allocation = Allocation.objects.get()
        half.scorecard = Scorecard.objects.get(quarter=published, supplier=half.supplier)
    world.draft.quarter = upcoming
    world.draft.scorecard = Scorecard.objects.get(quarter=upcoming, supplier=world.own.supplier)


def computed(world, code):
    buyer = world.people["procurement"]
    quarter = operations.open_quarter(code, by=buyer, at=NOW)
    operations.compute_cards(
        quarter=quarter,
        policy=operations.policy_to_use(),
        supplier_ids=[world.own.supplier.pk, world.foreign.supplier.pk],
        at=NOW,
    )
    operations.finish_computing(quarter=quarter, by=buyer, at=NOW)
    quarter.refresh_from_db()
    return quarter
