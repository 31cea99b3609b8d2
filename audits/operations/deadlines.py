"""Put the dates on findings: computed by the rules, kept with their source."""

import datetime as dt

from ..models import DeadlineRule, Finding, FoundBy
from ..rules import deadlines, postponing

DUE = {step: f"{step}_due" for step in deadlines.STEPS}


def rules_of(audit):
    """The deadline table an audit runs by."""
    rows = DeadlineRule.objects.filter(profile__protocols=audit.protocol_id)
    return [row.rule() for row in rows.select_related("profile")]


def set_dates(finding, rules):
    """Give one finding (unsaved changes) its dates; none where its clock has not started. What was
    granted on them stays."""
    rule = deadlines.rule_for(
        rules,
        rating=finding.rating,
        section=finding.provision.section,
        matter=finding.matter,
    )
    dates = deadlines.deadlines(
        rule,
        discovered_on=finding.discovered_on,
        **_starts(finding),
        cap_months=finding.audit.protocol.deadline_profile.cap_months,
    )
    parts = [date.as_dict() for date in dates]
    put_dates(finding, postponing.carried_over(finding.deadlines, parts))


def put_dates(finding, parts):
    """Put these parts (as `Deadline.as_dict`) on the finding (unsaved changes)."""
    by_step = {part["step"]: dt.date.fromisoformat(part["date"]) for part in parts}
    for step, field in DUE.items():
        setattr(finding, field, by_step.get(step))
    finding.deadlines = parts


def last_day(finding):
    """The day none of its dates may lie after; while the closing meeting is to come, counted from the
    discovery, which is never later."""
    months = finding.audit.protocol.deadline_profile.cap_months
    return postponing.last_day(_starts(finding)["closing_on"] or finding.discovered_on, months)


def _starts(finding):
    """The days its clocks start from. What a check found starts on the day of the check: the report of
    its audit is long past."""
    if finding.found_by == FoundBy.CHECK:
        return {"final_on": finding.discovered_on, "closing_on": finding.discovered_on}
    return {"final_on": finding.audit.final_on, "closing_on": finding.audit.closing_on}


def start_clocks(audit):
    """The report is final: every open finding of it gets its dates. What is granted meanwhile waits."""
    rules = rules_of(audit)
    rows = audit.findings.open().select_related("provision").order_by("pk")
    findings = list(rows.select_for_update(of=("self",)))
    for finding in findings:
        finding.audit = audit
        set_dates(finding, rules)
    Finding.objects.bulk_update(findings, [*DUE.values(), "deadlines"], batch_size=500)
