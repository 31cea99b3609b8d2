"""A real public list of who came to eight meetings: organisations and numbers of people, no names."""

import csv
import datetime as dt
from collections import Counter

from django.db.models import Sum

from sustainportal.sheets.trying import imported, told

from .models import Event, HeadCount

UNFCCC = "unfccc_attendance_inc01-08.csv"
FILES = (UNFCCC,)
COLUMNS = {"event": "Meeting", "organisation": "Delegation", "heads": "attendees"}


def account(data, *, at):
    """Plan its meetings, import the list and give the lines of the account as they become known."""
    rows = read(data / UNFCCC)
    hold_meetings(rows, at=at)
    yield from told(
        f"Attendance from {UNFCCC}", imported("import_attendance", data / UNFCCC, COLUMNS)
    )
    yield from totals(rows)


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hold_meetings(rows, *, at):
    """The meetings of the list as events that were held; of their day only the year is known."""
    years = {row["Meeting"]: int(row["Year"]) for row in rows}
    places = {row["Meeting"]: row["Location"] for row in rows}
    for code, year in years.items():
        Event.objects.create(
            code=code,
            title=code,
            kind=Event.Kind.CONFERENCE,
            starts_on=dt.date(year, 1, 1),
            place=places[code],
            state=Event.State.HELD,
            created_at=at,
        )


def own_totals(rows):
    """Meeting → how many came, added up from the file itself."""
    sums = Counter()
    for row in rows:
        sums[row["Meeting"]] += int(row["attendees"])
    return sums


def kept_totals():
    """Meeting → how many came, as kept here."""
    kept = HeadCount.objects.values("event__code").annotate(n=Sum("heads")).order_by("event__code")
    return {row["event__code"]: row["n"] for row in kept}


def totals(rows):
    own, kept = own_totals(rows), kept_totals()
    for code in sorted(own):
        same = "as in the file" if own[code] == kept.get(code) else f"the file says {own[code]}"
        yield f"  {code}: {kept.get(code, 0)} person-times without names ({same})"
    yield f"  together {sum(kept.values())}, in the file {sum(own.values())}"
