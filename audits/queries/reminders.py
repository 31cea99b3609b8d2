"""Who is to be reminded of what tonight: read in sets, a supplier's span at a time, and the staff at once.

Findings and surveys remember the day of their last reminder. Comment periods, drafts, checks and what is
escalated to a buyer have no such memory: there the person's own last reminder counts.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from suppliers.models import Assignment, Membership, Supplier
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.notices.models import Notice

from ..models import Audit, EffectivenessCheck, Finding, Provision, Survey
from ..rules import life
from ..rules.reminders import (
    BEFORE,
    BUYER_AFTER,
    JUDGED_WITHIN,
    goes_to_buyer,
    goes_to_managers,
    reminder,
)
from ..rules.survey import FILLABLE

EVENT = "audits.reminder"
#: Lines written out in one notice; the others are counted.
LINES = 15
FIRST = dt.timedelta(days=max(BEFORE))


@dataclass(slots=True)
class Line:
    """One thing to be reminded of. `thing` names it in the reader's language, `state` is a finding's,
    `supplier` is empty for the supplier's own people."""

    due: dt.date
    kind: str  # finding, survey, judge, comment, check, draft
    reference: str
    thing: object
    path: str
    supplier: str = ""
    state: str = ""


@dataclass(slots=True)
class Digest:
    """What one person is told tonight: the most urgent lines, and how many there are in all."""

    person: User
    overdue: int = 0
    soon: int = 0
    lines: list = field(default_factory=list)

    def add(self, line, today):
        self.overdue += line.due < today
        self.soon += line.due >= today
        self.lines.append(line)
        if len(self.lines) > 4 * LINES:
            self.lines = self.most_urgent()

    def most_urgent(self):
        return sorted(self.lines, key=lambda line: (line.due, line.reference))[:LINES]


class Digests(dict):
    """{person id: Digest}, made as people come up."""

    def tell(self, people, line, today):
        for person in people:
            if person.pk not in self:
                self[person.pk] = Digest(person)
            self[person.pk].add(line, today)


@dataclass(slots=True)
class Owed:
    """What a span owes tonight: digests, and the findings and surveys they remind of (ids)."""

    digests: Digests = field(default_factory=Digests)
    findings: list = field(default_factory=list)
    surveys: list = field(default_factory=list)


def running(today, states):
    """Reported findings of these states whose clock runs, with `due`, in reach of a first reminder."""
    rows = Finding.objects.reported().filter(state__in=states, paused_on=None).with_due()
    not_today = Q(reminded_on=None) | Q(reminded_on__lt=today)
    return rows.filter(not_today, due__lte=today + FIRST).order_by()


def surveys_to_answer(today):
    """Surveys in a supplier's hands, in reach of a first reminder."""
    not_today = Q(reminded_on=None) | Q(reminded_on__lt=today)
    return Survey.objects.filter(
        not_today, state__in=FILLABLE, due_on__lte=today + FIRST
    ).order_by()


def drafts_to_comment(today):
    """Audits whose draft the supplier may still comment on, in reach of a first reminder."""
    return Audit.objects.filter(
        state=Audit.State.COMMENT, commented_at=None, comment_until__range=(today, today + FIRST)
    ).order_by()


def told_last(people):
    """{person id: day of the last reminder}."""
    rows = Notice.objects.filter(recipient__in=people, event=EVENT).order_by()
    found = rows.values_list("recipient").annotate(last=Max("owed_at"))
    return {person: timezone.localdate(at) for person, at in found}


def told_tonight(today):
    """How many of the suppliers' people were reminded on this day."""
    rows = Notice.objects.filter(event=EVENT, recipient__role=Role.SUPPLIER, owed_at__date=today)
    return rows.order_by().count()


