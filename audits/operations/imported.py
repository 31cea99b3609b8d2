"""Keep audits and findings of another list as history: what a row may say was judged by the importer;
here it is written in sets, with its trail.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.trail.operations import entry, record_many

from ..models import Audit, Finding, State, Step
from ..queries.imported import IMPORTED
from ..rules.deadlines import months_later
from .deadlines import DUE
from .numbers import WITHDRAWN, next_number

PORTAL = "portal"
CREATE, CHANGE, WITHDRAW = "create", "change", "withdraw"


@dataclass
class KnownAudit:
    """An audit a file speaks of: known already or new, and what the file has said of it so far."""

    audit: Audit
    is_new: bool = False
    said: dict = field(default_factory=dict)  # field → (value, row)
    changed: dict = field(default_factory=dict)  # field → value before
    outcome_given: bool = False
    zero_tolerance: bool = False  # the file says so of one of its findings
    # what good rows did to it
    is_told: bool = False
    has_findings: bool = False
    is_corrected: bool = False
    is_touched: bool = False

    @property
    def is_history(self):
        return bool(self.audit.source)


@dataclass
class Planned:
    """What one row does: its audit and, if it speaks of one, its finding."""

    known: KnownAudit
    finding: Finding | None = None
    what: str = ""
    said: str = ""  # what the list says beside
    before: dict = field(default_factory=dict)


def hand(by):
    """The person whose name stands on what is kept: the portal's own where a script names nobody."""
    if by is not None:
        return by
    person = User.objects.filter(username=PORTAL).first()
    return person or User.objects.create_user(
        username=PORTAL, role=Role.PROCUREMENT, is_active=False
    )


def noon(day):
    """A moment of that day, for a list that knows the day only."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def finish_history(audit):
    """Fill in what follows from an imported audit's days; `audit` is not saved."""
    audit.closing_on = audit.closing_on or audit.started_on
    audit.final_on = audit.final_on or audit.closing_on
    audit.final_at = noon(audit.final_on)
    audit.valid_until = months_later(audit.closing_on, audit.protocol.validity_months)
    audit.outcome = audit.outcome or Audit.Outcome.CONDITIONAL


def settle_days(finding, *, approved_on, closed_on):
    """Put a finding of the past where its list says it stands; who keeps it is filled in with that."""
    if approved_on:
        finding.approved_at = noon(approved_on)
    if closed_on:
        finding.state = State.CLOSED
        finding.closed_at = noon(closed_on)
    elif approved_on:
        finding.state = State.APPROVED


@transaction.atomic
def keep_history(*, planned, source, by, at):
    """Keep these rows of a list of the past (Planned, judged). Nobody is told: it happened long ago."""
    person = hand(by)
    known = list({id(row.known): row.known for row in planned}.values())
    _keep_audits([one for one in known if one.is_new and one.audit.pk is None], person, by=by, at=at)
    _change_audits([one for one in known if one.changed], by=by, at=at)
    findings = [row for row in planned if row.finding is not None]
    _create([row for row in findings if row.what == CREATE], person, by=by, at=at)
    _change([row for row in findings if row.what == CHANGE], person, by=by, at=at)
    _withdraw([row for row in findings if row.what == WITHDRAW], source, by=by, at=at)


def _keep_audits(new, person, *, by, at):
    for one in new:
        audit = one.audit
        audit.auditor = audit.planned_by = audit.final_by = person
        audit.planned_on, audit.planned_at = audit.started_on, at
    Audit.objects.bulk_create([one.audit for one in new], batch_size=500)
    record_many(
        [
            entry("audits.audit.imported", one.audit, by=by, at=at, source=one.audit.source,
                  number=one.audit.source_number, outcome=one.audit.outcome)
            for one in new
        ]
    )  # fmt: skip


AUDIT_FIELDS = (
    "started_on", "closing_on", "final_on", "firm", "conforming", "applicable", "outcome", "final_at",
    "valid_until", "kind", "protocol",
)  # fmt: skip


def _change_audits(changed, *, by, at):
    Audit.objects.bulk_update([one.audit for one in changed], AUDIT_FIELDS, batch_size=200)
    record_many(
        [
            entry("audits.audit.corrected", one.audit, by=by, at=at, source=one.audit.source,
                  before={name: str(value) for name, value in one.changed.items()})
            for one in changed
        ]
    )  # fmt: skip
    for one in changed:
        one.changed = {}


def _create(rows, person, *, by, at):
    number_findings(rows)
    for row in rows:
        row.finding.recorded_by, row.finding.recorded_at = person, at
        for deed in ("approved", "closed"):
            if getattr(row.finding, f"{deed}_at"):
                setattr(row.finding, f"{deed}_by", person)
    Finding.objects.bulk_create([row.finding for row in rows], batch_size=500)
    _tell("audits.finding.imported", rows, person, by=by, at=at)


def number_findings(rows):
    """Give these findings their numbers within their audits, which have keys by now."""
    last = {}
    for row in rows:
        audit = row.known.audit
        if audit.pk not in last:
            last[audit.pk] = next_number(audit) - 1
        last[audit.pk] += 1
        row.finding.audit, row.finding.number = audit, last[audit.pk]


FINDING_FIELDS = (
    "provision", "rating", "zero_tolerance", "matter", "description", "discovered_on", "sample_size",
    "sample_affected", "state", "approved_at", "approved_by", "closed_at", "closed_by", "deadlines",
    *DUE.values(),
)  # fmt: skip


def _change(rows, person, *, by, at):
    for row in rows:
        for deed in ("approved", "closed"):
            if getattr(row.finding, f"{deed}_at"):
                setattr(row.finding, f"{deed}_by", getattr(row.finding, f"{deed}_by") or person)
    Finding.objects.bulk_update([row.finding for row in rows], FINDING_FIELDS, batch_size=100)
    _tell("audits.finding.corrected", rows, person, by=by, at=at)


def _tell(event, rows, person, *, by, at):
    """A step with what the list says, and the trail."""
    Step.objects.bulk_create(
        [
            Step(finding=row.finding, verb=IMPORTED, from_state=row.finding.state,
                 to_state=row.finding.state, remark=row.said, by=person, at=at)
            for row in rows
        ],
        batch_size=500,
    )  # fmt: skip
    record_many(
        [
            entry(event, row.finding, by=by, at=at, **detail_of(row), **_before(row))
            for row in rows
        ]
    )  # fmt: skip


def detail_of(row):
    """What the trail keeps of a row's finding."""
    finding = row.finding
    return {
        "number": finding.source_number,
        "provision": finding.provision.code,
        "rating": finding.rating,
        "state": finding.state,
        "description": finding.description[:500],
    }


def _before(row):
    return {"before": {name: str(value)[:500] for name, value in row.before.items()}} if row.before else {}


def _withdraw(rows, source, *, by, at):
    """The list no longer holds these for findings; the trail keeps what they said."""
    record_many(
        [
            entry(WITHDRAWN, row.known.audit, by=by, at=at, because=source, number=row.finding.number,
                  before=detail_of(row))
            for row in rows
        ]
    )  # fmt: skip
    Step.objects.filter(finding__in=[row.finding.pk for row in rows]).delete()
    Finding.objects.filter(pk__in=[row.finding.pk for row in rows]).delete()
