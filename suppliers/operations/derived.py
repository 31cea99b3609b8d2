"""Readings worked out from the registry's own figures, kept in sets for a span of suppliers."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from sustainportal.trail.operations import entry, record_many

from ..models import Factor, FactorReading
from ..queries.registry_figures import figures_of
from ..rules.readings import migrant_share, spend, worst_country
from .readings import NewReading, write

Origin = Factor.Origin


@dataclass
class Derivation:
    """What the registry says today of each supplier of a span."""

    readings: dict = field(default_factory=dict)  # (supplier id, factor) -> Derived
    notes: dict = field(
        default_factory=lambda: defaultdict(dict)
    )  # supplier id -> {factor: why not}
    country_values: dict = field(
        default_factory=lambda: defaultdict(dict)
    )  # id -> {factor: Derived}


def derive(figures, *, on):
    """Work out every derived factor for the suppliers of `figures` as of a day. Writes nothing."""
    result, known = Derivation(), {}
    for supplier in figures.suppliers:
        countries = frozenset(figures.countries[supplier.pk])
        if countries not in known:
            known[countries] = _by_country(figures, countries)
        posted, stand_ins = known[countries]
        for code, found in posted.items():
            result.readings[supplier.pk, code] = found
        result.country_values[supplier.pk] = stand_ins
        _own_figures(result, figures, supplier.pk, on)
    return result


def _by_country(figures, countries):
    """What a set of countries says: ({factor: Derived} that are readings, {…} that may stand in)."""
    posted, stand_ins = {}, {}
    for factor in figures.factors:
        known = figures.indicators.get(factor.code, {})
        found = worst_country(known, countries, higher_is_worse=factor.higher_is_worse)
        if found:
            (posted if factor.origin == Origin.COUNTRY else stand_ins)[factor.code] = found
    return posted, stand_ins


def _own_figures(result, figures, supplier, on):
    for factor in figures.factors:
        found = None
        if factor.origin == Origin.WORKFORCE:
            found = migrant_share(figures.workforce[supplier])
        elif factor.origin == Origin.SPEND:
            found, note = spend(figures.purchases[supplier], on=on)
            if found is None and note != "none":
                result.notes[supplier][factor.code] = note
        if found:
            result.readings[supplier, factor.code] = found


@transaction.atomic
def refresh_derived(*, first, last, on, quarters=1, by, at):
    """Bring the derived readings of the suppliers with ids first…last up to date as of the day `on`.

    A figure that no longer holds is withdrawn where it would still count. The registry's workforce has
    no history, so for a day in the past it is left as it was read then. One trail row per supplier whose
    readings changed. Returns the figures and the Derivation.
    """
    figures = figures_of(first=first, last=last, on=on, quarters=quarters)
    derivation = derive(figures, on=on)
    today = timezone.localdate(at)
    changes = _differences(derivation, figures, past=on < today, today=today)
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


def _differences(derivation, figures, *, past, today):
    stored = defaultdict(list)
    for row in figures.derived:
        stored[row.supplier_id, row.factor_id].append(row)
    kept = {Origin.POSTED, Origin.WORKFORCE} if past else {Origin.POSTED}
    codes = [factor.code for factor in figures.factors if factor.origin not in kept]
    changes = Changes()
    for supplier in figures.suppliers:
        for code in codes:
            key = supplier.pk, code
            _compare(changes, key, derivation.readings.get(key), stored.get(key, ()), today)
    return changes


def _compare(changes, key, wanted, rows, today):
    """What must happen to one factor's stored readings of one supplier."""
    day = twin = None
    if wanted:
        day = wanted.read_on or _day_first_seen(wanted, rows, today)
        twin = next((r for r in rows if r.read_on == day and r.source == wanted.source), None)
        new = NewReading(*key, wanted.value, day, wanted.source, wanted.link)
        if twin is None:
            changes.created.append(new)
        elif (twin.value, twin.link, twin.withdrawn_at) != (new.value, new.link, None):
            changes.updated.append((twin, new))
    changes.withdrawn += [
        row
        for row in rows
        if row is not twin and row.withdrawn_at is None and (day is None or row.read_on >= day)
    ]


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