# --- the suppliers' side ----------------------------------------------------------------------
def suppliers_by_urgency(today):
    """The suppliers (ids) with something to be reminded of: the longest owed first. Nobody reminds one that
    was rejected or has ended; a suspended one is reminded: putting it right is its way back."""
    since = {}
    parts = (
        (running(today, life.WAITS_FOR_SUPPLIER), "audit__site__supplier", "due", "reminded_on"),
        (surveys_to_answer(today), "supplier", "due_on", "reminded_on"),
        (drafts_to_comment(today), "site__supplier", "comment_until", None),
    )
    for rows, *names in parts:
        for supplier, due, *last in rows.values_list(*filter(None, names)).iterator():
            owed = reminder(due, last[0] if last else None, today)
            if owed and owed.since < since.get(supplier, dt.date.max):
                since[supplier] = owed.since
    for supplier in Supplier.objects.filter(status__in=Supplier.PARTED).values_list("pk", flat=True):
        since.pop(supplier, None)
    return sorted(since, key=lambda supplier: (since[supplier], supplier))


def heads(suppliers):
    """{supplier id: how many people it has in the portal}."""
    found = dict.fromkeys(suppliers, 0)
    rows = _members().values_list("supplier", flat=True)
    for supplier in rows.iterator():
        if supplier in found:
            found[supplier] += 1
    return found


def _members():
    return Membership.objects.filter(user__is_active=True, user__role=Role.SUPPLIER).order_by()


def owed_to_suppliers(suppliers, today):
    """What these suppliers (ids) are reminded of tonight; one that heard already tonight is left out."""
    people, managers = defaultdict(list), defaultdict(list)
    for member in _members().filter(supplier__in=suppliers).select_related("user"):
        people[member.supplier_id].append(member.user)
        if member.is_manager:
            managers[member.supplier_id].append(member.user)
    last = told_last([person.pk for group in people.values() for person in group])
    heard = {
        supplier
        for supplier, group in people.items()
        if any(last.get(person.pk, dt.date.min) >= today for person in group)
    }
    span = Owed()
    waiting = [supplier for supplier in suppliers if supplier not in heard]
    _findings_of(span, waiting, people, managers, today)
    _surveys_of(span, waiting, people, today)
    _drafts_of(span, waiting, people, last, today)
    return span


def _findings_of(span, suppliers, people, managers, today):
    rows = running(today, life.WAITS_FOR_SUPPLIER).filter(audit__site__supplier__in=suppliers)
    owed = [
        row
        for row in rows.values_list(
            "pk", "audit__site__supplier", "due", "reminded_on", "audit", "number", "provision", "state"
        ).iterator()
        if reminder(row[2], row[3], today)
    ]  # fmt: skip
    owners = _owners([row[0] for row in owed])
    provisions = Provision.objects.in_bulk()
    for pk, supplier, due, _last, audit, number, provision, state in owed:
        group = people[supplier]
        told = [person for person in group if person.pk in owners[pk]] or group
        if goes_to_managers(due, today):
            told = {person.pk: person for person in [*told, *managers[supplier]]}.values()
        line = finding_line(pk, audit, number, provisions[provision], due, state)
        span.digests.tell(told, line, today)
        span.findings.append(pk)


def _owners(findings, batch=1000):
    """{finding id: {person id}} of the findings with owners."""
    found = defaultdict(set)
    through = Finding.owners.through.objects.order_by()
    for start in range(0, len(findings), batch):
        rows = through.filter(finding__in=findings[start : start + batch])
        for finding, person in rows.values_list("finding", "user"):
            found[finding].add(person)
    return found


def finding_line(pk, audit, number, provision, due, state, supplier=""):
    reference = f"AU-{audit:05d}-{number}"
    path = reverse("audits:finding_detail", args=[pk])
    return Line(due, "finding", reference, provision, path, supplier, state)


def _surveys_of(span, suppliers, people, today):
    rows = surveys_to_answer(today).filter(supplier__in=suppliers)
    for survey in rows.select_related("questionnaire").defer("score_parts"):
        if reminder(survey.due_on, survey.reminded_on, today):
            line = survey_line(survey)
            span.digests.tell(people[survey.supplier_id], line, today)
            span.surveys.append(survey.pk)


