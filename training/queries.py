"""Reading events, statistics and participation, for pages and for the scorecard."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from audits.queries import open_findings
from suppliers.models import Supplier
from suppliers.rules import quarters

from .models import Attendance, Completion, Event, Invitation, LessonView, OpeningBalance, Session
from .rules.counting import running


def _sums_by_year(kind=""):
    """Per (year): person-times, session minutes, attended seconds, suppliers – held events only."""
    events = Event.objects.held()
    if kind:
        events = events.filter(kind=kind)
    year = ExtractYear("event__starts_on")
    people = (
        Attendance.objects.filter(event__in=events)
        .annotate(year=year)
        .values("year")
        .annotate(
            person_times=Count("pk"),
            seconds=Sum("attended_seconds", default=0),
            suppliers=Count("supplier", distinct=True),
        )
        .order_by()
    )
    minutes = (
        Session.objects.filter(event__in=events)
        .annotate(year=year)
        .values("year")
        .annotate(minutes=Sum("minutes"))
        .order_by()
    )
    rows = {row["year"]: {"minutes": 0, **row} for row in people}
    for row in minutes:
        empty = {"year": row["year"], "person_times": 0, "seconds": 0, "suppliers": 0}
        rows.setdefault(row["year"], empty)["minutes"] = row["minutes"]
    return list(rows.values())


def opening(measure):
    """The newest opening balance of a measure, or None."""
    return OpeningBalance.objects.filter(measure=measure).order_by("-until_year").first()


def statistics(kind=""):
    """Lines per year (see rules.counting.Line) and the opening balances they run on from.

    A kind has no opening balance: the history before the portal was not split by kind. Years up to
    the balance's last year are inside it: their rows are left out of the running totals' years.
    """
    people = None if kind else opening("person_times")
    hours = None if kind else opening("hours")
    covered = max((b.until_year for b in (people, hours) if b), default=0)
    sums = _sums_by_year(kind)
    lines = running(
        [row for row in sums if row["year"] > covered],
        int(people.value) if people else 0,
        hours.value if hours else Decimal(0),
    )
    overlap = sorted(row["year"] for row in sums if row["year"] <= covered)
    return {"lines": lines, "opening": [b for b in (people, hours) if b], "overlap": overlap}


def course_counts():
    """Views, learners and completions per course id; three separate counts."""
    views = LessonView.objects.values("lesson__course").annotate(
        views=Count("pk"), learners=Count("user", distinct=True)
    )
    done = Completion.objects.values("course").annotate(completions=Count("pk"))
    counts = {row["lesson__course"]: {**row, "completions": 0} for row in views}
    for row in done:
        empty = {"views": 0, "learners": 0}
        counts.setdefault(row["course"], empty)["completions"] = row["completions"]
    return counts


@dataclass(frozen=True)
class Participation:
    """A supplier's part in the four quarters that end with a quarter."""

    invited: int
    attended: int
    person_times: int

    @property
    def rate(self):
        """Attended of the events it was invited to or came to, percent 0–100."""
        return round(100 * self.attended / self.invited, 2) if self.invited else None


def _days(quarter, count=1):
    """First and last day of the `count` quarters that end with `quarter`."""
    year, number = quarters.parts(quarters.shifted(quarter, 1 - count))
    first = dt.date(year, number * 3 - 2, 1)
    year, number = quarters.parts(quarters.shifted(quarter, 1))
    return first, dt.date(year, number * 3 - 2, 1) - dt.timedelta(days=1)


def participation(quarter, suppliers=None):
    """supplier id → Participation, over held events of the four quarters ending with `quarter`.

    An event counts as invited when the supplier was invited or came. Suppliers never invited are
    absent: no data is not zero. `suppliers`: ids or a queryset to keep to.
    """
    held = Event.objects.held().filter(starts_on__range=_days(quarter, 4))
    invited = Invitation.objects.filter(event__in=held)
    attended = Attendance.objects.filter(event__in=held)
    if suppliers is not None:
        invited = invited.filter(supplier__in=suppliers)
        attended = attended.filter(supplier__in=suppliers)
    asked, came, heads = {}, {}, {}
    for supplier, event in invited.values_list("supplier", "event"):
        asked.setdefault(supplier, set()).add(event)
    for supplier, event in attended.values_list("supplier", "event"):
        came.setdefault(supplier, set()).add(event)
        heads[supplier] = heads.get(supplier, 0) + 1
    return {
        supplier: Participation(
            len(asked.get(supplier, set()) | came.get(supplier, set())),
            len(came.get(supplier, ())),
            heads.get(supplier, 0),
        )
        for supplier in asked.keys() | came.keys()
    }


def support_offered(supplier_ids, until):
    """The ids among `supplier_ids` invited to a training or counselling meeting that was opened or
    held within the year before `until` (a date). Nobody loses orders without having been offered help."""
    kinds = [Event.Kind.TRAINING, Event.Kind.COUNSELLING]
    return set(
        Invitation.objects.filter(
            supplier__in=supplier_ids,
            invited_at__date__lte=until,
            invited_at__date__gte=until - dt.timedelta(days=365),
            event__kind__in=kinds,
            event__state__in=[Event.State.OPEN, Event.State.HELD],
        ).values_list("supplier", flat=True)
    )


def candidates(rule):
    """Suppliers an invitation rule picks, with the reason of each: (supplier, reason) pairs."""
    active = Supplier.objects.standing().exclude(status__in=["rejected", "ended"])
    if rule == "key":
        return [(s, _("key supplier")) for s in active.filter(is_key=True)]
    if rule in {"tier1", "tier2", "tier3"}:
        return [
            (s, _("tier %(tier)s") % {"tier": rule[-1]}) for s in active.filter(tier=int(rule[-1]))
        ]
    if rule == "open_findings":
        counts = dict(
            open_findings()
            .values("audit__site__supplier")
            .annotate(n=Count("pk"))
            .values_list("audit__site__supplier", "n")
            .order_by()
        )
        return [
            (s, _("open findings: %(count)d") % {"count": counts[s.pk]})
            for s in active.filter(pk__in=counts)
        ]
    return [(s, _("all suppliers")) for s in active]
