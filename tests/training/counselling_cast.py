"""Findings of final audits, and a counselling meeting that treats them."""

import datetime as dt

from audits.models import Audit, DeadlineProfile, Finding, Protocol, Provision
from training import operations
from training.models import Event
from training.operations.meetings import plan_meeting

from ..conftest import NOW

DAY = dt.timedelta(days=1)
TODAY = NOW.date()


def protocol():
    """A protocol with one provision of the section B."""
    profile, _new = DeadlineProfile.objects.get_or_create(name="T", defaults={"source": "t"})
    found, _new = Protocol.objects.get_or_create(
        standard="Code", version="T", defaults={"source": "t", "deadline_profile": profile}
    )
    Provision.objects.get_or_create(
        protocol=found, code="B2", defaults={"section": "B", "number": 1, "title": "Emergency"}
    )
    return found


def audited(supplier, auditor, buyer, *, at=NOW - 60 * DAY, final=True):
    """An audit of the supplier's site, final or in progress."""
    report = {"final_at": at, "final_on": at.date(), "final_by": auditor, "outcome": "conditional"}
    return Audit.objects.create(
        site=supplier.sites.get(), kind="vap_initial", protocol=protocol(), auditor=auditor,
        planned_by=buyer, planned_on=at.date(), planned_at=at, started_on=at.date(),
        state="final" if final else "in_progress", **(report if final else {}),
    )  # fmt: skip


def found(audit, rating="major", *, at=None, text="Two of five exits were locked.", **fields):
    """A finding of an audit that nothing was done about."""
    at = at or audit.planned_at
    return Finding.objects.create(
        audit=audit, number=audit.findings.count() + 1, provision=Provision.objects.get(code="B2"),
        rating=rating, description=text, discovered_on=at.date(),
        recorded_at=at, recorded_by=audit.auditor, **fields,
    )  # fmt: skip


def closed(finding, at, *, verifier, closer):
    """Closed at that moment by the right people."""
    Finding.objects.filter(pk=finding.pk).update(
        state="closed", approved_at=at, approved_by=verifier, verified_at=at, verified_by=verifier,
        closed_at=at, closed_by=closer,
    )  # fmt: skip
    finding.refresh_from_db()
    return finding


def planned(findings, *, lead, by, on=TODAY, at=NOW - 10 * DAY, code="CM-1"):
    """A draft meeting on that day that treats these findings."""
    event = Event(code=code, title=f"Counselling {code}", starts_on=on, lead=lead)
    picks = {finding.pk: "Major" for finding in findings}
    return plan_meeting(event, findings=picks, reasons={}, by=by, at=at)


def opened(findings, *, lead, by, on=TODAY, at=NOW - 10 * DAY, code="CM-1"):
    event = planned(findings, lead=lead, by=by, on=on, at=at, code=code)
    operations.add_session(
        event, topic="Causes", speaker="", organisation="", minutes=90,
        starts_at=dt.datetime.combine(on, dt.time(6), tzinfo=dt.UTC), by=by, at=at,
    )  # fmt: skip
    return operations.open_event(event, by=by, at=at)