def survey_line(survey, supplier=""):
    path = survey.get_absolute_url()
    return Line(
        survey.due_on, "survey", str(survey.year), survey.questionnaire, path, supplier, survey.state
    )


def _drafts_of(span, suppliers, people, last, today):
    rows = drafts_to_comment(today).filter(site__supplier__in=suppliers)
    for audit in rows.select_related("site").defer("score_parts", "summary"):
        told = [
            person
            for person in people[audit.site.supplier_id]
            if reminder(audit.comment_until, last.get(person.pk), today)
        ]
        line = Line(audit.comment_until, "comment", audit.reference, audit.site, audit.get_absolute_url())
        span.digests.tell(told, line, today)


# --- buyers and auditors ----------------------------------------------------------------------
class Staff:
    """The buyers and auditors who may be told tonight, and whom of them a matter concerns."""

    def __init__(self, today):
        rows = User.objects.filter(is_active=True, role__in=[Role.PROCUREMENT, Role.AUDITOR])
        everyone = {person.pk: person for person in rows.order_by("pk")}
        self.last = told_last(list(everyone))
        self.heard = {pk for pk, day in self.last.items() if day >= today}
        self.people = everyone
        self.buyers = [person for person in everyone.values() if person.role == Role.PROCUREMENT]

    def buyer(self, planner):
        """The buyer in charge; all buyers where that person is gone."""
        return [self.people[planner]] if planner in self.people else self.buyers

    def reviewers(self, auditor, planner, *, sees, but=None):
        """Lead auditor (while assigned to the supplier) and planner, but not who may not act."""
        wanted = [auditor] if sees else []
        wanted = dict.fromkeys([*wanted, planner])
        found = [self.people[pk] for pk in wanted if pk in self.people and pk != but]
        return found or [person for person in self.buyers if person.pk != but]

    def waits(self, people):
        """Whether none of them has heard tonight, so that they can be told."""
        return not any(person.pk in self.heard for person in people)


def assigned(path):
    """Whether the lead auditor is still assigned to the supplier; `path` leads to the audit."""
    rows = Assignment.objects.filter(
        supplier=OuterRef(f"{path}site__supplier"), user=OuterRef(f"{path}auditor")
    )
    return Exists(rows)


def owed_to_staff(today):
    """What buyers and auditors are told tonight: what they must judge, what their suppliers leave lying,
    checks, and drafts nobody comments on any more."""
    staff, span = Staff(today), Owed()
    provisions = Provision.objects.in_bulk()
    _to_judge(span, staff, provisions, today)
    _left_lying(span, staff, provisions, today)
    _surveys_left_lying(span, staff, today)
    _surveys_to_judge(span, staff, today)
    _checks(span, staff, provisions, today)
    _drafts_to_finish(span, staff, today)
    return span


_OF_FINDING = ("pk", "audit", "number", "provision", "due", "state", "audit__site__supplier__name")


def _to_judge(span, staff, provisions, today):
    rows = running(today, life.WAITS_FOR_REVIEWER).annotate(sees=assigned("audit__"))
    for *facts, last, auditor, planner, sees, verifier in rows.values_list(
        *_OF_FINDING, "reminded_on", "audit__auditor", "audit__planned_by", "sees", "verified_by"
    ).iterator():
        if not reminder(facts[4], last, today):
            continue
        told = staff.reviewers(auditor, planner, sees=sees, but=verifier)
        if staff.waits(told):
            span.digests.tell(told, _staff_line(facts, provisions), today)
            span.findings.append(facts[0])


def _staff_line(facts, provisions):
    pk, audit, number, provision, due, state, supplier = facts
    return finding_line(pk, audit, number, provisions[provision], due, state, supplier)


