"""What an approval rests on: the policy, the facts of suppliers in sets, the checklist; who waits for whom."""

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from sustainportal.trail.models import Entry

from ..models import (
    Approval,
    ApprovalPolicy,
    Assessment,
    AssessmentDimension,
    AssessmentScore,
    Certificate,
    Declaration,
    RequiredAssessment,
    RequiredCertificate,
    Supplier,
)
from ..rules import approval as rules
from .papers import signed_current, valid_certificates


def active_policy():
    """The active approval policy with its rows, or None."""
    return ApprovalPolicy.objects.active().prefetch_related(*PARTS).first()


PARTS = (
    Prefetch("certificates", RequiredCertificate.objects.select_related("kind")),
    Prefetch("assessments", RequiredAssessment.objects.select_related("kind")),
)


def policy_rules(policy):
    """The plain policy that the rules take."""
    certificates, assessments = policy.certificates.all(), policy.assessments.all()
    return rules.Policy(
        certificates=tuple(row.kind_id for row in certificates),
        declaration=policy.declaration_required,
        assessments=tuple(
            rules.Mark(row.kind_id, row.pass_mark, row.dimension_minimum) for row in assessments
        ),
        assessment_months=policy.assessment_months,
        soon_days=policy.soon_days,
        names={row.kind_id: row.kind.name for row in (*certificates, *assessments)},
    )


def weights_by_kind():
    """{assessment kind: [the weights of its dimensions]}; one query."""
    found = {}
    for kind, weight in AssessmentDimension.objects.order_by("number").values_list(
        "kind", "weight"
    ):
        found.setdefault(kind, []).append(weight)
    return found


def newest_assessments(supplier_ids, *, on):
    """{supplier id: {kind: rules.Assessed}}: the newest confirmed one of each kind up to a day."""
    newest = Assessment.objects.confirmed().filter(
        supplier=OuterRef("supplier"), kind=OuterRef("kind"), assessed_on__lte=on
    )
    weakest = AssessmentScore.objects.filter(assessment=OuterRef("pk")).order_by(
        "score", "dimension__number"
    )
    rows = Assessment.objects.filter(
        supplier__in=supplier_ids,
        pk=Subquery(newest.order_by("-assessed_on", "-pk").values("pk")[:1]),
    ).annotate(weakest=Subquery(weakest.values("dimension__name")[:1]))
    found = {}
    for row in rows.order_by():
        found.setdefault(row.supplier_id, {})[row.kind_id] = rules.Assessed(
            row.pk, row.assessed_on, row.total, row.lowest, row.valid_until, row.weakest or ""
        )
    return found


def facts_of(supplier_ids, policy, *, on):
    """{supplier id: rules.Facts} for every id, whatever their number: four queries."""
    ids = list(supplier_ids)
    held = valid_certificates(ids, policy.certificates, on) if policy.certificates else {}
    signed = signed_current(ids, on) if policy.declaration else {}
    assessed = newest_assessments(ids, on=on)
    return {pk: rules.Facts(held.get(pk, {}), signed.get(pk), assessed.get(pk, {})) for pk in ids}


def checklists(supplier_ids, policy, *, on):
    """{supplier id: the lines of its checklist} by a policy (a model), as of a day."""
    plain = policy_rules(policy)
    found = facts_of(supplier_ids, plain, on=on)
    return {pk: rules.checklist(plain, facts, today=on) for pk, facts in found.items()}


def checklist_of(supplier, policy, *, on):
    return checklists([supplier.pk], policy, on=on)[supplier.pk]


def proofs_of(supplier, lines):
    """{(certificate kind, last day) or day of signing: primary key} of the papers behind these lines, days
    as text; two queries."""
    kinds = [line["key"] for line in lines if line["what"] == rules.CERTIFICATE]
    held = Certificate.objects.accepted().filter(supplier=supplier, kind__in=kinds)
    signed = Declaration.objects.accepted().filter(supplier=supplier)
    days = {
        (kind, until.isoformat()): pk
        for kind, until, pk in held.order_by("-pk").values_list("kind", "expires_on", "pk")
    }
    return days | {
        day.isoformat(): pk for day, pk in signed.order_by("-pk").values_list("signed_on", "pk")
    }


