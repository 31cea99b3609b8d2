"""A rule, an assigned course and a campaign that was sent to both suppliers' people."""

import datetime as dt

from suppliers.models import Membership
from sustainportal.accounts.roles import Role
from training.models import Campaign, CampaignMail, CourseAssignment, CourseRule

from ..conftest import NOW, person


def build(world):
    buyer, rest = world.people["procurement"], ("A1", "A2")
    for half, value in zip((world.own, world.foreign), rest, strict=True):
        half.courserule = CourseRule.objects.create(
            course=half.course, kind="finding", value=value, since=NOW.date(), is_active=True
        )
        half.courseassignment = CourseAssignment.objects.create(
            course=half.course, supplier=half.supplier, why="asked for", assigned_at=NOW,
            assigned_by=buyer, due_on=dt.date(2026, 10, 1),
        )  # fmt: skip
        half.campaign = Campaign.objects.create(
            title=f"About {value}",
            course=half.course,
            created_at=NOW,
            created_by=buyer,
            sent_at=NOW,
        )
        half.campaignmail = CampaignMail.objects.create(
            campaign=half.campaign, user=member(half, world), supplier=half.supplier, sent_at=NOW
        )


def member(half, world):
    """Somebody of the supplier who can log in."""
    if half is world.own:
        return world.people["supplier"]
    user = person("the_foreign_reader", Role.SUPPLIER)
    Membership.objects.create(supplier=half.supplier, user=user)
    return user
