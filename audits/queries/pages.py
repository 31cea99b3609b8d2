"""Reads for the pages of audits and findings."""

from django.db.models import OuterRef, Subquery

from ..models import Audit, Finding, Step
from ..models.finding_rows import due_order
from ..rules.score import recognition


def finding_rows(today):
    """The findings as lists show them: with `due`, `is_overdue` (as of that day) and names at hand."""
    return (
        Finding.objects.select_related("audit__site__supplier", "provision")
        .with_due(today)
        .annotate(due_order=due_order())
        .defer("deadlines", "audit__score_parts", "audit__summary")
    )


def with_return(rows):
    """Adds `came_back`: what the reviewers wrote when they last returned the plan or the actions (for
    rows that wait for the supplier)."""
    returns = Step.objects.filter(
        finding=OuterRef("pk"), verb__in=("return_plan", "return_actions"), to_state=OuterRef("state")
    )
    return rows.annotate(came_back=Subquery(returns.order_by("-pk").values("remark")[:1]))


def audit_findings(audit, person, today):
    """The findings of one audit this person may read, in the order of the report."""
    rows = finding_rows(today).shown_to(person).filter(audit=audit)
    return rows.order_by("number")


def recognition_of(audit):
    """What recognition a final, scored audit has and could have."""
    still_open = audit.findings.open().counted_by_rating()
    return recognition(
        audit.score,
        full_audit=audit.kind in (Audit.Kind.VAP_INITIAL, Audit.Kind.VAP_CLOSURE),
        closure_audited=audit.followed_by.filter(
            kind=Audit.Kind.VAP_CLOSURE, state=Audit.State.FINAL
        ).exists(),
        open_priority=still_open["priority"],
        open_major=still_open["major"],
        open_minor=still_open["minor"],
        scale=audit.protocol.scale(),
    )
