"""The demo company's audits and surveys: two years, corrective actions in every state.

Deterministic, relative to `at`, and written with the room's own operations at past moments.
"""

import datetime as dt
import random
from collections import Counter

from django.db import transaction
from django.utils import timezone

from suppliers.models import Supplier
from sustainportal.accounts.models import User
from sustainportal.notices.models import Notice
from sustainportal.notices.operations import muted, read

from . import demo_drafts, demo_more_time, demo_people, demo_surveys, operations
from .demo_cap import Cap
from .demo_words import CASES, FIRMS, SUMMARIES
from .models import Audit, Finding, Protocol, Provision, Survey, ZeroToleranceKind
from .rules.score import GREEN, RED, audit_score

DAY = dt.timedelta(days=1)
AUDITS = 46  # besides those of the first supplier and the special ones
RATINGS = ("minor", "minor", "minor", "major", "major", "risk", "opportunity")


@transaction.atomic
def build(*, at):
    """Audits, findings, their corrective actions, surveys. Does nothing where audits are."""
    if Audit.objects.exists():
        return {}
    with muted():
        history = History(at)
        history.first_supplier()
        history.special_cases()
        history.two_years()
        history.coming()
        history.drafts()
        demo_surveys.build(history.suppliers, history.people, at=at)
        demo_more_time.build(at=at)
    read(Notice.objects.filter(event__startswith="audits.", owed_at__lt=at - 10 * DAY), at=at)
    return {
        "audits": Audit.objects.count(),
        "findings": Finding.objects.count(),
        "surveys": Survey.objects.count(),
    }


