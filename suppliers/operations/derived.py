"""Readings worked out from the registry's own figures, kept in sets for a span of suppliers."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from sustainportal.trail.operations import entry, record_many

from ..models import Factor, FactorReading
from ..queries.registry_figures import figures_of, stored_derived
from ..rules.readings import (
    CURRENCY,
    last_full_quarters,
    migrant_share,
    sector_intensity,
    spend,
    worst_country,
)
from ..rules.risk_record import digest_of, text_digest
from .readings import NewReading, write

Origin = Factor.Origin


@dataclass
class Derivation:
    """What the registry says today of each supplier of a span."""

    basis: dict = field(default_factory=dict)  # supplier id -> digest of the figures beneath
    stale: list = field(default_factory=list)  # the suppliers whose figures differ from those known
    readings: dict = field(default_factory=dict)  # (supplier id, factor) -> Derived, of the stale
    notes: dict = field(default_factory=dict)  # supplier id -> {factor: why not}
    country_values: dict = field(default_factory=dict)  # supplier id -> {factor: Derived}


def derive(figures, *, on, known=None):
    """Work out the derived factors as of a day; writes nothing. The readings only of the suppliers whose
    figures are not those `known` already (supplier id -> basis)."""
    result, places, known = Derivation(), {}, known or {}
    common = _common(figures, on)
    for supplier in figures.suppliers:
        number = supplier.pk
        countries = frozenset(figures.countries[number])
        if countries not in places:
            posted, stand_ins = _by_country(figures, countries)
            places[countries] = posted, stand_ins, digest_of(common, posted, stand_ins)
        posted, stand_ins, place = places[countries]
        result.country_values[number] = stand_ins
        _notes(result, figures, number, on)
        basis = _basis(figures, supplier, place)
        result.basis[number] = basis
        if known.get(number) == basis:
            continue
        result.stale.append(supplier)
        for code, found in posted.items():
            result.readings[number, code] = found
        _own_figures(result, figures, number, on)
        _sector_figure(result, figures, supplier, on)
    return result


def _common(figures, on):
    """What the derived readings of every supplier depend on, as plain data."""
    derived = (factor for factor in figures.factors if factor.origin != Origin.POSTED)
    return last_full_quarters(on, 1), [(f.code, f.origin, f.higher_is_worse) for f in derived]


def _basis(figures, supplier, place):
    """A digest that differs when a derived reading of the supplier may."""
    sector, number = figures.sectors.get(supplier.sector_id), supplier.pk
    return text_digest(
        f"{place} {figures.workforce[number]} {sorted(figures.purchases[number])}"
        f" {sector and (sector.code, sector.intensity, sector.year, sector.source)}"
    )


def _by_country(figures, countries):
    """What a set of countries says: ({factor: Derived} that are readings, {…} that may stand in)."""
    posted, stand_ins = {}, {}
    for factor in figures.factors:
        known = figures.indicators.get(factor.code, {})
        found = worst_country(known, countries, higher_is_worse=factor.higher_is_worse)
        if found:
            (posted if factor.origin == Origin.COUNTRY else stand_ins)[factor.code] = found
    return posted, stand_ins


def _notes(result, figures, supplier, on):
    """Why purchases in another currency are no reading."""
    rows = figures.purchases[supplier]
    if any(currency != CURRENCY for _quarter, _amount, currency in rows):
        note = spend(rows, on=on)[1]
        if note:
            codes = [factor.code for factor in figures.factors if factor.origin == Origin.SPEND]
            result.notes[supplier] = dict.fromkeys(codes, note)


def _own_figures(result, figures, supplier, on):
    for factor in figures.factors:
        found = None
        if factor.origin == Origin.WORKFORCE:
            found = migrant_share(figures.workforce[supplier])
        elif factor.origin == Origin.SPEND:
            found, _note = spend(figures.purchases[supplier], on=on)
        if found:
            result.readings[supplier, factor.code] = found


def _sector_figure(result, figures, supplier, on):
    """The intensity of the supplier's sector, for the factors worked out from it; one of a later year says
    nothing of the day."""
    sector = figures.sectors.get(supplier.sector_id)
    for factor in figures.factors if sector and sector.year <= on.year else ():
        if factor.origin == Origin.SECTOR:
            result.readings[supplier.pk, factor.code] = sector_intensity(
                sector.code, sector.intensity, sector.year, sector.source
            )


@transaction.atomic
def refresh_derived(*, first, last, on, quarters=1, known=None, by, at):
    """Bring the derived readings of the suppliers with ids first…last up to date as of the day `on`;
    those whose figures are `known` (supplier id -> basis) already are left as they are.

    A figure that no longer holds is withdrawn where it would still count. The registry's workforce has
    no history, so for a day in the past it is left as it was read then. One trail row per supplier whose
    readings changed. Returns the figures and the Derivation.
    """
    figures = figures_of(first=first, last=last, on=on, quarters=quarters)
    derivation = derive(figures, on=on, known=known)
    if not derivation.stale:
        return figures, derivation
    today = timezone.localdate(at)
    changes = _differences(derivation, figures, on=on, today=today)
    write(changes.created, changes.updated, at=at, derived=True)
    outdated = [row.pk for row in changes.withdrawn]
    FactorReading.objects.filter(pk__in=outdated).update(withdrawn_at=at)
    _tell(figures, changes, by=by, at=at)
    return figures, derivation


@dataclass
class Changes:
    created: list = field(default_factory=list)  # NewReading
    updated: list = field(default_factory=list)  # (Stored, NewReading)
    withdrawn: list = field(default_factory=list)  # Stored


def _differences(derivation, figures, *, on, today):
    stored = stored_derived([supplier.pk for supplier in derivation.stale], on=on)
    kept = {Origin.POSTED, Origin.WORKFORCE} if on < today else {Origin.POSTED}
    codes = {factor.code for factor in figures.factors if factor.origin not in kept}
    changes = Changes()
    for key, wanted in derivation.readings.items():
        if key[1] in codes and key not in stored:
            changes.created.append(_new(key, wanted, wanted.read_on or today))
    for key, rows in stored.items():
        if key[1] in codes:
            _compare(changes, key, derivation.readings.get(key), rows, today)
    return changes


def _compare(changes, key, wanted, rows, today):
    """What must happen to the readings of one factor of one supplier that are stored."""
    day = twin = None
    if wanted:
        day = wanted.read_on or _day_first_seen(wanted, rows, today)
        twin = next((r for r in rows if r.read_on == day and r.source == wanted.source), None)
        new = _new(key, wanted, day)
        if twin is None:
            changes.created.append(new)
        elif (twin.value, twin.link, twin.withdrawn_at) != (new.value, new.link, None):
            changes.updated.append((twin, new))
    changes.withdrawn += [
        row
        for row in rows
        if row is not twin and row.withdrawn_at is None and (day is None or row.read_on >= day)
    ]


def _new(key, wanted, day):
    return NewReading(*key, wanted.value, day, wanted.source, wanted.link)


def _day_first_seen(wanted, rows, today):
    """The day of the newest reading if it says the same, else today."""
    standing = [row for row in rows if row.withdrawn_at is None]
    newest = max(standing, key=lambda row: row.read_on, default=None)
    same = newest and (newest.value, newest.source) == (wanted.value, wanted.source)
    return newest.read_on if same else today


def _tell(figures, changes, *, by, at):
    told = defaultdict(dict)
    for row in (*changes.created, *(new for _old, new in changes.updated)):
        told[row.supplier_id][row.factor] = row.value
    for row in changes.withdrawn:
        told[row.supplier_id].setdefault(row.factor_id, None)
    record_many(
        [
            entry("suppliers.readings.derived", supplier, by=by, at=at, readings=told[supplier.pk])
            for supplier in figures.suppliers
            if supplier.pk in told
        ]
    )
