"""Zero-tolerance matters: what stands open, who was told, and what it does to class and outcome."""

from collections import defaultdict

from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import ExtractYear, Now

from suppliers.models import Classification, ClassOverride
from sustainportal.notices.models import Notice

from ..models import Finding, State


def zero_tolerance_rows():
    """The matters with names at hand; `risk_class`, `class_year` and `class_rule` are of the supplier's newest
    classification: its class, of which year, and the rule that overrode the score (null: none did)."""
    newest = Classification.objects.filter(
        supplier=OuterRef("audit__site__supplier"), year_id__lte=ExtractYear(Now()), in_scope=True
    ).order_by("-year_id")
    return (
        Finding.objects.filter(zero_tolerance__isnull=False)
        .select_related("audit__site__supplier", "provision", "zero_tolerance")
        .annotate(
            closed_order=Case(When(state=State.CLOSED, then=Value(1)), default=Value(0)),
            risk_class=Subquery(newest.values("risk_class")[:1]),
            class_year=Subquery(newest.values("year_id")[:1]),
            class_rule=Subquery(newest.values("reasons__override__reason")[:1]),
        )
        .defer("deadlines", "audit__score_parts", "audit__summary")
    )


def told_of(findings):
    """{finding id: [(person, moment)]}: who was told at once, in one query."""
    paths = {finding.get_absolute_url(): finding.pk for finding in findings}
    rows = Notice.objects.filter(event="audits.finding.at_once", link__in=list(paths))
    found = defaultdict(list)
    for notice in rows.select_related("recipient").order_by("owed_at", "pk"):
        found[paths[notice.link]].append((notice.recipient, notice.owed_at))
    return found


def set_by_hand(findings, today):
    """{supplier id: ClassOverride} that counts today for the year shown; one query."""
    shown = {(row.audit.site.supplier_id, row.class_year) for row in findings}
    rows = ClassOverride.objects.live(today).filter(supplier__in={pk for pk, _year in shown})
    return {row.supplier_id: row for row in rows if (row.supplier_id, row.year_id) in shown}
