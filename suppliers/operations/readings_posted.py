"""Readings that a record of the portal has posted, taken back by that record: a survey that was reopened."""

from django.db import transaction

from sustainportal.trail.operations import entry, record_many

from ..models import FactorReading
from ..signals import reading_changed


@transaction.atomic
def withdraw_posted(*, supplier, source, link, reason="", by, at):
    """The readings this source has posted about the supplier under this link no longer count; they stay to
    be seen. Posting them again brings them back. Returns how many."""
    rows = list(
        FactorReading.objects.valid()
        .filter(supplier=supplier, source=source, link=link, derived=False)
        .select_for_update(of=("self",))
    )
    FactorReading.objects.filter(pk__in=[row.pk for row in rows]).update(withdrawn_at=at)
    record_many(
        [
            entry(
                "suppliers.reading.withdrawn", supplier, by=by, at=at, factor=row.factor_id,
                value=row.value, read_on=row.read_on.isoformat(), source=source, reason=reason,
            )
            for row in rows
        ]
    )  # fmt: skip
    if rows:
        reading_changed.send(FactorReading, suppliers=[supplier.pk], by=by, at=at)
    return len(rows)
