"""Each mill under supervision in a group of its own, led by its auditor, with a post by everybody and a file."""

import datetime as dt

from suppliers.models import Membership
from sustainportal.accounts.roles import Role
from sustainportal.files.content import upload
from training.models import Post, Supervision, SupervisionGroup
from training.operations.board import post

from ..conftest import NOW, person

PDF = b"%PDF-1.4\nnothing\n%%EOF\n"


def build(world):
    for half, lead in (
        (world.own, world.people["auditor"]),
        (world.foreign, world.strange_auditor),
    ):
        half.supervisiongroup = SupervisionGroup.objects.create(
            name=f"Group of {half.supplier.code}", lead=lead, created_at=NOW
        )
        half.supervision = Supervision.objects.create(
            supplier=half.supplier,
            group=half.supervisiongroup,
            since=dt.date(2026, 8, 1),
            why="other",
            reason="Watched",
            started_at=NOW,
            started_by=world.people["procurement"],
        )
        people(world, half, lead)


def people(world, half, lead):
    """A post of every role: whose it is not is asked about procurement's."""
    buyer = world.people["procurement"]
    member = Membership.objects.filter(supplier=half.supplier).first()
    theirs = member.user if member else new_member(half.supplier)
    file = upload("plan.pdf", PDF, size_limit=1000)
    first = post(half.supervisiongroup, text="Hello", files=[file], by=buyer, at=NOW)
    half.postfile = first.files.get()
    half.post = dict.fromkeys(("procurement", "sales", "admin"), first)
    for role, writer in (("supplier", theirs), ("auditor", lead)):
        half.post[role] = post(
            half.supervisiongroup, text="Thanks", answers=first, by=writer, at=NOW
        )
    assert Post.objects.filter(group=half.supervisiongroup).count() == 3


def new_member(supplier):
    user = person(f"member_of_{supplier.code}", Role.SUPPLIER)
    Membership.objects.create(supplier=supplier, user=user)
    return user
