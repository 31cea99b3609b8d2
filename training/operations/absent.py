"""Where attendance was required, suppliers nobody came from are asked why: once, in a night after the event,
and not before it is known who came."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from .. import notices
from ..models import Event
from ..queries.answers import absent, who_came_is_known
from ..queries.invitations import of_standing

#: An attendance list taken in later than so long after the event asks nobody any more.
ASKED_WITHIN = dt.timedelta(days=30)


def held_lately(at):
    """The events after which somebody may still have to be asked."""
    return Event.objects.held().filter(held_at__gt=at - ASKED_WITHIN)


def events_to_ask(at):
    """Those of them whose absent suppliers may still have to be asked."""
    return held_lately(at).filter(attendance_required=True)


@transaction.atomic
def ask_the_absent(event, *, at):
    """Ask the suppliers nobody came from, and who have neither declined nor said why; returns how many.

    Nobody is asked on the day it was held, nor while nobody at all is recorded: the list of who came is still
    to come. Whom we parted from is not asked. `reminded_on` marks who was asked, so asking again asks only
    those the mark does not stand with.
    """
    held_on, today = timezone.localdate(event.held_at), timezone.localdate(at)
    if not event.attendance_required or not who_came_is_known(event, today):
        return 0
    rows = of_standing(absent(event)).filter(declined_at=None, excused_because="")
    asked = [
        (pk, supplier)
        for pk, supplier, reminded in rows.values_list("pk", "supplier", "reminded_on")
        if reminded is None or reminded < held_on
    ]
    event.invitations.filter(pk__in=[pk for pk, _supplier in asked]).update(reminded_on=today)
    notices.ask_why_absent(event, [supplier for _pk, supplier in asked], at=at)
    return len(asked)
