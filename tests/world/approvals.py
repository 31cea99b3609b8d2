"""A proposal that waits, a confirmed assessment with its report for each mill, and a draft of one."""

import datetime as dt

from suppliers.models import Assessment
from suppliers.operations.approvals import propose_approval
from sustainportal.files.content import upload

from ..conftest import NOW
from ..sample_files import png
from ..suppliers.approval_cast import assess, small_policy


def build(world):
    small_policy(at=NOW)
    report = upload("report.png", png(), size_limit=10_000)
    buyer = world.people["procurement"]
    for half in (world.own, world.foreign):
        half.approval = propose_approval(
            supplier=half.supplier, proposal="conditional", by=world.second_buyer, at=NOW
        )
        half.assessment = assess(half.supplier, at=NOW, by=buyer, reports=[report])
        half.assessmentreport = half.assessment.reports.get()
    earlier = NOW.date() - dt.timedelta(days=9)
    world.draft.assessment = assess(
        world.own.supplier, at=NOW, by=buyer, confirmed=False, assessed_on=earlier
    )
    assert Assessment.objects.count() == 3