def _left_lying(span, staff, provisions, today):
    """Findings the supplier was reminded of since the buyer last heard, long overdue."""
    late = today - dt.timedelta(days=BUYER_AFTER)
    rows = Finding.objects.reported().filter(
        state__in=life.WAITS_FOR_SUPPLIER, paused_on=None, reminded_on__isnull=False
    )
    rows = rows.with_due().filter(due__lte=late).order_by()
    for *facts, reminded, planner in rows.values_list(
        *_OF_FINDING, "reminded_on", "audit__planned_by"
    ).iterator():
        told = _not_yet(staff, staff.buyer(planner), reminded)
        if told and goes_to_buyer(facts[4], today):
            span.digests.tell(told, _staff_line(facts, provisions), today)


def _not_yet(staff, people, reminded):
    """Those who have heard nothing since (or on) the day the supplier was reminded."""
    return [
        person
        for person in people
        if person.pk not in staff.heard and staff.last.get(person.pk, dt.date.min) < reminded
    ]


def _surveys_left_lying(span, staff, today):
    late = today - dt.timedelta(days=BUYER_AFTER)
    rows = Survey.objects.filter(state__in=FILLABLE, due_on__lte=late, reminded_on__isnull=False)
    rows = rows.select_related("questionnaire", "supplier").defer("score_parts").order_by()
    for survey in rows.iterator():
        told = _not_yet(staff, staff.buyer(survey.assigned_by_id), survey.reminded_on)
        if told:
            span.digests.tell(told, survey_line(survey, survey.supplier.name), today)


def _surveys_to_judge(span, staff, today):
    """Handed in a week ago and not judged; that they came was told at once."""
    rows = Survey.objects.filter(
        state=Survey.State.SUBMITTED, submitted_at__date__lte=today - dt.timedelta(days=7)
    )
    rows = rows.select_related("questionnaire", "supplier").defer("score_parts").order_by()
    for survey in rows.iterator():
        line = survey_line(survey, survey.supplier.name)
        line.kind = "judge"
        line.due = timezone.localdate(survey.submitted_at) + dt.timedelta(days=JUDGED_WITHIN)
        told = [
            person
            for person in staff.buyer(survey.assigned_by_id)
            if person.pk not in staff.heard
            and reminder(line.due, staff.last.get(person.pk), today)
        ]
        span.digests.tell(told, line, today)


def _checks(span, staff, provisions, today):
    rows = EffectivenessCheck.objects.filter(checked_at=None, due_on__lte=today + FIRST).order_by()
    rows = rows.annotate(sees=assigned("finding__audit__"))
    names = [f"finding__{name}" for name in ("pk", "audit", "number", "provision")]
    rows = rows.values_list(
        *names, "due_on", "finding__audit__site__supplier__name",
        "finding__audit__auditor", "finding__audit__planned_by", "sees",
    )  # fmt: skip
    for pk, audit, number, provision, due, supplier, auditor, planner, sees in rows.iterator():
        told = [
            person
            for person in staff.reviewers(auditor, planner, sees=sees)
            if person.pk not in staff.heard and reminder(due, staff.last.get(person.pk), today)
        ]
        line = finding_line(pk, audit, number, provisions[provision], due, "", supplier)
        line.kind = "check"
        span.digests.tell(told, line, today)


def _drafts_to_finish(span, staff, today):
    rows = Audit.objects.filter(state=Audit.State.COMMENT, comment_until__lt=today).order_by()
    rows = rows.select_related("site__supplier").defer("score_parts", "summary")
    for audit in rows.iterator():
        person = staff.people.get(audit.auditor_id)
        if person is None or person.pk in staff.heard:
            continue
        if reminder(audit.comment_until, staff.last.get(person.pk), today):
            line = Line(
                audit.comment_until, "draft", audit.reference, audit.site,
                audit.get_absolute_url(), audit.site.supplier.name,
            )  # fmt: skip
            span.digests.tell([person], line, today)
