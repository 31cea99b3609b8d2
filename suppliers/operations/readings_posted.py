"""Readings that a record of the portal has posted, taken back by it: a survey that was reopened, or a figure
that no longer has anything to stand on."""

from django.db import transaction

from sustainportal.trail.operations import entry, record_many

from ..models import FactorReading
from ..signals import reading_changed


@transaction.atomic
def withdraw_posted(*, supplier, source, link, reason="", by, at):
    """The readings this source has posted about the supplier under this link no longer count; they stay to
    be seen. Posting them again brings them back. Returns how many."""
    rows = FactorReading.objects.filter(supplier=supplier, source=source, link=link)
    return _withdraw(rows, reason=reason, by=by, at=at)


@transaction.atomic
def withdraw_factor(*, suppliers, factor, source, reason="", by, at):
    """What this source has posted of the factor (code) about these suppliers (ids) no longer counts, the older
    readings as little as the last: or one of those would count again. Returns how many; in sets."""
    rows = FactorReading.objects.filter(supplier__in=suppliers, factor=factor, source=source)
    return _withdraw(rows, reason=reason, by=by, at=at)


def _withdraw(rows, *, reason, by, at):
    rows = rows.valid().filter(derived=False).select_related("supplier").order_by("pk")
    rows = list(rows.select_for_update(of=("self",)))
    FactorReading.objects.filter(pk__in=[row.pk for row in rows]).update(withdrawn_at=at)
    record_many(
        [
            entry(
                "suppliers.reading.withdrawn", row.supplier, by=by, at=at, factor=row.factor_id,
                value=row.value, read_on=row.read_on.isoformat(), source=row.source, reason=reason,
            )
            for row in rows
        ]
    )  # fmt: skip
    if rows:
        suppliers = sorted({row.supplier_id for row in rows})
        reading_changed.send(FactorReading, suppliers=suppliers, by=by, at=at)
    return len(rows)
