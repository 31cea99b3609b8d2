"""Put the dates on findings: computed by the rules, kept with their source."""

from ..models import DeadlineRule, Finding
from ..rules import deadlines

DUE = {step: f"{step}_due" for step in deadlines.STEPS}


def rules_of(audit):
    """The deadline table an audit runs by."""
    rows = DeadlineRule.objects.filter(profile__protocols=audit.protocol_id)
    return [row.rule() for row in rows.select_related("profile")]


def set_dates(finding, rules):
    """Give one finding (unsaved changes) its dates; none where its clock has not started."""
    audit = finding.audit
    rule = deadlines.rule_for(
        rules,
        rating=finding.rating,
        section=finding.provision.section,
        matter=finding.matter,
    )
    dates = deadlines.deadlines(
        rule,
        discovered_on=finding.discovered_on,
        final_on=audit.final_on,
        closing_on=audit.closing_on,
        cap_months=audit.protocol.deadline_profile.cap_months,
    )
    by_step = {date.step: date.date for date in dates}
    for step, field in DUE.items():
        setattr(finding, field, by_step.get(step))
    finding.deadlines = [date.as_dict() for date in dates]


def start_clocks(audit):
    """The report is final: every open finding of it gets its dates."""
    rules = rules_of(audit)
    findings = list(audit.findings.open().select_related("provision"))
    for finding in findings:
        finding.audit = audit
        set_dates(finding, rules)
    Finding.objects.bulk_update(findings, [*DUE.values(), "deadlines"], batch_size=500)
