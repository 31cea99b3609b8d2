"""Whom to remind of an event tonight."""

import datetime as dt

from django.db.models import Min
from django.utils import timezone

from sustainportal.notices.models import Notice

from ..models import Event
from ..rules.reminders import DAYS_BEFORE, reminder_since
from .answers import with_registered
from .invitations import of_standing


def events_near(today):
    """Open events of the next days, the first first."""
    days = (today + dt.timedelta(days=1), today + dt.timedelta(days=max(DAYS_BEFORE)))
    rows = Event.objects.filter(state=Event.State.OPEN, starts_on__range=days)
    return rows.order_by("starts_on", "pk")


def suppliers_to_remind(event, today):
    """(ids of suppliers that have not answered, ids of suppliers with people registered), without those that
    were reminded already, as their invitation says, or that were told of the event or registered only since
    then, and without those we parted from; two queries."""
    since = reminder_since(event.starts_on, today)
    if since is None:
        return [], []
    rows = with_registered(of_standing(event.invitations)).order_by("supplier")
    unanswered, registered = [], _registered_before(event, since)
    for supplier, has_people, declined, reminded, invited in rows.values_list(
        "supplier", "registered", "declined_at", "reminded_on", "invited_at"
    ):
        told = timezone.localdate(max(invited, event.opened_at or invited))
        if reminded is not None and reminded >= since:
            registered.discard(supplier)
        elif not has_people and declined is None and told < since:
            unanswered.append(supplier)
    return unanswered, sorted(registered)


def _registered_before(event, since):
    """The ids of suppliers that registered somebody before this day."""
    rows = of_standing(event.registrations).order_by().values_list("supplier")
    first = rows.annotate(first=Min("registered_at"))
    return {supplier for supplier, at in first if timezone.localdate(at) < since}


def reminded_already(event, suppliers, today):
    """The ids of people of these suppliers told since this reminder is owed, also without an invitation."""
    since = reminder_since(event.starts_on, today)
    begin = timezone.make_aware(dt.datetime.combine(since, dt.time()))
    told = Notice.objects.filter(event="training.event.reminder", link=event.get_absolute_url())
    told = told.filter(owed_at__gte=begin, recipient__memberships__supplier__in=suppliers)
    return set(told.values_list("recipient", flat=True))