def who_added(supplier):
    """The id (as text) of the person who brought a supplier into the registry; "" if nobody did."""
    rows = Entry.objects.filter(
        subject_type="suppliers.supplier",
        subject_id=str(supplier.pk),
        event="suppliers.supplier.added",
    )
    return rows.order_by("at", "pk").values_list("actor_id", flat=True).first() or ""


def proposals_for(person):
    """The open proposals this person may decide: neither their own nor of a new supplier they added, and
    of no record that was merged into another."""
    added = Entry.objects.filter(
        subject_type="suppliers.supplier",
        subject_id=Cast(OuterRef("supplier_id"), CharField()),
        event="suppliers.supplier.added",
        actor_id=str(person.pk),
    )
    rows = Approval.objects.visible_to(person).proposed().filter(supplier__merged_into=None)
    return rows.exclude(proposed_by=person.pk).exclude(Exists(added), kind=Approval.Kind.NEW)


# --- the list -------------------------------------------------------------------------------------
WAITING, OVERDUE, CONDITION, CANDIDATE = "waiting", "overdue", "condition", "candidate"


def approval_rows(on):
    """Suppliers an approval has something to do with, each with `standing` and the `rank` of its urgency.

    waiting: a proposal waits for a second person · overdue / condition: a conditional approval whose day
    has passed / runs (`until`, `must`: by when what must happen) · candidate: nothing is proposed yet.
    """
    proposed = Approval.objects.proposed().order_by()
    newest = Approval.objects.decided().filter(supplier=OuterRef("pk")).order_by("-pk")
    status = Supplier.Status
    concerned = Q(status__in=[status.CANDIDATE, status.CONDITIONAL])
    rows = Supplier.objects.standing().filter(concerned | Q(pk__in=proposed.values("supplier")))
    return rows.annotate(
        waits=Exists(proposed.filter(supplier=OuterRef("pk"))),
        until=Subquery(newest.values("condition_until")[:1], output_field=DateField()),
        must=Subquery(newest.values("condition_text")[:1]),
    ).annotate(
        standing=_first_that_holds(on, WAITING, OVERDUE, CONDITION, CANDIDATE),
        rank=_first_that_holds(on, 1, 2, 3, 4),
    )


def _first_that_holds(on, waiting, overdue, condition, candidate):
    return Case(
        When(waits=True, then=Value(waiting)),
        When(status="conditional", until__lt=on, then=Value(overdue)),
        When(status="conditional", then=Value(condition)),
        default=Value(candidate),
    )


def standing_counts(rows):
    """{standing: how many} of these rows, every standing named; one query."""
    counts = dict.fromkeys((WAITING, OVERDUE, CONDITION, CANDIDATE), 0)
    counts.update(rows.order_by().values_list("standing").annotate(Count("pk")))
    return counts


def proposals_of(supplier_ids):
    """{supplier id: its open proposal with the proposer}; one query."""
    rows = Approval.objects.proposed().filter(supplier__in=supplier_ids)
    return {row.supplier_id: row for row in rows.select_related("proposed_by")}


def approval_due(supplier, on, *, person=None):
    """[(text, date or None, address)] of a supplier's approval for its profile; at most one query.

    With a person only what they may see: proposals are no business of the supplier's own people.
    """
    seen = Approval.objects.visible_to(person) if person else Approval.objects
    if supplier.status == Supplier.Status.CANDIDATE:
        conditional = Q(pk=None)
    else:
        conditional = Q(decision=Approval.Decision.CONDITIONAL)
    rows = (
        seen.filter(supplier=supplier)
        .filter(conditional | Q(state=Approval.State.PROPOSED))
        .annotate(
            later=Exists(
                Approval.objects.decided().filter(
                    supplier=OuterRef("supplier"), pk__gt=OuterRef("pk")
                )
            )
        )
        .order_by("pk")
    )
    address, due = reverse("suppliers:approval_detail", args=[supplier.pk]), []
    for row in rows:
        if row.state == Approval.State.PROPOSED:
            due.append((_("An approval waits for a second person"), None, address))
        elif supplier.status == Supplier.Status.CONDITIONAL and not row.later:
            text = _("Condition of the approval: %s") % row.condition_text
            due.append((text, row.condition_until, address))
    return due


def conditions_near(until):
    """The ids of conditional approvals that run out by a day or have run out: for the nightly reminders."""
    rows = Approval.objects.running_conditions().filter(condition_until__lte=until)
    return list(rows.order_by("pk").values_list("pk", flat=True))
