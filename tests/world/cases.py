"""A published case for each mill, made of its finding, and a draft."""

from training.models import Case

from ..conftest import NOW


def build(world):
    buyer = world.people["procurement"]
    for half, published in ((world.own, True), (world.foreign, True), (world.draft, False)):
        half.case = Case.objects.create(
            provision="B2",
            source=half.finding,
            title="Exits that open",
            situation="Two of five exits were locked during the night shift.",
            cause="Nobody was asked to look after them.",
            measure="Panic bars, and a round at the start of each shift.",
            result="No locked exit in a year of rounds.",
            written_at=NOW,
            written_by=buyer,
            published_at=NOW if published else None,
            published_by=buyer if published else None,
        )
