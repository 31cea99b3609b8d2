"""What a person has been told."""

from django.db.models import BooleanField, ExpressionWrapper, Q

from .models import Notice

_UNREAD = ExpressionWrapper(Q(read_at=None), output_field=BooleanField())


def own(person):
    """The person's notices, unread first, then newest first."""
    rows = Notice.objects.visible_to(person).alias(unread=_UNREAD)
    return rows.order_by("-unread", "-owed_at", "-pk")


def unread_count(person):
    """How many notices this person has not read."""
    return Notice.objects.visible_to(person).unread().count()
