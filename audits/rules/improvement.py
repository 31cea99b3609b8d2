"""How much of what was found has been put right, and how audits ended: two ways to say each rate."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Improvement:
    """`pooled` = Σ closed ÷ Σ findings; `mean` = the mean of each supplier's own rate. Percent 0–100,
    one place; None without findings. Suppliers without findings have no rate and leave the mean."""

    suppliers: int
    findings: int
    closed: int
    pooled: Decimal | None
    mean: Decimal | None
    suppliers_with_findings: int


def improvement(rows):
    """`rows`: (supplier, findings, closed) once per supplier audited. Raises ValueError if closed > findings."""
    rows = list(rows)
    for supplier, findings, closed in rows:
        if not 0 <= closed <= findings:
            raise ValueError(f"{supplier}: {closed} closed of {findings} findings.")
    rated, with_findings = defaultdict(int), 0
    for _, findings, closed in rows:
        if findings:
            rated[findings] += closed  # suppliers with as many findings share a denominator
            with_findings += 1
    rates = sum(Decimal(closed) / findings for findings, closed in rated.items())
    findings = sum(row[1] for row in rows)
    closed = sum(row[2] for row in rows)
    return Improvement(
        suppliers=len(rows),
        findings=findings,
        closed=closed,
        pooled=_percent(Decimal(closed) / findings) if findings else None,
        mean=_percent(rates / with_findings) if with_findings else None,
        suppliers_with_findings=with_findings,
    )


def approved_percent(approved, conditional, rejected, *, with_conditional):
    """Share of audits approved, percent with one place, with or without the conditional ones.
    9 approved, 5 conditional, 6 rejected: 45 % – or 70 % as it is often published."""
    audits = approved + conditional + rejected
    if not audits:
        return None
    good = approved + (conditional if with_conditional else 0)
    return _percent(Decimal(good) / audits)


def pareto(lines):
    """`lines` (dicts with `count` and `code`) by count, most frequent first, each with `share`, its percent of
    all, and `cumulative`, the percent up to and including it: 0–100, one place; the last one is 100.0."""
    ordered = sorted(lines, key=lambda line: (-line["count"], line["code"]))
    total, running, found = sum(line["count"] for line in ordered), 0, []
    for line in ordered:
        running += line["count"]
        found.append(
            line
            | {
                "share": _percent(Decimal(line["count"]) / total),
                "cumulative": _percent(Decimal(running) / total),
            }
        )
    return found

def _percent(fraction):
    return (fraction * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
