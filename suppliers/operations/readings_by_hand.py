"""Readings a person records, and takes back: each with a reason that stays."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Factor, FactorReading, ReadingNote
from ..queries.readings import OF_A_RECORD
from ..rules.readings import NotAReading
from ..signals import reading_changed
from ..wording import not_a_reading_text
from .readings import NewReading, checked_source, read_factors

Kind = ReadingNote.Kind


@transaction.atomic
def record_reading(*, supplier, factor, value, read_on, source, link="", reason, by, at):
    """Store a reading a person vouches for and return it; the supplier is judged anew soon after.

    The same factor, day and source again corrects it. ValidationError as `read_factor`, and without a
    reason, or for a factor that the portal works out from figures with a page of their own.
    """
    reason = needed(reason)
    refuse_unless_by_hand(factor)
    new = NewReading(supplier.pk, factor.pk, value, read_on, source, link)
    refuse_the_portals_own([new])
    outcome = read_factors(readings=[new], reason=reason, by=by, at=at)
    reading = FactorReading.objects.get(
        supplier=supplier, factor=factor, read_on=read_on, source=checked_source(source)
    )
    if not outcome["unchanged"]:
        note(reading, Kind.RECORDED, reason, by=by, at=at)
    return reading


@transaction.atomic
def withdraw_reading(*, reading, reason, by, at):
    """The reading no longer counts; it stays to be seen, and closed years keep what they judged.

    NotNow for one that was withdrawn already, that the portal works out itself, or that an audit, a
    survey or a certificate has posted: it is corrected there.
    """
    reason = needed(reason)
    refuse_unless_withdrawable(reading)
    rows = FactorReading.objects.filter(pk=reading.pk, withdrawn_at=None)
    if rows.update(withdrawn_at=at) != 1:
        raise NotNow(_("This reading was withdrawn already."))
    reading.refresh_from_db()
    note(reading, Kind.WITHDRAWN, reason, by=by, at=at)
    record(
        "suppliers.reading.withdrawn",
        reading.supplier,
        by=by,
        at=at,
        factor=reading.factor_id,
        value=reading.value,
        read_on=reading.read_on.isoformat(),
        source=reading.source,
        reason=reason,
    )
    reading_changed.send(FactorReading, suppliers=[reading.supplier_id], by=by, at=at)
    return reading


@transaction.atomic
def import_readings(*, readings, file, by, at):
    """Store the readings of a workbook in sets, with a note on each that differs; the outcome counts."""
    refuse_the_portals_own(readings)
    known = _states(readings)
    reason = _("from the file %s") % file if file else _("from a workbook")
    outcome = read_factors(readings=readings, reason=reason, by=by, at=at)
    stored = _stored(readings)
    ReadingNote.objects.bulk_create(
        [
            _note(stored[row.key], Kind.IMPORTED, reason, by=by, at=at)
            for row in {row.key: row for row in readings}.values()
            if known.get(row.key) != (float(row.value), row.link)
        ],
        batch_size=500,
    )
    return outcome


def withdrawable(reading):
    """Whether a person may take it back here."""
    return (
        reading.withdrawn_at is None
        and not reading.derived
        and not reading.link.startswith(OF_A_RECORD)
    )


def refuse_unless_withdrawable(reading):
    if sentence := portals_own(reading.derived, reading.link):
        raise NotNow(sentence)


def portals_own(derived, link):
    """Why a person cannot change a reading here, as a sentence; empty if they can."""
    if derived:
        return _(
            "The portal works this reading out itself: correct the figures it comes from instead."
        )
    if link.startswith(OF_A_RECORD):
        return _(
            "A record of the portal has posted this reading: correct it there (see its source)."
        )
    return ""


def refuse_the_portals_own(readings):
    """ValidationError where one of the same supplier, factor, day and source is not a person's to change."""
    keys = {(*row.key[:3], checked_source(row.source)) for row in readings}
    for key, row in _stored(readings).items():
        if key in keys and (sentence := portals_own(row.derived, row.link)):
            raise ValidationError({"source": sentence})


def refuse_unless_by_hand(factor):
    if factor.origin not in Factor.BY_HAND:
        raise ValidationError(
            {"factor": not_a_reading_text(str(factor), NotAReading("not_by_hand"))}
        )


def needed(reason):
    reason = reason.strip()[:300]
    if not reason:
        raise ValidationError({"reason": _("Say why: others will want to know.")})
    return reason


def note(reading, kind, reason, *, by, at):
    row = _note(reading, kind, reason, by=by, at=at)
    row.save(force_insert=True)
    return row


def _note(reading, kind, reason, *, by, at):
    who = _("the portal") if by is None else str(by)
    return ReadingNote(
        reading=reading, kind=kind, value=reading.value, reason=reason, by=who, at=at
    )


def _stored(readings):
    """key -> FactorReading, of those that are stored."""
    rows = FactorReading.objects.filter(
        supplier__in={row.supplier_id for row in readings},
        factor__in={row.factor for row in readings},
        read_on__in={row.read_on for row in readings},
    )
    return {(row.supplier_id, row.factor_id, row.read_on, row.source): row for row in rows}


def _states(readings):
    return {
        key: (row.value, row.link)
        for key, row in _stored(readings).items()
        if row.withdrawn_at is None
    }
