"""The night's reminders of follow-ups: one notice per person with all that is due, never the same day twice."""

import datetime as dt
from collections import defaultdict

from django.db import transaction

from suppliers.models import Membership, Supplier
from sustainportal.accounts.roles import Role

from .. import notices_counselling as notices
from ..models import Event, FollowUp
from ..rules.follow_ups import BEFORE, goes_to_lead, is_owed

BATCH = 2000  # rows marked by one statement
FIRST = dt.timedelta(days=max(BEFORE))
SUPPLIER = "treated__finding__audit__site__supplier"


@transaction.atomic
def remind(*, today, at):
    """Remind of what is due as of a day. Asked again on the same day it reminds of nothing. Returns {"people",
    "follow_ups"}."""
    rows = [row for row in _open(today) if is_owed(row.due_on, row.reminded_on, today)]
    members = _members({row.treated.finding.audit.site.supplier_id for row in rows})
    buyers, digests = notices.buyers(), defaultdict(list)
    for row in rows:
        for person in _told(row, members, buyers, today):
            digests[person].append(row)
    notices.reminded(digests, on=today, at=at)
    ids = [row.pk for row in rows]
    for start in range(0, len(ids), BATCH):
        FollowUp.objects.filter(pk__in=ids[start : start + BATCH]).update(reminded_on=today)
    return {"people": len(digests), "follow_ups": len(ids)}


def _open(today):
    """Not done, in reach of a first reminder, of meetings that take place and suppliers we still work with; the
    next due first."""
    return (
        FollowUp.objects.filter(done_at=None, due_on__lte=today + FIRST)
        .filter(**{f"{SUPPLIER}__merged_into": None})
        .exclude(**{f"{SUPPLIER}__status__in": Supplier.PARTED})
        .exclude(treated__event__state=Event.State.CANCELLED)
        .select_related("owner_user", "treated__event__lead", "treated__finding__audit__site")
        .order_by("due_on", "pk")
    )


def _members(suppliers):
    """{supplier id: [its people]}."""
    found = defaultdict(list)
    rows = Membership.objects.filter(
        supplier__in=suppliers, user__is_active=True, user__role=Role.SUPPLIER
    )
    for member in rows.select_related("user").order_by("pk"):
        found[member.supplier_id].append(member.user)
    return found


def _told(row, members, buyers, today):
    """Those it has fallen to; after two weeks the lead auditor too."""
    theirs = members[row.treated.finding.audit.site.supplier_id]
    people = notices.owners_of(row, theirs=theirs, ours=buyers)
    lead = row.treated.event.lead
    if lead and lead.is_active and lead not in people and goes_to_lead(row.due_on, today):
        return [*people, lead]
    return people
