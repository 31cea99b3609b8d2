"""The moves of a finding's life: each claimed once, each with its step, trail row and notice.

`seen` is the finding's last step as the person saw it (`Finding.last_step`): if somebody else moved it
meanwhile, the second is told what happened and nothing is overwritten.
"""

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.files.keeping import filing
from sustainportal.trail.operations import record

from .. import notices
from ..models import CorrectiveAction, Evidence, Finding, Step
from ..rules import life
from .evidence import keep_evidence
from .readings import post_open_findings

REFUSALS = {
    "is_no_action": lambda: _("This plan says that nothing will be done: accept or return that."),
    "not_no_action": lambda: _("This plan says what will be done: approve or return it."),
    "remark_required": lambda: _("Please write a remark, so that the other side knows why."),
    "evidence_required": lambda: _("Please add at least one file that shows what was done."),
    "did_submitted": lambda: _("Whoever proposed the plan cannot judge it."),
    "did_completed": lambda: _("Whoever carried out the action cannot judge it."),
    "did_verified": lambda: _("You verified this: another person must close it."),
}


def submit_plan(*, finding, files=(), seen=None, by, at, **plan):
    """The supplier's plan (fields of CorrectiveAction) as a new version."""
    with filing() as cabinet:
        _check_plan(finding, plan)
        held = _move(finding, "submit_plan", seen=seen, by=by, at=at, deeds=("submitted",))
        version = held.actions.count() + 1
        CorrectiveAction.objects.create(
            finding=held, version=version, submitted_at=at, submitted_by=by, **plan
        )
        keep_evidence(cabinet, held, files, Evidence.Stage.PLAN, by=by, at=at)
    return held


def return_plan(*, finding, remark, seen=None, by, at):
    """Back to the supplier, with what is missing."""
    with filing():
        return _move(finding, "return_plan", remark=remark, seen=seen, by=by, at=at)


def approve_plan(*, finding, remark="", seen=None, by, at):
    """The plan is good: the supplier may go ahead."""
    with filing():
        return _move(
            finding, "approve_plan", remark=remark, seen=seen, by=by, at=at, deeds=("approved",)
        )


def accept_no_action(*, finding, remark, seen=None, by, at):
    """Accept "no action, because": another person still has to close it."""
    deeds = ("approved", "verified")
    with filing():
        return _move(
            finding, "accept_no_action", remark=remark, seen=seen, by=by, at=at, deeds=deeds
        )


def submit_actions(*, finding, done, files=(), seen=None, by, at):
    """What was done, with evidence: at least one file of this round, not of one that was returned."""
    with filing() as cabinet:
        shown = _shown_since_return(finding) + len(files)
        held = _move(
            finding, "submit_actions", remark=done, evidence=shown,
            seen=seen, by=by, at=at, deeds=("completed",),
        )  # fmt: skip
        keep_evidence(cabinet, held, files, Evidence.Stage.ACTION, by=by, at=at)
    return held


def _shown_since_return(finding):
    """The files of actions that came after the last "further action asked for"."""
    rows = finding.evidence.filter(stage=Evidence.Stage.ACTION)
    returned = finding.steps.filter(verb="return_actions").last()
    return (rows.filter(at__gt=returned.at) if returned else rows).count()


def return_actions(*, finding, remark, seen=None, by, at):
    """Not enough yet: further action is wanted. Takes a verification back."""
    with filing():
        return _move(
            finding, "return_actions", remark=remark, seen=seen, by=by, at=at, undone=("verified",)
        )


def verify(*, finding, remark="", seen=None, by, at):
    """The evidence was looked at and holds."""
    with filing():
        return _move(finding, "verify", remark=remark, seen=seen, by=by, at=at, deeds=("verified",))


def close(*, finding, remark="", seen=None, by, at):
    """Closed by somebody who neither fixed nor verified; risk is told."""
    with filing():
        held = _move(finding, "close", remark=remark, seen=seen, by=by, at=at, deeds=("closed",))
        post_open_findings([held.audit.site.supplier_id], by=by, at=at)
    return held


def remark(*, finding, text, by, at):
    """Say something about an open finding without moving it."""
    with filing():
        held = _held(finding, by)
        if not held.is_open:
            raise NotNow(_("%s is closed: nothing is added to it.") % held.reference)
        return _step(held, "remark", held.state, text, by=by, at=at)


def _move(finding, verb, *, remark="", evidence=0, seen=None, by, at, deeds=(), undone=()):
    """Check the rules, claim the move, keep who did it. Returns the finding as it is then."""
    move = life.MOVES[verb]
    held = _held(finding, by)
    if held.state not in move.sources or (seen is not None and seen != held.last_step()):
        raise NotNow(_what_happened(held))
    if by.role not in move.roles:
        raise NotYours(_("This step is not for the role “%s”.") % by.get_role_display())
    plan = held.actions.order_by("-version").first()
    code = life.refusal(
        move,
        person=by.pk,
        doers=held.doers(),
        remark=remark,
        evidence=evidence,
        no_action=bool(plan and plan.no_action_because),
    )
    if code:
        raise _refusal(code)
    fields = {"state": move.target}
    for deed in deeds:
        fields |= {f"{deed}_at": at, f"{deed}_by": by}
    for deed in undone:
        fields |= {f"{deed}_at": None, f"{deed}_by": None}
    if verb == "submit_plan" and held.first_submitted_at is None:
        fields["first_submitted_at"] = at
    before = held.state
    if Finding.objects.filter(pk=held.pk, state=before).update(**fields) != 1:
        raise NotNow(_what_happened(Finding.objects.get(pk=held.pk)))
    for name, value in fields.items():
        setattr(held, name, value)
    _step(held, verb, before, remark, by=by, at=at)
    return held


def _held(finding, by):
    """The finding as it is now, locked; a person outside its supplier is refused."""
    rows = Finding.objects.visible_to(by).select_related(
        "provision", "audit__site__supplier", "audit__auditor", "audit__planned_by"
    )
    try:
        return rows.select_for_update(of=("self",)).get(pk=finding.pk)
    except Finding.DoesNotExist as missing:
        raise NotYours(_("This finding is not yours.")) from missing


def _step(finding, verb, before, remark, *, by, at):
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
    if code.startswith("did_"):
        return NotYours(text)
    return NotNow(text) if code.endswith("no_action") else ValidationError(text)


def _what_happened(finding):
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


def _check_plan(finding, plan):
    errors = {}
    reason = plan.get("no_action_because", "").strip()
    if reason:
        if len(reason) < 10:
            errors["no_action_because"] = _("Please give the reason in a sentence.")
        if finding.rating not in life.NO_ACTION_RATINGS:
            errors["no_action_because"] = _("A finding of this rating must be corrected.")
    else:
        for name in ("root_cause", "corrective", "responsible", "starts_on", "expected_on"):
            if not plan.get(name):
                errors[name] = _("Please fill this in, or say why nothing needs to be done.")
    starts_on, expected_on = plan.get("starts_on"), plan.get("expected_on")
    if starts_on and starts_on < finding.discovered_on:
        errors["starts_on"] = _("Not before the finding was discovered.")
    if starts_on and expected_on and expected_on < starts_on:
        errors["expected_on"] = _("Not before the action starts.")
    if errors:
        raise ValidationError(errors)
