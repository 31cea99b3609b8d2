"""A finding on the agenda of each meeting, with a follow-up; one on the agenda of the draft."""

import datetime as dt

from training.models import FollowUp, TreatedFinding

from ..conftest import NOW


def build(world):
    for half in (world.own, world.foreign, world.draft):
        finding = (world.own if half is world.draft else half).finding
        half.treatedfinding = TreatedFinding.objects.create(
            event=half.event, finding=finding, why="Major", added_at=NOW
        )
        half.followup = FollowUp.objects.create(
            treated=half.treatedfinding,
            text="Number the exits",
            owner="Ms Tran",
            due_on=dt.date(2026, 9, 1),
        )
