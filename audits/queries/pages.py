"""Reads for the pages of audits and findings."""

import datetime as dt

from django.db.models import Value
from django.db.models.functions import Coalesce

from ..models import Audit, Finding, State
from ..rules import life
from ..rules.score import recognition

_NEVER = dt.date(9999, 12, 31)  # what has no date comes last


def finding_rows(today):
    """The findings as lists show them: with `due`, `is_overdue` (as of that day) and names at hand."""
    return (
        Finding.objects.select_related("audit__site__supplier", "provision")
        .with_due(today)
        .annotate(due_order=Coalesce("due", Value(_NEVER)))
        .defer("deadlines", "audit__score_parts", "audit__summary")
    )


def finding_page(finding, person):
    """Everything a finding's own page shows; `verbs` are the moves this person could make now."""
    plans = list(finding.actions.select_related("submitted_by"))
    plan = plans[0] if plans else None
    evidence = list(finding.evidence.select_related("by"))
    return {
        "plan": plan,
        "earlier_plans": plans[1:],
        "evidence": evidence,
        "steps": list(finding.steps.select_related("by")),
        "way": [
            {"status": point.status, "returned": point.returned, "label": State(point.state).label}
            for point in life.way(finding.state)
        ],
        "seen": finding.last_step(),
        "verbs": life.moves_now(
            finding.state,
            person.role,
            person=person.pk,
            doers=finding.doers(),
            no_action=bool(plan and plan.no_action_because),
        ),
    }


def audit_findings(audit, person, today):
    """The findings of one audit this person may see, worst first as the report lists them."""
    rows = finding_rows(today).visible_to(person).filter(audit=audit)
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


def survey_answers(survey):
    """Every question with its answer (or None), in order."""
    answers = {row.question_id: row for row in survey.answers.select_related("question")}
    return [
        {"question": question, "answer": answers.get(question.pk)}
        for question in survey.questionnaire.questions.all()
    ]
