"""Write the trail, in the same transaction as the change it tells of."""

from django.db import transaction

from .models import Entry

SYSTEM = "portal"


def entry(event, subject, *, by, at, **detail):
    """An unsaved entry. `by` is a user, or None for the portal itself; `detail` is plain data."""
    return Entry(
        at=at,
        event=event,
        actor_id="" if by is None else str(by.pk),
        actor=SYSTEM if by is None else str(by),
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject=str(subject)[:300],
        detail=detail,
    )


def record(event, subject, *, by, at, **detail):
    """Record one event about one saved thing. Must run inside the change's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{event} must be recorded in the transaction of the change."
        )
    row = entry(event, subject, by=by, at=at, **detail)
    row.save(force_insert=True)
    return row


def record_many(entries, *, batch_size=1000):
    """Record many prepared entries (see `entry`) in sets, inside the change's transaction."""
    return len(Entry.objects.bulk_create(entries, batch_size=batch_size))
