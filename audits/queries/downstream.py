"""Facts for the rooms downstream, for many suppliers at once: one query each.

`suppliers` narrows to these (ids or a queryset); None means all. What an auditor has not reported yet
is in none of these answers. Days are inclusive.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, F, OuterRef, Q, Subquery

from suppliers.rules import quarters

from ..models import Audit, Finding, Survey
from ..rules.score import open_weight

SUPPLIER = "audit__site__supplier"


def open_findings(suppliers=None, *, on=None):
    """Reported findings that are open – with a day: that were open at its end."""
    rows = Finding.objects.reported()
    if on is None:
        rows = rows.open()
    else:
        rows = rows.filter(recorded_at__date__lte=on).exclude(closed_at__date__lte=on)
    return rows if suppliers is None else rows.filter(**{f"{SUPPLIER}__in": suppliers})


@dataclass(frozen=True)
class OpenFindings:
    """How much is open at one supplier, worst first."""

    supplier_id: int
    zero_tolerance: int
    priority: int
    major: int
    minor: int

    @property
    def weight(self):
        return open_weight(self.priority, self.major, self.minor)

    @property
    def worst(self):
        """zero_tolerance, priority, major, minor or "" – the first there is."""
        for name in ("zero_tolerance", "priority", "major", "minor"):
            if getattr(self, name):
                return name
        return ""


def worst_open(suppliers=None, *, on=None):
    """{supplier id: OpenFindings}; a supplier with nothing open is not in it."""
    rows = (
        open_findings(suppliers, on=on)
        .order_by()
        .values(SUPPLIER)
        .annotate(
            zero_tolerance=Count("pk", filter=Q(zero_tolerance__isnull=False)),
            priority=Count("pk", filter=Q(rating="priority")),
            major=Count("pk", filter=Q(rating="major")),
            minor=Count("pk", filter=Q(rating="minor")),
        )
    )
    return {row[SUPPLIER]: OpenFindings(supplier_id=row.pop(SUPPLIER), **row) for row in rows}


@dataclass(frozen=True)
class CapTimeliness:
    """What a supplier owed in a period: plans and completed actions, and how many came in time.

    A return starts no new clock: the last submission counts, so work sent back and resent late is late.
    """

    supplier_id: int
    plans_due: int
    plans_on_time: int
    actions_due: int
    actions_on_time: int

    @property
    def due(self):
        return self.plans_due + self.actions_due

    @property
    def on_time(self):
        return self.plans_on_time + self.actions_on_time

    @property
    def percent(self):
        """On time of what was due, 0–100 with two places."""
        share = Decimal(100 * self.on_time) / self.due
        return share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def cap_timeliness(quarter, *, suppliers=None, until=None):
    """{supplier id: CapTimeliness} of what fell due in the quarter ("2026Q3"), up to `until`
    (a day; for a quarter still running: yesterday). Who owed nothing is not in it."""
    first = quarters.last_day(quarters.shifted(quarter, -1)) + dt.timedelta(days=1)
    last = min(quarters.last_day(quarter), until or dt.date.max)
    plans = Q(submit_due__range=(first, last))
    actions = Q(complete_due__range=(first, last))
    rows = Finding.objects.reported().filter(plans | actions)
    if suppliers is not None:
        rows = rows.filter(**{f"{SUPPLIER}__in": suppliers})
    in_time = {
        "plans_due": plans,
        "plans_on_time": plans & Q(first_submitted_at__date__lte=F("submit_due")),
        "actions_due": actions,
        "actions_on_time": actions & _done_in_time(),
    }
    counts = {name: Count("pk", filter=which) for name, which in in_time.items()}
    rows = rows.order_by().values(SUPPLIER).annotate(**counts)
    return {row[SUPPLIER]: CapTimeliness(supplier_id=row.pop(SUPPLIER), **row) for row in rows}


def _done_in_time():
    """Actions handed in by their date and not sent back since; or accepted without action by then."""
    handed_in = Q(state__in=["actions_submitted", "ready_for_closure", "closed"])
    return handed_in & (
        Q(completed_at__date__lte=F("complete_due"))
        | Q(completed_at__isnull=True, verified_at__date__lte=F("complete_due"))
    )


@dataclass(frozen=True)
class LastScore:
    supplier_id: int
    audit_id: int
    score: Decimal
    colour: str
    final_on: dt.date
    valid_until: dt.date


def last_audit_scores(suppliers=None, *, until=None):
    """{supplier id: LastScore} of each supplier's latest scored final audit (up to the day `until`)."""
    rows = Audit.objects.scored()
    if until is not None:
        rows = rows.filter(final_on__lte=until)
    latest = rows.filter(site__supplier=OuterRef("site__supplier")).order_by("-final_on", "-pk")
    rows = rows.filter(pk=Subquery(latest.values("pk")[:1]))
    if suppliers is not None:
        rows = rows.filter(site__supplier__in=suppliers)
    fields = ("site__supplier", "pk", "score", "colour", "final_on", "valid_until")
    return {row[0]: LastScore(*row) for row in rows.order_by().values_list(*fields)}


@dataclass(frozen=True)
class SurveyResult:
    supplier_id: int
    survey_id: int
    state: str
    score: Decimal | None
    due_on: dt.date
    submitted_at: dt.datetime | None


def survey_scores(year, suppliers=None):
    """{supplier id: SurveyResult} of the year's self-assessment; `score` 0–100 once accepted, else None."""
    rows = Survey.objects.filter(year=year, questionnaire__posts_score=True)
    if suppliers is not None:
        rows = rows.filter(supplier__in=suppliers)
    fields = ("supplier", "pk", "state", "score", "due_on", "submitted_at")
    return {row[0]: SurveyResult(*row) for row in rows.order_by("pk").values_list(*fields)}
