"""The published figures, by year, kind, theme and tier, from the rows."""

from dataclasses import replace

from django.db import connection
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce, ExtractYear

from ..models import Event, LessonView, OpeningBalance, PublishedYear
from ..rules.statistics import (
    DIMENSIONS,
    beside,
    cells_beside,
    figures,
    lines,
    overlap,
    running,
    views_running,
)
from .slices import Slice

#: The tier of a person or a head count; 0: not known, or no supplier of ours.
TIER = Coalesce("supplier__tier", 0)
EVERYTHING = Slice()


def held_events(part):
    """{id: {"year", "kind", "theme", "minutes"}} of the held events in a slice; an event counts whole in the
    year of its first day, a date of its own time zone."""
    rows = part.events().order_by().annotate(minutes=Sum("sessions__minutes", default=0))
    return {
        key: {"year": day.year, "kind": kind, "theme": theme, "minutes": minutes}
        for key, day, kind, theme, minutes in rows.values_list(
            "pk", "starts_on", "kind", "theme", "minutes"
        )
    }


def people_at(part):
    """(event, tier, named, heads, seconds) for each held event and tier of its people."""
    named = part.attendances().order_by().values_list("event_id", TIER)
    heads = part.heads().order_by().values_list("event_id", TIER)
    return [
        (event, at_tier, count, 0, seconds)
        for event, at_tier, count, seconds in named.annotate(
            n=Count("pk"), s=Sum("attended_seconds", default=0)
        )
    ] + [(event, at_tier, 0, count, 0) for event, at_tier, count in heads.annotate(Sum("heads"))]


def suppliers_reached(part, by, events):
    """{key: suppliers}, each once a key; those known only as heads included. events: as `held_events`.

    Keys go to the database as numbers: sorting every attendance by its words takes six times as long.
    """
    words = [name for name in by if name != "tier"]
    keys = {number: tuple(event[name] for name in words) for number, event in events.items()}
    if not keys:
        return {}
    order = sorted(set(keys.values()))
    place = {key: number for number, key in enumerate(order)}
    tier = ", at_tier" if "tier" in by else ""
    seen, params = _supplier_pairs(part)
    sql = (
        f"WITH part (event_id, place) AS (VALUES {', '.join(f'({e:d}, {place[k]:d})' for e, k in keys.items())})"
        f" SELECT place, COUNT(DISTINCT supplier_id){tier} FROM ({seen}) AS seen"
        f" JOIN part ON part.event_id = seen.event_id GROUP BY place{tier}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return {_key(by, order[number], rest): count for number, count, *rest in cursor.fetchall()}


def _supplier_pairs(part):
    """SQL of (event_id, at_tier, supplier_id), a row for everyone who came and every head count."""
    rows = [
        some.order_by().annotate(at_tier=TIER).values_list("event_id", "at_tier", "supplier_id")
        for some in (part.attendances(), part.heads().exclude(supplier=None))
    ]  # fmt: skip
    return rows[0].union(rows[1], all=True).query.sql_with_params()


def _key(by, words, tier):
    """The key in the order of `by`."""
    left = iter(words)
    return tuple(tier[0] if name == "tier" else next(left) for name in by)


def opening(measure):
    """The newest opening balance of a measure, or None."""
    return OpeningBalance.objects.filter(measure=measure).order_by("-until_year").first()


def opening_of(part, measure):
    """The opening balance that belongs to a slice: only a whole one has any, and only when it does not
    begin after the balance ended."""
    balance = opening(measure) if part.is_whole else None
    return None if balance is None or (part.since or 0) > balance.until_year else balance


def published_years():
    """{year: figures as they were published}."""
    return dict(PublishedYear.objects.values_list("year", "figures"))


def statistics(part=EVERYTHING, split=()):
    """Figures of a slice: `lines` a year with totals, `cells` a year and the dimensions in `split`,
    `opening` balances the totals run on, `overlap` of rows with them (see rules.statistics).

    Totals run since the slice's first year. A kind, theme or tier has no opening balance: the history
    before the portal was not split by them. Published years stand beside what is counted now.
    """
    balances = [opening_of(part, measure) for measure in ("person_times", "hours")]
    events, people = held_events(part), people_at(part)
    years = running(lines(events, people, suppliers_reached(part, ("year",), events)), *balances)
    kept = published_years()
    if part.is_whole:
        years = [_published(line, kept, totals=not part.since) for line in years]
    by = ("year", *split)
    cells = lines(events, people, suppliers_reached(part, by, events), by) if split else []
    if set(by) == set(DIMENSIONS) and part.is_whole:
        shown = {line.year for line in years}
        cells = cells_beside(cells, {year: kept[year] for year in kept.keys() & shown})
    return {
        "lines": years,
        "cells": cells,
        "opening": [balance for balance in balances if balance],
        "overlap": overlap(years, balances),
    }


def _published(line, kept, *, totals):
    return beside(line, kept[line.year], totals) if line.year in kept else line


def year_figures(year):
    """What there is to publish of a year: as `rules.statistics.figures`, None when nothing was held."""
    whole = statistics(EVERYTHING)["lines"]
    found = [line for line in whole if line.year == year]
    cells = statistics(replace(EVERYTHING, year=year), split=DIMENSIONS[1:])["cells"]
    return figures(found[0], cells) if found else None


def course_views(since=None, until=None):
    """[(year, views, total)] of online courses, and the opening balance of views or None."""
    rows = LessonView.objects.order_by().values_list(ExtractYear("viewed_on"))
    if since:
        rows = rows.filter(viewed_on__year__gte=since)
    if until:
        rows = rows.filter(viewed_on__year__lte=until)
    balance = opening_of(Slice(since=since), "views")
    return views_running(dict(rows.annotate(n=Count("pk"))), balance), balance


def themes():
    """The themes of what was held, in order, with "" for events without one."""
    held = Event.objects.held().order_by("theme")
    return list(held.values_list("theme", flat=True).distinct())
