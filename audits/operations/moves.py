"""The reviewers' moves of a finding's life, and the remarks of both sides."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.accounts.roles import Role
from sustainportal.files.keeping import filing

from ..models import CorrectiveAction, Evidence
from .checks import owe_check
from .evidence import keep_evidence
from .moving import hold, keep_step, move, unreported
from .postponements import run_again
from .readings import post_open_findings


def return_plan(*, finding, remark, seen=None, by, at):
    """Back to the supplier, with what is missing."""
    with filing():
        return move(finding, "return_plan", remark=remark, seen=seen, by=by, at=at)


def approve_plan(*, finding, remark="", seen=None, by, at):
    """The plan is good: the supplier may go ahead."""
    with filing():
        return move(
            finding, "approve_plan", remark=remark, seen=seen, by=by, at=at, deeds=("approved",)
        )


def accept_no_action(*, finding, remark, seen=None, by, at):
    """Accept "no action, because": another person still has to close it."""
    deeds = ("approved", "verified")
    with filing():
        return move(
            finding, "accept_no_action", remark=remark, seen=seen, by=by, at=at, deeds=deeds
        )


def return_actions(*, finding, remark, seen=None, by, at):
    """Not enough yet: further action is wanted. Takes a verification back; where the plan said that nothing
    will be done, its acceptance too, and another plan is wanted."""
    with filing():
        return move(
            finding, "return_actions", remark=remark, seen=seen, by=by, at=at, undone=("verified",)
        )


def verify(*, finding, remark="", seen=None, by, at):
    """The evidence was looked at and holds. NotNow while a corrective action is not marked done."""
    with filing():
        held = move(finding, "verify", remark=remark, seen=seen, by=by, at=at, deeds=("verified",))
        _correction_is_done(held)
    return held


def _correction_is_done(held):
    actions = held.plans.order_by("-version").first().actions
    left = actions.filter(kind=CorrectiveAction.Kind.CORRECTIVE, done_on=None).first()
    if left:
        text = _("“%(action)s” is not marked done: ask for further action.")
        raise NotNow(text % {"action": left.text[:80]})


def close(*, finding, remark="", seen=None, by, at):
    """Closed by somebody who neither fixed nor verified; a pause ends, a check whether it holds is owed,
    risk is told."""
    with filing():
        run_again(finding, by=by, at=at, tell=False)
        held = move(finding, "close", remark=remark, seen=seen, by=by, at=at, deeds=("closed",))
        owe_check(held, at=at)
        post_open_findings([held.audit.site.supplier_id], by=by, at=at)
    return held


def remark(*, finding, text, files=(), by, at):
    """Say something about an open finding without moving it; files with it are no evidence of action."""
    with filing() as cabinet:
        held = hold(finding, by)
        unreported(held)
        if not held.is_open:
            raise NotNow(_("%s is closed: nothing is added to it.") % held.reference)
        if not text.strip():
            raise ValidationError({"text": _("Please write something.")})
        keep_step(held, "remark", held.state, text, by=by, at=at)
        stage = Evidence.Stage.PLAN if by.role == Role.SUPPLIER else Evidence.Stage.FINDING
        keep_evidence(cabinet, held, files, stage, by=by, at=at)
    return held
