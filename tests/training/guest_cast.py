"""Suppliers that rules of invitation tell apart: findings in final audits, classes, supervision."""

import datetime as dt

from audits import catalogue
from audits.models import Audit, Finding, Protocol, Provision
from suppliers import catalogue_risk
from suppliers.models import Classification, RiskModel, RiskYear
from training.models import Supervision

from ..conftest import NOW

DAY = dt.timedelta(days=1)
BEGAN = NOW.date() - 40 * DAY


def load_catalogues():
    catalogue_risk.load(at=NOW)
    catalogue.load(at=NOW)


def final_audit(supplier, auditor, buyer, *, began=BEGAN, version="8.0.1"):
    return Audit.objects.create(
        site=supplier.sites.first(), kind="vap_initial", auditor=auditor, planned_by=buyer,
        protocol=Protocol.objects.get(version=version), planned_on=began, planned_at=NOW,
        started_on=began, state="final", outcome="conditional", final_at=NOW, final_by=auditor,
        final_on=began,
    )  # fmt: skip


def found(audit, code="B2", rating="major", *, closed=False):
    """A reported finding; closed ones as a list from elsewhere brings them in."""
    over = {"state": "closed", "closed_at": NOW, "closed_by": audit.planned_by, "is_history": True}
    return Finding.objects.create(
        audit=audit, number=audit.findings.count() + 1, rating=rating, discovered_on=audit.started_on,
        provision=Provision.objects.get(protocol=audit.protocol, code=code), description="Seen.",
        recorded_at=NOW, recorded_by=audit.auditor, **(over if closed else {}),
    )  # fmt: skip


def classed(supplier, risk_class, *, year=2026, in_scope=True):
    RiskYear.objects.get_or_create(year=year)
    return Classification.objects.create(
        supplier=supplier, year_id=year, model=RiskModel.objects.first(), risk_class=risk_class,
        in_scope=in_scope, coverage=90, judged_at=NOW,
    )  # fmt: skip


def supervised(supplier, buyer, *, ended=False):
    over = {"ended_on": NOW.date(), "ended_because": "Better.", "ended_by": buyer} if ended else {}
    return Supervision.objects.create(
        supplier=supplier, since=dt.date(2026, 5, 1), why="findings", reason="Repeats.",
        started_at=NOW, started_by=buyer, **over,
    )  # fmt: skip
