"""The year in numbers. A year's audits are the final ones whose visit began in it; findings are counted
with their audit (queries.counted); opportunities for improvement are not findings to put right."""

from django.db.models import Count, Q

from ..models import TO_PUT_RIGHT, Audit, Provision, Rating
from ..rules.improvement import approved_percent, improvement, pareto
from .counted import counted
from .steps import days_per_step

SUPPLIER = "audit__site__supplier"
CLOSED = Count("pk", filter=Q(state="closed"))


def years():
    """The years that have final audits, newest first."""
    return [day.year for day in Audit.objects.final().dates("started_on", "year", order="DESC")]


def year_summary(year):
    """Suppliers audited, findings, improvement pooled and mean, outcomes, sections, provisions and days per
    step; four aggregates over the findings, audits and steps of the year."""
    audited, outcomes = _audits(year)
    ratings, sections, provisions = _by_provision(year)
    return {
        "year": year,
        "audits": sum(outcomes.values()),
        "improvement": improvement(_by_supplier(year, audited)),
        "outcomes": [
            {"outcome": outcome, "label": Audit.Outcome(outcome).label, "count": count}
            for outcome, count in outcomes.items()
        ],
        "approved": approved_percent(**outcomes, with_conditional=False),
        "approved_with_conditional": approved_percent(**outcomes, with_conditional=True),
        "ratings": ratings,
        "sections": sections,
        "provisions": provisions,
        "steps": days_per_step(year),
    }


def _audits(year):
    """(suppliers audited, {outcome: audits})."""
    rows = Audit.objects.final().in_year(year).order_by()
    audited, outcomes = set(), dict.fromkeys(Audit.Outcome.values, 0)
    for supplier, outcome, count in rows.values_list("site__supplier", "outcome").annotate(
        Count("pk")
    ):
        audited.add(supplier)
        outcomes[outcome] += count
    return audited, outcomes


def _by_supplier(year, audited):
    """(supplier, findings, closed) of every supplier audited, those without findings too."""
    rows = counted(year).values_list(SUPPLIER).annotate(Count("pk"), closed=CLOSED)
    found = {supplier: (count, closed) for supplier, count, closed in rows}
    return [(supplier, *found.get(supplier, (0, 0))) for supplier in audited]


def _by_provision(year):
    """Findings and closed ones by rating, by section, and by provision (most frequent first, with the share of
    all findings up to and including each); one query and the catalogue.

    Provisions of several versions with the same code and title are one line; its `headings` are their keys.
    """
    catalogue = Provision.objects.in_bulk()
    by_rating, by_section, by_title, keys = {}, {}, {}, {}
    rows = counted(year).values_list("provision", "rating").annotate(Count("pk"), closed=CLOSED)
    for pk, rating, count, closed in rows:
        provision = catalogue[pk]
        _add(by_rating, rating, count, closed)
        _add(by_section, provision.section, count, closed)
        line = (provision.code, str(provision))
        _add(by_title, line, count, closed)
        keys.setdefault(line, set()).add(pk)
    ratings = [
        {"rating": rating, "label": Rating(rating).label, **by_rating[rating]}
        for rating in TO_PUT_RIGHT
        if rating in by_rating
    ]
    sections = [
        {"section": code, "label": Provision.Section(code).label, **by_section[code]}
        for code in sorted(by_section)
    ]
    lines = [
        {
            "code": line[0],
            "label": line[1],
            "headings": ",".join(str(pk) for pk in sorted(keys[line])),
            **cell,
        }
        for line, cell in by_title.items()
    ]
    return ratings, sections, pareto(lines)


def _add(table, key, count, closed):
    cell = table.setdefault(key, {"count": 0, "closed": 0})
    cell["count"] += count
    cell["closed"] += closed