class History:
    """Tells the story: who audited whom, what was found, and how far it has come by `now`."""

    def __init__(self, now):
        self.now = now
        self.chance = random.Random("audits")
        self.suppliers = list(
            Supplier.objects.exclude(status__in=["candidate", "rejected", "ended"])
            .order_by("code")
            .prefetch_related("sites")
        )
        self.people = demo_people.contacts(self.suppliers, at=now - 810 * DAY)
        logins = ("buyer", "buyer2", "auditor", "auditor2")
        self.staff = {login: User.objects.get(username=login) for login in logins}
        self.protocol = Protocol.objects.select_related("deadline_profile").get(
            standard="RBA", version="8.0.1"
        )
        self.provisions = {
            row.code: row for row in Provision.objects.filter(protocol=self.protocol)
        }
        self.cases = {case[0]: case for case in CASES}

    # --- pieces -------------------------------------------------------------------------------
    def begun(self, supplier, days_ago, *, auditor=None, kind="vap_initial", follows=None, site=0):
        """An audit that began so many days ago."""
        start = self.now - days_ago * DAY
        auditor = auditor or self.staff[self.chance.choice(("auditor", "auditor2"))]
        audit = operations.plan_audit(
            site=supplier.sites.all()[site],
            kind=kind,
            protocol=self.protocol,
            auditor=auditor,
            planned_on=timezone.localdate(start),
            firm=FIRMS[auditor.pk % len(FIRMS)],
            follows=follows,
            by=self.staff[self.chance.choice(("buyer", "buyer2"))],
            at=start - 30 * DAY,
        )
        operations.start_audit(
            audit=audit, started_on=timezone.localdate(start), by=auditor, at=start
        )
        return audit

    def found(self, audit, code, rating, *, after=1, **fields):
        at = self.day(audit, after)
        return operations.record_finding(
            audit=audit,
            provision=self.provisions[code],
            rating=rating,
            description=self.cases[code][1],
            discovered_on=timezone.localdate(at),
            sample_size=fields.pop("sample_size", 20),
            sample_affected=fields.pop("sample_affected", 6 if rating == "major" else 2),
            by=audit.auditor,
            at=at,
            **fields,
        )

    def finished(self, audit, findings, *, applicable=None, outcome="", comment=None):
        """Counts, closing meeting, draft shared two days and final report eight days after the visit began.

        `comment`: of the supplier's people who speaks about the first finding.
        """
        failing = [f for f in findings if f.rating in ("priority", "major", "minor")]
        failed = sum(self.chance.choice((1, 1, 2, 3, 5, 8)) for _finding in failing)
        applicable = applicable or self.chance.randint(86, 124)
        workers = audit.site.workers or 300
        closing = self.day(audit, 2)
        operations.record_visit(
            audit=audit,
            conforming=applicable - failed,
            applicable=applicable,
            workers=workers,
            interviewed=max(5, workers // 20),
            closing_on=timezone.localdate(closing),
            summary=self.chance.choice(SUMMARIES),
            by=audit.auditor,
            at=closing,
        )
        draft = operations.share_draft(
            audit=audit, closing_on=timezone.localdate(closing), by=audit.auditor, at=closing
        )
        if comment:
            demo_drafts.spoken_about(draft, findings[0], comment, at=self.day(audit, 4))
        return operations.finalise_audit(
            audit=audit,
            outcome=outcome or outcome_of(findings, failed, applicable),
            closing_on=timezone.localdate(closing),
            by=audit.auditor,
            at=self.day(audit, 8),
        )

    def day(self, audit, after):
        """A working moment so many days after the visit began."""
        start = dt.datetime.combine(audit.started_on, dt.time(10), timezone.get_current_timezone())
        return start + after * DAY

    def cap(self, finding, supplier, *, audit, **habits):
        """The corrective action of one finding, as far as it has come by now."""
        finding.audit = audit
        people = (self.people[supplier.pk], self.staff)
        Cap(finding, self.cases[finding.provision.code], people, self.chance, self.now).live(
            **habits
        )

    # --- the story ----------------------------------------------------------------------------
    def first_supplier(self):
        """S-001: one final audit with something in every state, and one under way today."""
        supplier, auditor = self.suppliers[0], self.staff["auditor"]
        audit = self.begun(supplier, 128, auditor=auditor)
        plan = (
            ("E12", "risk", "not_started"), ("A4", "minor", "submitted"),
            ("B7", "minor", "needs_revision"), ("B2", "major", "approved"),
            ("C4", "minor", "actions_submitted"), ("C3", "major", "further_action"),
            ("E8", "minor", "ready_for_closure"), ("B6", "minor", "closed"),
        )  # fmt: skip
        findings = [self.found(audit, code, rating) for code, rating, _state in plan]
        final = self.finished(audit, findings, applicable=104)
        for finding, (_code, _rating, state) in zip(findings, plan, strict=True):
            self.cap(finding, supplier, audit=final, until=state)
        under_way = self.begun(
            supplier, 2, auditor=auditor, kind="second_party",
            site=min(1, len(supplier.sites.all()) - 1),
        )  # fmt: skip
        self.found(under_way, "B1", "minor", after=0)
        self.found(under_way, "A3", "major", after=0)

    def special_cases(self):
        """An open zero tolerance, an open priority finding, "no action", and two closure audits."""
        severe, urgent, given_back = self.suppliers[22], self.suppliers[40], self.suppliers[11]
        audit = self.begun(severe, 26, auditor=self.staff["auditor2"])
        fees = self.found(
            audit, "A1", "priority",
            zero_tolerance=ZeroToleranceKind.objects.get(code="forced-labour"),
        )  # fmt: skip
        other = self.found(audit, "A3", "major")
        final = self.finished(audit, [fees, other])
        self.cap(fees, severe, audit=final, until="submitted")
        audit = self.begun(urgent, 45, auditor=self.staff["auditor"])
        press = self.found(audit, "B6", "priority")
        final = self.finished(audit, [press], comment=self.people[urgent.pk])
        self.cap(press, urgent, audit=final, until="approved")
        audit = self.begun(given_back, 190)
        findings = [self.found(audit, "B7", "minor"), self.found(audit, "E4", "minor")]
        final = self.finished(audit, findings)
        self.cap(findings[0], given_back, audit=final, until="closed", no_action=True)
        self.cap(findings[1], given_back, audit=final, until="closed")
        for supplier in (self.suppliers[4], self.suppliers[13]):
            self.closed_and_confirmed(supplier)

    def closed_and_confirmed(self, supplier):
        audit = self.begun(supplier, 420)
        findings = [self.found(audit, "B4", "major"), self.found(audit, "C1", "minor")]
        audit = self.finished(audit, findings)
        for finding in findings:
            self.cap(finding, supplier, audit=audit, until="closed")
        again = self.begun(supplier, 120, kind="vap_closure", follows=audit, auditor=audit.auditor)
        demo_drafts.looked_at_again(again, at=self.day(again, 1))
        self.finished(again, [])

    def two_years(self):
        """The ordinary audits, evenly over two years; older findings are closed, newer on their way."""
        taken = {0, 22, 40}
        free = [supplier for n, supplier in enumerate(self.suppliers) if n not in taken]
        self.chance.shuffle(free)
        kinds = ("vap_initial", "vap_initial", "second_party", "cma", "remote")
        for number in range(AUDITS):
            supplier = free[number % len(free)]
            audit = self.begun(supplier, 735 - number * 15, kind=self.chance.choice(kinds))
            codes = self.chance.sample(
                sorted(self.cases), self.chance.choice((1, 1, 2, 2, 2, 3, 4))
            )
            findings = [self.found(audit, code, self.rating()) for code in codes]
            final = self.finished(audit, findings)
            for finding in findings:
                self.cap(finding, supplier, audit=final)

    def rating(self):
        return "priority" if self.chance.random() < 0.04 else self.chance.choice(RATINGS)

    def coming(self):
        """Planned audits, one of them for the first supplier's neighbour, one cancelled."""
        for number, days in ((1, 9), (8, 23), (15, 37)):
            audit = self.planned(self.suppliers[number], days)
        operations.cancel_audit(
            audit=audit,
            because="The site moves in that month.",
            by=audit.planned_by,
            at=self.now - DAY,
        )

    def drafts(self):
        """A draft report with the first supplier today, and the agenda of the next visit."""
        supplier, auditor = self.suppliers[0], self.staff["auditor"]
        audit = self.begun(supplier, 6, auditor=auditor, kind="remote")
        self.found(audit, "B7", "minor")
        self.found(audit, "E4", "risk")
        demo_drafts.with_the_supplier(audit, self.people[supplier.pk], now=self.now)
        coming = Audit.objects.filter(state="planned").order_by("planned_on").first()
        demo_drafts.with_agenda(coming, at=self.now - 2 * DAY)

    def planned(self, supplier, days):
        return operations.plan_audit(
            site=supplier.sites.all()[0],
            kind="vap_initial",
            protocol=self.protocol,
            auditor=self.staff["auditor"],
            planned_on=timezone.localdate(self.now + days * DAY),
            firm=FIRMS[0],
            by=self.staff["buyer"],
            at=self.now - 12 * DAY,
        )


def outcome_of(findings, failed, applicable):
    """How an auditor of the demo ends an audit: by its score and its worst finding."""
    counts = Counter(finding.rating for finding in findings)
    score = audit_score(
        applicable - failed, applicable, counts["priority"], counts["major"], counts["minor"]
    )
    if score.colour == RED or any(finding.zero_tolerance_id for finding in findings):
        return "rejected"
    return "approved" if score.colour == GREEN and not counts["priority"] else "conditional"
