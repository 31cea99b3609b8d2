"""A person's calendar address: made, made anew, taken away. Only its hash is kept."""

import secrets

from django.db import transaction

from sustainportal.trail.operations import record

from ..models import CalendarFeed
from ..queries.feed import hash_of


@transaction.atomic
def make_feed(*, by, at):
    """A new secret for the person's own calendar; an older one stops working. Returns the secret: it is
    shown once and cannot be found out again."""
    key = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=by, defaults={"key_sha256": hash_of(key), "made_at": at}
    )
    record("audits.calendar.made", by, by=by, at=at)
    return key


@transaction.atomic
def remove_feed(*, by, at):
    """The address stops working; returns whether there was one."""
    removed, _rows = CalendarFeed.objects.filter(user=by).delete()
    if removed:
        record("audits.calendar.removed", by, by=by, at=at)
    return bool(removed)
