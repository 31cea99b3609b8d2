"""What is open at suppliers, as the risk model reads it."""

from ..models import Finding
from ..rules.life import WAITS_FOR_SUPPLIER
from ..rules.score import open_weight

FACTORS = ("open_findings", "zero_tolerance", "cap_overdue")


def open_facts(suppliers, today, *, without=()):
    """{supplier id: {factor: value}} of what is open there, in one query; nothing open, no key.

    Overdue is what waits for the supplier past its date; a buyer's or auditor's delay is not theirs.
    `without`: findings (ids) to leave out, as if they were closed.
    """
    rows = Finding.objects.reported().open().filter(audit__site__supplier__in=suppliers)
    if without:
        rows = rows.exclude(pk__in=without)
    rows = rows.with_due(today).order_by()
    facts = {}
    for supplier, rating, zero_tolerance, state, overdue in rows.values_list(
        "audit__site__supplier", "rating", "zero_tolerance", "state", "is_overdue"
    ).iterator():
        kept = facts.setdefault(supplier, dict.fromkeys(FACTORS, 0))
        kept["open_findings"] += open_weight(
            rating == "priority", rating == "major", rating == "minor"
        )
        kept["zero_tolerance"] += zero_tolerance is not None
        kept["cap_overdue"] += bool(overdue) and state in WAITS_FOR_SUPPLIER
    return facts
