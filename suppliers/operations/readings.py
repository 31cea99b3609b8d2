"""The port of the risk model: every reading of a factor comes in here."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sustainportal.trail.operations import entry, record_many

from ..models import Factor, FactorReading, Supplier
from ..rules.readings import NotAReading, check_reading, reading_value
from ..signals import reading_changed
from ..wording import not_a_reading_text
from .copying import insert

COLUMNS = [
    *("supplier_id", "factor_id", "value", "read_on"),
    *("source", "link", "recorded_at", "derived"),
]


@dataclass(frozen=True, slots=True)
class NewReading:
    """What somebody read: the factor by code, the value in the factor's unit."""

    supplier_id: int
    factor: str
    value: float
    read_on: dt.date
    source: str
    link: str = ""

    @property
    def key(self):
        return self.supplier_id, self.factor, self.read_on, self.source


def read_factor(*, supplier, factor, value, read_on, source, link="", by, at):
    """Store one reading of a factor (by code) and return it; the supplier is judged anew soon after.

    The same supplier, factor, day and source again corrects the value, and changes nothing if nothing
    differs. ValidationError, naming the factor, for text, NaN, infinity, a value out of the factor's
    range, a day in the future, an unknown factor, or no source.
    """
    new = NewReading(supplier.pk, factor, value, read_on, source, link)
    read_factors(readings=[new], by=by, at=at)
    return FactorReading.objects.get(
        supplier=supplier, factor=factor, read_on=read_on, source=checked_source(source)
    )


@transaction.atomic
def read_factors(*, readings, reason="", by, at):
    """Store many readings in sets: {"created", "updated", "unchanged"}. All are kept or none:
    ValidationError with every refusal. Of two with the same key the last counts. `reason` goes into the
    trail."""
    rows = {row.key: row for row in checked(readings, today=timezone.localdate(at))}
    created, updated = differing(rows)
    write(created, updated, at=at)
    _tell(created, updated, reason=reason, by=by, at=at)
    changed = sorted({row.supplier_id for row in (*created, *(new for _old, new in updated))})
    if changed:
        reading_changed.send(FactorReading, suppliers=changed, by=by, at=at)
    return {
        "created": len(created),
        "updated": len(updated),
        "unchanged": len(rows) - len(created) - len(updated),
    }


def checked(readings, *, today):
    """The readings with values as finite floats; ValidationError naming each that cannot be one."""
    factors = Factor.objects.in_bulk()
    good, refused = [], []
    for row in readings:
        try:
            good.append(_checked(row, factors, today))
        except NotAReading as error:
            refused.append(not_a_reading_text(str(factors.get(row.factor, row.factor)), error))
    if refused:
        raise ValidationError(refused)
    return good


def _checked(row, factors, today):
    factor = factors.get(row.factor)
    if factor is None:
        raise NotAReading("unknown_factor", known=", ".join(sorted(factors)))
    check_reading(read_on=row.read_on, source=row.source, today=today)
    value = reading_value(row.value, lowest=factor.lowest, highest=factor.highest)
    source = checked_source(row.source)
    return NewReading(row.supplier_id, row.factor, value, row.read_on, source, row.link[:300])


def checked_source(source):
    """As it is kept: no outer spaces, at most 200 characters."""
    return source.strip()[:200]


def differing(rows):
    """What of {key: NewReading} is new and what differs: (new readings, [(stored, new)])."""
    stored = {
        (old.supplier_id, old.factor_id, old.read_on, old.source): old
        for old in FactorReading.objects.filter(
            supplier__in={row.supplier_id for row in rows.values()},
            factor__in={row.factor for row in rows.values()},
            read_on__in={row.read_on for row in rows.values()},
        )
    }
    created = [row for key, row in rows.items() if key not in stored]
    updated = [
        (stored[key], row)
        for key, row in rows.items()
        if key in stored and _state(stored[key]) != (row.value, row.link, None)
    ]
    return created, updated


def _state(reading):
    return reading.value, reading.link, reading.withdrawn_at


def write(created, updated, *, at, derived=False):
    """Keep new and corrected readings in sets."""
    insert(
        FactorReading,
        COLUMNS,
        [
            (n.supplier_id, n.factor, n.value, n.read_on, n.source, n.link, at, derived)
            for n in created
        ],
    )
    FactorReading.objects.bulk_update(
        [
            FactorReading(
                pk=old.pk, value=new.value, link=new.link, withdrawn_at=None, recorded_at=at
            )
            for old, new in updated
        ],
        ["value", "link", "withdrawn_at", "recorded_at"],
        batch_size=500,
    )


def _tell(created, updated, *, reason, by, at):
    """One trail row per reading, about its supplier."""
    ids = {row.supplier_id for row in created} | {old.supplier_id for old, _new in updated}
    suppliers = Supplier.objects.in_bulk(ids)
    why = {"reason": reason} if reason else {}
    rows = [("suppliers.reading.posted", row, why) for row in created]
    rows += [
        ("suppliers.reading.corrected", new, {"before": old.value, **why}) for old, new in updated
    ]
    record_many(
        [
            entry(
                event,
                suppliers[row.supplier_id],
                by=by,
                at=at,
                factor=row.factor,
                value=row.value,
                read_on=row.read_on.isoformat(),
                source=row.source,
                **more,
            )
            for event, row, more in rows
        ]
    )
