"""The demo company's suppliers under supervision, in two groups, and what stands on their boards."""

import datetime as dt

from django.utils import timezone

from audits.queries import worst_open
from suppliers.models import Supplier
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

from .models import SupervisionGroup
from .operations.board import mark_read, post
from .operations.groups import keep_group
from .operations.readings import post_participation, suppliers_concerned
from .operations.supervision import end_supervision, start_supervision
from .queries.supervision import facts

GROUPS = [
    ("Working hours and wages", "Plants where hours or pay were found wrong"),
    ("Chemicals and emergencies", "Plants that store what burns or poisons"),
]
LONG = 150  # days under supervision of those who have moved


def build(*, at):
    """Suppliers watched for some months, the last one no longer; readings of who took part."""
    buyer = User.objects.get(username="buyer")
    lead = User.objects.get(username="auditor")
    groups = [_group(name, about, lead, buyer, at) for name, about in GROUPS]
    today = timezone.localdate(at)
    watched = _watched(today)
    for number, (supplier, days) in enumerate(watched):
        since = today - dt.timedelta(days=days)
        why, reason = _why(facts([supplier.pk], today=today, on=since)[supplier.pk])
        row = start_supervision(
            suppliers=[supplier],
            why=why,
            reason=reason,
            since=since,
            group=groups[number % 2],
            by=buyer,
            at=at,
        )[0]
    end_supervision(
        row, ended_on=today - dt.timedelta(days=9), by=buyer, at=at,
        because="Nothing is open any more, and the buyer has seen the plant.",
    )  # fmt: skip
    _talk(groups[0], buyer, lead, at)
    _talk_of_chemicals(groups[1], buyer, lead, at)
    post_participation(suppliers_concerned(), by=None, at=at)
    return {"suppliers under supervision": len(watched) - 1}


def _group(name, about, lead, buyer, at):
    return keep_group(
        SupervisionGroup(name=name, about=about, lead=lead),
        by=buyer,
        at=at - dt.timedelta(days=180),
    )


def _why(found):
    """(why, reason) by what was so at a supplier when it began."""
    if found["risk_class"] == "high":
        return "class", f"Risk class high in the identification of {found['risk_year']}."
    if found["zero_tolerance"]:
        return "zero_tolerance", "A zero-tolerance finding is open."
    if any(found[rating] for rating in ("priority", "major", "minor")):
        return "findings", "Findings of the last audits are still open."
    return "other", "The buyer asks for a closer look after a visit."


def _watched(today):
    """(supplier, since how many days): the login “supplier”, those with the most that is open, those that have
    closed the most since; last one where nothing is open any more."""
    own = list(Supplier.objects.filter(memberships__user__username="supplier"))
    then, now = worst_open(on=today - dt.timedelta(days=LONG)), worst_open()
    worst = sorted(now, key=lambda pk: (-now[pk].weight, pk))[:4]
    closed = {pk: then[pk].weight - (now[pk].weight if pk in now else 0) for pk in then}
    better = sorted(closed, key=lambda pk: (-closed[pk], pk))
    done = [pk for pk in better if pk not in now][:1]
    ids = dict.fromkeys(worst, 60)
    ids |= dict.fromkeys([pk for pk in better if pk not in done][:4], LONG)
    ids |= dict.fromkeys(done, LONG)
    known = Supplier.objects.standing().in_bulk(ids)
    others = [(known[pk], days) for pk, days in ids.items() if pk in known]
    return [*((one, 120) for one in own), *(pair for pair in others if pair[0] not in own)]


def _member(group):
    """A supplier's person of the group, or None."""
    rows = User.objects.filter(
        role=Role.SUPPLIER, memberships__supplier__supervisions__in=group.supervisions.running()
    )
    return rows.order_by("pk").first()


def _talk(group, buyer, lead, at):
    """A few weeks on a board."""
    ago = lambda days, hours=0: at - dt.timedelta(days=days, hours=hours)  # noqa: E731
    member = _member(group)
    first = post(
        group, by=buyer, at=ago(40),
        text="Welcome. This board is for questions about the findings we follow together. "
        "Please write here what you try, also what did not work: the others learn from it.",
    )  # fmt: skip
    if member:
        asked = post(
            group, by=member, at=ago(12),
            text="Our overtime falls only in the packing hall. Does a two-shift week for that hall "
            "alone satisfy the corrective action?",
        )  # fmt: skip
        post(
            group, by=lead, at=ago(11, 5), answers=asked, mentions=[member],
            text="Yes, if the time records of the hall show it for three months in a row. "
            "Attach a sample week of records to the finding.",
        )  # fmt: skip
        mark_read(group, [first.pk], by=member, at=ago(39))
    post(
        group, by=buyer, at=ago(2),
        text="The next counselling meeting treats working hours. Bring your rosters of October.",
    )  # fmt: skip
    mark_read(group, list(group.posts.values_list("pk", flat=True)), by=lead, at=ago(1))


def _talk_of_chemicals(group, buyer, lead, at):
    """A question and its answer on the other board."""
    first = post(
        group, by=lead, at=at - dt.timedelta(days=33),
        text="Please check before the next drill that every eyewash station works and is on the "
        "evacuation plan. Two plants found theirs blocked by pallets.",
    )  # fmt: skip
    member = _member(group)
    if member:
        post(
            group, by=member, at=at - dt.timedelta(days=30), answers=first,
            text="Ours is checked every Monday now; the shift leader signs the list.",
        )  # fmt: skip
    post(
        group, by=buyer, at=at - dt.timedelta(days=6),
        text="The safety data sheets must hang where the drums are opened, in the language of those "
        "who open them. We look at this in the next visits.",
    )  # fmt: skip
