"""How a finding moves: checked by the table of its life, claimed once, with step, trail row and notice.

`seen` is the finding's last step as the person saw it (`Finding.last_step`): if somebody else moved it
meanwhile, the second is told what happened and nothing is overwritten.
"""

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.operations import record

from .. import notices
from ..models import Finding, Step
from ..rules import life

REFUSALS = {
    "is_auditee": lambda: _("Whoever speaks for the audited side does not judge this finding."),
    "is_no_action": lambda: _("This plan says that nothing will be done: accept or return that."),
    "not_no_action": lambda: _("This plan says what will be done: approve or return it."),
    "remark_required": lambda: _("Please write a remark, so that the other side knows why."),
    "evidence_required": lambda: _("Please add at least one file that shows what was done."),
    "did_submitted": lambda: _("Whoever proposed the plan cannot judge it."),
    "did_completed": lambda: _("Whoever carried out the action cannot judge it."),
    "did_verified": lambda: _("You verified this: another person must close it."),
}


def move(finding, verb, *, remark="", evidence=0, seen=None, by, at, deeds=(), undone=()):
    """Check the rules, claim the move, keep who did it. Returns the finding as it is then."""
    step = life.MOVES[verb]
    held = hold(finding, by)
    unreported(held)
    if held.state not in step.sources:
        raise NotNow(what_happened(held))
    not_moved(held, seen)
    if by.role not in step.roles:
        raise NotYours(_("This step is not for the role “%s”.") % by.get_role_display())
    plan = held.plans.order_by("-version").first()
    no_action = bool(plan and plan.no_action_because)
    code = life.refusal(
        step,
        person=by.pk,
        doers=held.doers(),
        remark=remark,
        evidence=evidence,
        no_action=no_action,
        auditee=held.is_auditee(by),
    )
    if code:
        raise _refusal(code)
    target = step.leads_to(no_action=no_action)
    fields = _fields(held, verb, target, deeds, undone, by, at)
    return _claim(held, verb, fields, remark, by=by, at=at)


def _fields(held, verb, target, deeds, undone, by, at):
    fields = {"state": target}
    if target == life.NEEDS_REVISION:  # an approval of before does not outlive it
        undone = (*undone, "approved")
    for deed in deeds:
        fields |= {f"{deed}_at": at, f"{deed}_by": by}
    for deed in undone:
        fields |= {f"{deed}_at": None, f"{deed}_by": None}
    if verb == "submit_plan" and held.first_submitted_at is None:
        fields["first_submitted_at"] = at
    return fields


def _claim(held, verb, fields, remark, *, by, at):
    before = held.state
    if Finding.objects.filter(pk=held.pk, state=before).update(**fields) != 1:
        raise NotNow(what_happened(Finding.objects.get(pk=held.pk)))
    for name, value in fields.items():
        setattr(held, name, value)
    keep_step(held, verb, before, remark, by=by, at=at)
    return held


def hold(finding, by):
    """The finding as it is now, locked; a person outside its supplier is refused."""
    rows = Finding.objects.visible_to(by).select_related(
        "provision",
        "audit__site__supplier",
        "audit__auditor",
        "audit__planned_by",
        "audit__protocol__deadline_profile",
    )
    held = rows.select_for_update(of=("self",)).filter(pk=finding.pk).first()
    if held is None:
        if Finding.objects.shown_to(by).filter(pk=finding.pk).exists():
            unreported(finding)
        raise NotYours(_("This finding is not yours."))
    return held


def unreported(held):
    """NotNow while the finding is a draft: the report may still change it."""
    if not held.is_reported:
        raise NotNow(
            _("%s is a draft: it can be answered when the report is final.") % held.reference
        )


def not_moved(held, seen):
    """NotNow if the finding has moved since the person looked at it."""
    if seen is not None and seen != held.last_step():
        raise NotNow(what_happened(held))


def keep_step(finding, verb, before, remark, *, by, at):
    """Keep a step (or a remark in passing) with its trail row, and tell the other side."""
    step = Step.objects.create(
        finding=finding,
        verb=verb,
        from_state=before,
        to_state=finding.state,
        remark=remark.strip(),
        by=by,
        at=at,
    )
    record(
        f"audits.finding.{verb}", finding, by=by, at=at,
        before=before, after=finding.state, remark=step.remark,
    )  # fmt: skip
    notices.finding_moved(finding, step, at=at)
    return finding


def _refusal(code):
    text = REFUSALS[code]()
    if code.startswith("did_") or code == "is_auditee":
        return NotYours(text)
    return NotNow(text) if code.endswith("no_action") else ValidationError(text)


def what_happened(finding):
    """A sentence for whoever comes second."""
    step = finding.steps.select_related("by").order_by("-pk").first()
    if step is None:
        return _("%(finding)s is “%(state)s”: this is not the moment for it.") % {
            "finding": finding.reference,
            "state": finding.get_state_display(),
        }
    return _(
        "%(person)s was here before you: %(finding)s is “%(state)s” since %(when)s. "
        "Nothing of yours was kept. Look at it again and decide then."
    ) % {
        "person": step.by,
        "finding": finding.reference,
        "state": finding.get_state_display(),
        "when": formats.date_format(timezone.localtime(step.at), "DATETIME_FORMAT"),
    }
