"""Remind people of an event they are invited to or registered for: 7 days and 1 day before it.

One notice per person and event. Broken off and taken up again nobody is told twice: the invitation keeps the
day, and who has no invitation is known by their notice.
"""

from django.db import transaction

from .. import notices
from ..models import Event
from ..queries.reminders import events_near, reminded_already, suppliers_to_remind

SPAN = 500  # suppliers in one transaction


def spans(*, today):
    """Tonight's plan: [{"event": id, "suppliers": [ids]}, …]."""
    plan = []
    for event in events_near(today):
        unanswered, registered = suppliers_to_remind(event, today)
        ids = [*unanswered, *registered]
        plan += [
            {"event": event.pk, "suppliers": ids[n : n + SPAN]} for n in range(0, len(ids), SPAN)
        ]
    return plan


@transaction.atomic
def remind(*, item, today, at):
    """Take one item of the plan, as things stand now. Returns {"people": told, "suppliers": of them}."""
    event = Event.objects.filter(pk=item["event"], state=Event.State.OPEN).first()
    if event is None:
        return {"people": 0, "suppliers": 0}
    wanted = set(item["suppliers"])
    unanswered, registered = suppliers_to_remind(event, today)
    unanswered = [pk for pk in unanswered if pk in wanted]
    registered = [pk for pk in registered if pk in wanted]
    if not unanswered and not registered:
        return {"people": 0, "suppliers": 0}
    people = event.registrations.filter(supplier__in=registered).order_by("registered_at", "pk")
    reminded = [*unanswered, *registered]
    known = reminded_already(event, reminded, today)
    told = notices.remind(event, unanswered, people, at=at, leave_out=known)
    event.invitations.filter(supplier__in=reminded).update(reminded_on=today)
    return {"people": told, "suppliers": len(reminded)}
