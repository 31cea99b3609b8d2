"""What a sheet of plans holds: the findings that wait for a plan, as they stand."""

from django.db.models import Max

from ..models import Finding, Plan, Step
from ..models.audit import REFERENCE
from ..rules import life

SOURCES = life.MOVES["submit_plan"].sources


def waiting_for_plan(person):
    """The findings that wait for a plan of this person's suppliers, the next due first."""
    rows = _rows(person).waiting_for_supplier().filter(state__in=SOURCES)
    return rows.order_by("submit_due", "audit", "number")


def findings_by_reference(references, person):
    """{reference, casefolded: finding} of those that this person may see; `seen` is its last step."""
    keys = {}
    for text in references:
        match = REFERENCE.match(text)
        if match and match[2]:
            keys[text.casefold()] = int(match[1]), int(match[2])
    wanted = set(keys.values())
    rows = _rows(person) if person else Finding.objects.none()
    rows = rows.filter(
        audit__in={audit for audit, _number in wanted}, number__in={number for _audit, number in wanted}
    )
    found = {(row.audit_id, row.number): row for row in rows}
    return {text: found[key] for text, key in keys.items() if key in found}


def _rows(person):
    rows = Finding.objects.visible_to(person).select_related("audit__site__supplier", "provision")
    return rows.annotate(seen=Max("steps__pk"))


def last_plans(findings):
    """{finding id: its latest plan}, with its actions."""
    rows = Plan.objects.filter(finding__in=list(findings)).prefetch_related("actions")
    return {plan.finding_id: plan for plan in rows.order_by("version")}


def last_returns(findings):
    """{finding id: why its plan came back last}."""
    rows = Step.objects.filter(finding__in=list(findings), verb="return_plan")
    return dict(rows.order_by("pk").values_list("finding", "remark"))
