"""What the demo company's counselling meetings treated: causes found, follow-ups kept and missed."""

import datetime as dt
import random
from collections import defaultdict

from django.utils import timezone

from audits.queries import open_findings
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

from .models import Event, TreatedFinding
from .operations.counselling import add_follow_up, do_follow_up, record_cause
from .operations.meetings import add_findings

SUPPLIER = "audit__site__supplier"
#: Section → a cause and what follows.
FOUND = {
    "A": (
        "Shifts are planned by output alone; nobody stops a plan that passes the limit.",
        "Show the weekly hours of each line on the planning board",
    ),
    "B": (
        "The check belongs to nobody since the line was moved, and the list still shows the old layout.",
        "Walk the exits with the shift leaders and mark them on the new layout",
    ),
    "C": (
        "Waste is handed over at night, when nobody who knows the permits is there.",
        "Move the handing over to the day shift and name a deputy",
    ),
    "D": (
        "New buyers learn the gift rule by word of mouth only.",
        "Add the gift rule to the first day of every new buyer",
    ),
    "E": (
        "The yearly review looks at totals; a single plant that falls behind is not seen.",
        "Put each plant on a line of its own in the management review",
    ),
}
DONE = "Done and shown to the shift leaders; photos are with the finding."


def build(*, at):
    """Agendas, causes and follow-ups of the meetings that were held, and the agenda of the coming one."""
    chance = random.Random("counselling")
    meetings = Event.objects.filter(kind=Event.Kind.COUNSELLING).order_by("starts_on")
    buyer = User.objects.get(username="buyer")
    for meeting in meetings.filter(state=Event.State.HELD).select_related("lead"):
        _held(chance, meeting, buyer, at)
    for meeting in meetings.filter(state=Event.State.OPEN):
        _coming(meeting, buyer, at)
    return TreatedFinding.objects.count()


def _moment(day, hour):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def _of_suppliers(rows, most):
    """At most so many findings of each supplier."""
    found = defaultdict(list)
    for finding in rows.select_related(SUPPLIER, "provision").order_by("audit", "number"):
        mine = found[finding.audit.site.supplier_id]
        mine.append(finding)
        del mine[most:]
    return [finding for mine in found.values() for finding in mine]


def _held(chance, meeting, buyer, at):
    came = meeting.attendances.order_by().values_list("supplier", flat=True).distinct()
    there = open_findings(list(came), on=meeting.starts_on).to_put_right()
    added_at = _moment(meeting.starts_on - dt.timedelta(days=20), 10)
    for finding in _of_suppliers(there, 3):
        row = TreatedFinding.objects.create(
            event=meeting, finding=finding, added_at=added_at
        )
        if chance.random() < 0.9:
            _treat(chance, row, buyer, at)


def _treat(chance, row, buyer, at):
    meeting, (cause, follows) = row.event, FOUND[row.finding.provision.section]
    moment = _moment(meeting.starts_on, 14)
    record_cause(row, cause=cause, by=meeting.lead, at=moment)
    if chance.random() < 0.4:
        return
    people = User.objects.filter(
        role=Role.SUPPLIER, memberships__supplier=row.finding.audit.site.supplier
    )
    one = add_follow_up(
        row, text=follows, owner="Ms Lin", owner_user=people.order_by("username").first(),
        due_on=meeting.starts_on + dt.timedelta(days=chance.choice((30, 45, 60, 110))),
        by=meeting.lead, at=moment,
    )  # fmt: skip
    done_at = _moment(one.due_on - dt.timedelta(days=chance.randint(2, 12)), 11)
    if done_at < at and chance.random() < 0.85:
        do_follow_up(one, remark=DONE, by=one.owner_user or buyer, at=done_at)


def _coming(meeting, buyer, at):
    invited = list(meeting.invitations.values_list("supplier", flat=True))
    findings = _of_suppliers(open_findings(invited).to_put_right(), 3)
    add_findings(
        meeting, findings={one.pk: "" for one in findings}, reasons={},
        by=buyer, at=at,
    )  # fmt: skip
