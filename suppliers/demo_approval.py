"""The demo company's approvals: assessments of two dozen suppliers, candidates on their way, and decisions.

The buyer who brought the suppliers in proposes, a second one decides, at past moments.
"""

import datetime as dt
import random
from decimal import Decimal

from django.utils import timezone

from sustainportal.accounts.models import User

from .demo_papers import paper
from .models import Approval, Assessment, AssessmentDimension, Supplier
from .operations import approvals
from .operations.assessments import keep_assessments
from .operations.declarations import accept_declaration, hand_in_declaration
from .queries.approval import active_policy, checklist_of
from .queries.papers import active_code
from .rules.approval import open_lines, possible

ASSESSED = range(1, 23)  # suppliers by number, with all four kinds
LEVELS = {76: 88, 77: 58, 17: 80, 33: 84, 75: 82, 74: 66}  # how good those are whose story is told
CANDIDATES = {74: ("qsa",), 75: ("qsa", "qpa", "csr"), 79: ()}  # and what they were assessed for
APPROVED, REJECTED, LATE, RUNNING, WAITING = 76, 77, 17, 33, 75
ASSESSORS = (("Ana Auditor", "Clearwater Assurance"), ("Otto Auditor", "Northlight Audits"))


def build(*, at):
    """Assessments, decisions of the past and a proposal of last week. Does nothing where approvals are."""
    if Approval.objects.exists() or Assessment.objects.exists():
        return {}
    suppliers = {int(row.code[2:]): row for row in Supplier.objects.filter(code__startswith="S-")}
    people = {row.username: row for row in User.objects.filter(username__in=["buyer", "buyer2"])}
    assess(suppliers, by=people["buyer2"], at=at)
    decide(suppliers, people, at=at)
    return {"assessments": Assessment.objects.count(), "approvals": Approval.objects.count()}


# --- assessments ----------------------------------------------------------------------------------
def assess(suppliers, *, by, at):
    """One a kind for each, over the last year and a half; taken in with the quarter's other reports."""
    chance = random.Random("assessments")
    dimensions = {}
    for row in AssessmentDimension.objects.order_by("kind__position", "number"):
        dimensions.setdefault(row.kind_id, []).append(row.pk)
    asked = {number: tuple(dimensions) for number in (*ASSESSED, APPROVED, LATE, RUNNING, REJECTED)}
    batches = {}
    for number, kinds in (asked | CANDIDATES).items():
        level = LEVELS.get(number) or chance.uniform(58, 92)
        for place, kind in enumerate(kinds):
            ago = 330 + 5 * place if number == APPROVED else chance.randint(320, 540)
            scores = {pk: score(chance, level) for pk in dimensions[kind]}
            day = timezone.localdate(at - dt.timedelta(days=ago))
            plan = (suppliers[number].pk, None, kind, day), scores
            batches.setdefault(ago // 90, []).append((plan, facts(number + place)))
    for months, planned in sorted(batches.items(), reverse=True):
        taken_in = at - dt.timedelta(days=90 * months - 15)
        keep_assessments(planned=planned, by=by, at=taken_in)


def score(chance, level):
    return Decimal(round(min(100, max(30, level + chance.uniform(-9, 9)))))


def facts(number):
    assessor, organisation = ASSESSORS[number % 2]
    return {
        "assessor": assessor,
        "organisation": organisation,
        "remark": "",
        "valid_until": None,
    }


# --- decisions ------------------------------------------------------------------------------------
def decide(suppliers, people, *, at):
    def days(count):
        return at + dt.timedelta(days=count)

    def settle(number, decision, ago, **said):
        """Proposed by one buyer, decided three days later by the other."""
        proposal = propose(number, decision, ago + 3)
        policy, then = active_policy(), timezone.localdate(days(-ago))
        lines = checklist_of(suppliers[number], policy, on=then)
        if decision not in possible(lines):
            return approvals.withdraw_approval(approval=proposal, by=people["buyer"], at=days(-ago))
        return approvals.decide_approval(
            approval=proposal,
            decision=decision,
            seen=approvals.seen_as(policy, lines),
            by=people["buyer2"],
            at=days(-ago),
            **said,
        )

    def propose(number, decision, ago):
        return approvals.propose_approval(
            supplier=suppliers[number],
            proposal=decision,
            reason=REASONS[number],
            by=people["buyer"],
            at=days(-ago),
        )

    settle(
        REJECTED,
        "rejected",
        310,
        reason="The process assessment showed no way to mend it in a year.",
    )
    settle(
        LATE,
        "conditional",
        200,
        condition_until=timezone.localdate(days(-20)),
        condition_text="Sign the declaration of the current code and hand in the plan for waste water.",
    )
    sign(suppliers[APPROVED], people, at=days(-110))
    settle(APPROVED, "approved", first_complete(suppliers[APPROVED], days))
    settle(
        RUNNING,
        "conditional",
        40,
        condition_until=timezone.localdate(days(25)),
        condition_text="Sign the declaration of the current code and train the night shift.",
    )
    propose(WAITING, "conditional", 5)


def first_complete(supplier, days):
    """How many days ago nothing was open any more, a hundred at most."""
    policy = active_policy()
    for ago in range(100, 5, -5):
        if not open_lines(checklist_of(supplier, policy, on=timezone.localdate(days(-ago)))):
            return ago
    return 5


def sign(supplier, people, *, at):
    """The declaration of the code in force, on paper, where none is there."""
    if supplier.declarations.accepted().filter(code=active_code()).exists():
        return
    declaration = hand_in_declaration(
        supplier=supplier,
        code=active_code(),
        upload=paper("Declaration of compliance, signed"),
        signed_on=timezone.localdate(at),
        signer_name=f"{supplier.name.split()[0]} Contact",
        signer_function="General manager",
        by=people["buyer"],
        at=at,
    )
    accept_declaration(declaration=declaration, by=people["buyer2"], at=at + dt.timedelta(days=1))


REASONS = {
    REJECTED: "Two assessments were not passed, and nobody took the actions on.",
    LATE: "Good quality; the environmental papers are late.",
    APPROVED: "Everything asked for is there.",
    RUNNING: "A second source for a commodity that has one.",
    WAITING: "Wanted as a second source from next quarter on; the rest is under way.",
}
