"""manage.py training_statistics --from 2013 --to 2022 --json: the published figures for scripts."""

import json

from django.core.management.base import BaseCommand, CommandError

from training.models import Event
from training.queries import Slice, course_views, statistics

SPLITS = {"kind": ("kind",), "theme": ("theme",), "tier": ("tier",), "all": ("kind", "theme", "tier")}


class Command(BaseCommand):
    help = (
        "Print person-times, hours, person-hours and suppliers reached by year, with totals since the first"
        " year asked for and the opening balances they run on."
    )

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="since", type=int, metavar="YEAR")
        parser.add_argument("--to", dest="until", type=int, metavar="YEAR")
        parser.add_argument("--kind", choices=Event.Kind.values)
        parser.add_argument("--theme", help='"-" for events without one')
        parser.add_argument("--tier", choices=["1", "2", "3", "-"], help='"-": not known')
        parser.add_argument("--split", choices=SPLITS, help="also split the years further")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, **options):
        since, until = options["since"], options["until"]
        if since and until and since > until:
            raise CommandError(f"--from {since} is after --to {until}.")
        part = Slice.of(options)
        found = statistics(part, SPLITS.get(options["split"], ()))
        views, views_opening = course_views(part.since, part.until)
        if options["json"]:
            told = as_dict(part, found, views, views_opening)
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for line in text_lines(found, views):
            self.stdout.write(line)


def as_dict(part, found, views, views_opening):
    """One plain object; hours are texts with one decimal."""
    return {
        "from": part.since,
        "to": part.until,
        "kind": part.kind,
        "theme": part.theme,
        "tier": part.tier,
        "opening": [balance_of(balance) for balance in found["opening"]],
        "overlap": [{"year": year, "measure": measure} for year, measure in found["overlap"]],
        "years": [year_of(line) for line in found["lines"]],
        "cells": [cell_of(line) for line in found["cells"]],
        "views_opening": balance_of(views_opening) if views_opening else None,
        "views": [{"year": y, "views": count, "total_views": total} for y, count, total in views],
    }


def balance_of(balance):
    return {
        "measure": balance.measure,
        "since": balance.since_year,
        "until": balance.until_year,
        "value": str(balance.value),
        "source": balance.source,
    }


def figures_of(line):
    return {
        "person_times": line.person_times,
        "heads": line.heads,
        "hours": str(line.hours),
        "person_hours": str(line.person_hours),
        "suppliers": line.suppliers,
        "published": {name: _plain(value) for name, value in line.before.items()}
        if line.is_published
        else None,
    }


def year_of(line):
    totals = {"total_person_times": line.total_person_times, "total_hours": _plain(line.total_hours)}
    return {"year": line.year, **figures_of(line), **totals}


def cell_of(line):
    parts = {name: getattr(line, name) for name in ("year", "kind", "theme", "tier")}
    asked = {name: value for name, value in parts.items() if value is not None}
    return asked | figures_of(line)


def _plain(value):
    return value if value is None or isinstance(value, int) else str(value)


def text_lines(found, views):
    for balance in found["opening"]:
        yield f"opening {balance.measure} {balance.since_year}-{balance.until_year}: {balance.value}"
    for line in found["lines"]:
        yield (
            f"{line.year}: {line.person_times} person-times, {line.hours} hours, {line.person_hours} person-hours,"
            f" {line.suppliers} suppliers; total {line.total_person_times}, {line.total_hours}"
        )
    for year, count, total in views:
        yield f"{year}: {count} course views; total {total}"
