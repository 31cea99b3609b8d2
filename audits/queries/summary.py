"""The year in numbers. A year's audits are the final ones whose visit began in it; findings are counted
with their audit; opportunities for improvement are not findings to put right."""

from django.db.models import Count, Q

from ..models import TO_PUT_RIGHT, Audit, Finding
from ..rules.improvement import approved_percent, improvement

SUPPLIER = "audit__site__supplier"


def years():
    """The years that have final audits, newest first."""
    return [day.year for day in Audit.objects.final().dates("started_on", "year", order="DESC")]


def year_summary(year):
    """Suppliers audited, findings, improvement pooled and mean, outcomes, sections and provisions."""
    audits = Audit.objects.final().in_year(year)
    findings = Finding.objects.filter(
        audit__state=Audit.State.FINAL, audit__started_on__year=year, rating__in=TO_PUT_RIGHT
    ).order_by()
    closed = Count("pk", filter=Q(state="closed"))
    by_supplier = {
        row[0]: row[1:]
        for row in findings.values_list(SUPPLIER).annotate(Count("pk"), closed=closed)
    }
    audited = set(audits.order_by().values_list("site__supplier", flat=True))
    outcomes = dict.fromkeys(Audit.Outcome.values, 0)
    outcomes.update(audits.order_by().values_list("outcome").annotate(Count("pk")))
    return {
        "year": year,
        "audits": sum(outcomes.values()),
        "improvement": improvement(
            (supplier, *by_supplier.get(supplier, (0, 0))) for supplier in audited
        ),
        "outcomes": [
            {"outcome": outcome, "label": Audit.Outcome(outcome).label, "count": count}
            for outcome, count in outcomes.items()
        ],
        "approved": approved_percent(**outcomes, with_conditional=False),
        "approved_with_conditional": approved_percent(**outcomes, with_conditional=True),
        "ratings": _by_rating(findings),
        "findings_by_section": list(
            findings.values("provision__section")
            .annotate(count=Count("pk"), closed=closed)
            .order_by("provision__section")
        ),
        "provisions": _pareto(findings),
    }


def _by_rating(findings):
    counts = findings.values_list("rating").annotate(
        Count("pk"), closed=Count("pk", filter=Q(state="closed"))
    )
    found = {row[0]: row[1:] for row in counts}
    return [
        {
            "rating": rating,
            "label": rating.label,
            "count": found[rating][0],
            "closed": found[rating][1],
        }
        for rating in TO_PUT_RIGHT
        if rating in found
    ]


def _pareto(findings, most=10):
    """The most frequent provisions, each with the share of all findings up to and including it."""
    rows = (
        findings.values("provision__code", "provision__title")
        .annotate(count=Count("pk"))
        .order_by("-count", "provision__code")
    )
    total, running, listed = findings.count(), 0, []
    for row in rows[:most]:
        running += row["count"]
        listed.append(row | {"cumulative": 100 * running / total})
    return listed
