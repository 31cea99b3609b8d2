"""The published figures: sums of what was held, running totals on opening balances, what was published.

Person-times are attendances and heads. Hours are the durations of sessions, whoever was there: split by tier
an event's hours stand in the line of every tier that came, so lines of tiers do not add up to the year.
Suppliers reached are counted once a line: lines do not add up either.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from .counting import hours, person_hours

YEAR, KIND, THEME, TIER = "year", "kind", "theme", "tier"
DIMENSIONS = (YEAR, KIND, THEME, TIER)
#: What is kept of a year when it is published, and compared with now.
MEASURES = ("person_times", "hours", "person_hours", "suppliers")
TOTALS = ("total_person_times", "total_hours")


@dataclass(frozen=True)
class Line:
    """One line of figures. `heads`: those of the person-times whose names were not kept.

    Totals run on the opening balances; None where the year lies inside one. `published`: the figures as
    they were published, by measure, where they differ from now; `is_published`: whether there are any.
    """

    year: int
    kind: str | None = None
    theme: str | None = None
    tier: int | None = None
    person_times: int = 0
    heads: int = 0
    minutes: int = 0
    seconds: int = 0
    suppliers: int = 0
    total_person_times: int | None = None
    total_hours: Decimal | None = None
    is_published: bool = False
    published: tuple = ()

    @property
    def hours(self):
        return hours(self.minutes)

    @property
    def person_hours(self):
        return person_hours(self.seconds)

    @property
    def before(self):
        """{measure: what was published} where it differs from now."""
        return dict(self.published)


def lines(events, people, reached, by=(YEAR,)):
    """Lines sorted by their key.

    events: {id: {"year", "kind", "theme", "minutes"}} of held events; people: (event id, tier 0–3 (0: not
    known), named, heads, seconds); reached: {key: suppliers}, a key having one value per dimension in `by`.
    """
    found = {}
    for event, tier, named, heads, seconds in people:
        line = found.setdefault(_key(events[event], tier, by), [0, 0, 0, 0, set()])
        for place, more in enumerate((named + heads, heads, 0, seconds)):
            line[place] += more
        line[4].add(event)
    if TIER not in by:
        for number, event in events.items():
            found.setdefault(_key(event, 0, by), [0, 0, 0, 0, set()])[4].add(number)
    return [
        Line(
            **dict(zip(by, key, strict=True)),
            person_times=line[0],
            heads=line[1],
            minutes=sum(events[event]["minutes"] for event in line[4]),
            seconds=line[3],
            suppliers=reached.get(key, 0),
        )
        for key, line in sorted(found.items())
    ]


def _key(event, tier, by):
    return tuple(tier if part == TIER else event[part] for part in by)


def running(years, people=None, taught=None):
    """The lines of years with their totals, oldest first.

    people, taught: the opening balances of person-times and hours (things with until_year and value) or
    None. A year inside a balance adds nothing to that total and shows none.
    """
    heads = int(people.value) if people else 0
    before = taught.value if taught else Decimal(0)
    minutes, shown = 0, []
    for line in sorted(years, key=lambda line: line.year):
        counted, timed = _after(line, people), _after(line, taught)
        heads += line.person_times if counted else 0
        minutes += line.minutes if timed else 0
        shown.append(
            replace(
                line,
                total_person_times=heads if counted else None,
                total_hours=before + hours(minutes) if timed else None,
            )
        )
    return shown


def _after(line, balance):
    return balance is None or line.year > balance.until_year


def overlap(years, balances):
    """[(year, measure)]: years with figures that lie inside an opening balance of that measure."""
    return [
        (line.year, balance.measure)
        for line in sorted(years, key=lambda line: line.year)
        for balance in balances
        if balance and balance.since_year <= line.year <= balance.until_year
    ]


def views_running(years, balance=None):
    """[(year, views, total or None)] of course views, {year: views} on an opening balance, oldest first."""
    total, shown = int(balance.value) if balance else 0, []
    for year, count in sorted(years.items()):
        counted = balance is None or year > balance.until_year
        total += count if counted else 0
        shown.append((year, count, total if counted else None))
    return shown


def figures(line, cells):
    """What is kept of a published year: texts and whole numbers only. `cells` are its lines by all four."""
    return {
        "person_times": line.person_times,
        "minutes": line.minutes,
        "seconds": line.seconds,
        "suppliers": line.suppliers,
        "total_person_times": line.total_person_times,
        "total_hours": None if line.total_hours is None else str(line.total_hours),
        "cells": [
            [c.kind, c.theme, c.tier, c.person_times, c.minutes, c.seconds, c.suppliers]
            for c in cells
        ],
    }


def beside(line, kept, totals=True):
    """The line with what was published of it (`kept`, as `figures` gives it) where that differs from now."""
    then = {
        "person_times": kept["person_times"],
        "hours": hours(kept["minutes"]),
        "person_hours": person_hours(kept["seconds"]),
        "suppliers": kept["suppliers"],
    }
    if totals:
        then["total_person_times"] = kept["total_person_times"]
        total = kept["total_hours"]
        then["total_hours"] = None if total is None else Decimal(total)
    differ = tuple((name, value) for name, value in then.items() if value != getattr(line, name))
    return replace(line, is_published=True, published=differ)


def cells_beside(found, kept):
    """Lines by all four dimensions with what was published of each; published ones that are gone now
    stand in the list with zeros. kept: {year: figures}."""
    shown, left = [], {year: _kept_cells(one) for year, one in kept.items()}
    for line in found:
        if line.year not in kept:
            shown.append(line)
            continue
        nothing = {"person_times": 0, "minutes": 0, "seconds": 0, "suppliers": 0}
        cell = left[line.year].pop((line.kind, line.theme, line.tier), nothing)
        shown.append(beside(line, cell, totals=False))
    for year, cells in left.items():
        for (kind, theme, tier), cell in cells.items():
            gone = Line(year=year, kind=kind, theme=theme, tier=tier)
            shown.append(beside(gone, cell, totals=False))
    return sorted(shown, key=lambda line: (line.year, line.kind, line.theme, line.tier))


def _kept_cells(kept):
    names = ("person_times", "minutes", "seconds", "suppliers")
    return {tuple(cell[:3]): dict(zip(names, cell[3:], strict=True)) for cell in kept["cells"]}
