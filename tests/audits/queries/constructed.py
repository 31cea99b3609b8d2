"""Final audits and their findings in bulk, as a year's list would tell them."""

import datetime as dt

from audits.models import Audit, Finding
from suppliers.models import Site, Supplier

UTC = dt.UTC


def audited(year, count, *, protocol, auditor, buyer, country, outcomes=None):
    """`count` suppliers with one final audit each in the year; `outcomes` in their order."""
    at = dt.datetime(year, 5, 4, 9, tzinfo=UTC)
    suppliers = Supplier.objects.bulk_create(
        Supplier(
            code=f"Y{year}-{n:03}", name=f"Mill {year} {n:03}", name_key=f"mill {year} {n:03}",
            country=country, created_at=at, changed_at=at, tier=1 + n % 3,
        )
        for n in range(count)
    )  # fmt: skip
    sites = Site.objects.bulk_create(Site(supplier=row, name="Plant 1") for row in suppliers)
    return Audit.objects.bulk_create(
        Audit(
            site=site, kind="vap_initial", protocol=protocol, auditor=auditor, planned_by=buyer,
            planned_on=at.date(), planned_at=at, started_on=at.date(), state="final",
            outcome=outcomes[n] if outcomes else "approved", final_at=at, final_on=at.date(),
            final_by=auditor,
        )
        for n, site in enumerate(sites)
    )  # fmt: skip


def found(audits, findings, closed, *, provision, auditor, buyer, rating="minor", days=None, **fields):
    """`findings` spread over the audits in turn, the first `closed` of them closed; `days`: when each was
    discovered."""
    rows = []
    for n in range(findings):
        audit = audits[n % len(audits)]
        row = Finding(
            audit=audit, number=1 + n // len(audits) + fields.get("from_number", 0),
            provision=provision, rating=rating,
            discovered_on=days[n] if days else audit.started_on,
            description="Found.", recorded_at=audit.final_at, recorded_by=auditor,
            **{key: value for key, value in fields.items() if key != "from_number"},
        )  # fmt: skip
        if n < closed:
            _close(row, auditor, buyer)
        rows.append(row)
    return Finding.objects.bulk_create(rows)


def _close(row, auditor, buyer):
    at = row.recorded_at + dt.timedelta(days=100)
    row.state = "closed"
    row.approved_at, row.approved_by = at, auditor
    row.verified_at, row.verified_by = at, auditor
    row.closed_at, row.closed_by = at, buyer
