"""Findings that were treated in counselling meetings beside findings that were not.

Of a period (a year, or a quarter of it), counted from the day of a meeting that was held and
recorded a cause:
treated: a cause was recorded there while the supplier attended, and the finding was open at the end of that
    day (of several meetings: the first). Untreated: open at the end of that day, at a supplier that no meeting of
    the period treated; never treated before (of several meetings: the first on whose day it was open). One that is
    treated after the period is watched until that day only: what was closed later counts as not closed.
Each finding counts once. Opportunities are not findings to put right.
"""

import datetime as dt
from collections import defaultdict

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from audits.models import Finding
from suppliers.rules import quarters

from ..models import Attendance, Event, HeadCount, TreatedFinding
from ..rules.effect import difference, effect

SUPPLIER = "audit__site__supplier"
GROUPS = ("treated", "untreated")


def meetings():
    """The counselling meetings that were held and treated a finding."""
    there = _treated().filter(event=OuterRef("pk"))
    return Event.objects.held().filter(Exists(there), kind=Event.Kind.COUNSELLING)


def years():
    """The years with such meetings, newest first."""
    return [day.year for day in meetings().dates("starts_on", "year", order="DESC")]


def days_of(year, quarter=""):
    """The days of these meetings in a year, or in one of its quarters ("2026Q3"), in order."""
    rows = meetings().filter(starts_on__year=year).order_by("starts_on")
    days = rows.values_list("starts_on", flat=True)
    return [day for day in days if quarter in ("", quarters.of(day))]


def _treated():
    """The rows of findings whose cause a meeting that was held recorded, with somebody of the supplier there."""
    there = {"event": OuterRef("event"), "supplier": OuterRef(f"finding__{SUPPLIER}")}
    named, counted = Attendance.objects.filter(**there), HeadCount.objects.filter(**there)
    return TreatedFinding.objects.filter(
        Exists(named.order_by()) | Exists(counted.order_by()), treated_at__isnull=False,
        event__state=Event.State.HELD, event__kind=Event.Kind.COUNSELLING,
    ).order_by("event__starts_on", "pk")  # fmt: skip


def treated(days):
    """Findings treated on one of these days; each with `since`, the day it counts from, and `closed_on`."""
    there = _treated().filter(event__starts_on__in=days)
    first = there.filter(finding=OuterRef("pk")).values("event__starts_on")[:1]
    since = Subquery(first, output_field=DateField())
    rows = _counted().filter(pk__in=there.order_by().values("finding"))
    return rows.annotate(since=since).filter(
        Q(closed_on=None) | Q(closed_on__gt=F("since")),
        since__isnull=False, recorded_at__date__lte=F("since"),
    )  # fmt: skip


def untreated(days):
    """Findings open on one of these days and not treated; each with `since` and `closed_on`, which is None where
    a later meeting treated it before it was closed."""
    if not days:
        return _counted().none().annotate(since=Value(None, output_field=DateField()))
    suppliers = _treated().filter(event__starts_on__in=days).order_by()
    treatments = _treated().filter(finding=OuterRef("pk"))
    before = treatments.filter(event__starts_on__lt=days[0])
    later = Subquery(treatments.values("event__starts_on")[:1], output_field=DateField())
    unaided = Q(later=None) | Q(closed_on__lte=F("later"))
    whens = [When(_open_at_the_end_of(day), then=Value(day)) for day in days]
    return (
        _counted()
        .annotate(since=Case(*whens, default=None, output_field=DateField()), later=later)
        .annotate(closed_on=Case(When(unaided, then=F("closed_on")), output_field=DateField()))
        .filter(~Exists(before), since__isnull=False)
        .exclude(**{f"{SUPPLIER}__in": suppliers.values(f"finding__{SUPPLIER}")})
    )


def group(name, days):
    """The findings of "treated" or "untreated"."""
    return treated(days) if name == "treated" else untreated(days)


def _counted():
    return Finding.objects.reported().to_put_right().annotate(closed_on=TruncDate("closed_at"))


def _open_at_the_end_of(day):
    end = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
    return Q(recorded_at__lt=end) & (Q(closed_at=None) | Q(closed_at__gte=end))


def judged(rows):
    """The Effect of a group; one aggregate."""
    findings, days = 0, defaultdict(int)
    counted = rows.order_by().values_list("since", "closed_on").annotate(Count("pk"))
    for since, closed_on, count in counted:
        findings += count
        if closed_on:
            days[(closed_on - since).days] += count
    return effect(findings, days)


def line(year, quarter=""):
    """{"year", "quarter", "meetings", "treated", "untreated", "ahead"} of a period."""
    days = days_of(year, quarter)
    found = {name: judged(group(name, sorted(set(days)))) for name in GROUPS}
    ahead = difference(found["treated"], found["untreated"])
    return {"year": year, "quarter": quarter, "meetings": len(days), "ahead": ahead, **found}


def lines(year):
    """The year as a whole, then its quarters with meetings, in order."""
    with_meetings = sorted({quarters.of(day) for day in days_of(year)})
    return [line(year), *(line(year, quarter) for quarter in with_meetings)]
