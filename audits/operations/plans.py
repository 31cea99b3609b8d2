"""The supplier's moves: the plan, several plans at once, and what was done."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.files.keeping import filing

from ..models import CorrectiveAction, Evidence, Finding, Plan
from ..rules import plans as rules
from .evidence import keep_evidence
from .moving import move

FAULTS = {
    "missing": lambda: _("Please fill this in, or say why nothing needs to be done."),
    "both": lambda: _("Either actions, or why nothing needs to be done: not both."),
    "short": lambda: _("Please give the reason in a sentence."),
    "must_correct": lambda: _("A finding of this rating must be corrected."),
    "too_early": lambda: _("Not before the finding was discovered."),
    "ends_before_start": lambda: _("Not before the action starts."),
}


def submit_plan(
    *, finding, root_cause="", whys=(), actions=(), no_action_because="", files=(), seen=None, by, at
):
    """The supplier's plan as a new version. `actions`: dicts of CorrectiveAction's kind, text,
    responsible, starts_on and expected_on, in order; `whys`: up to five answers that lead to the root
    cause. A ValidationError by field; its errors about an action carry the action's place (from 0) in
    `params["action"]`."""
    with filing() as cabinet:
        root_cause = rules.root_cause_of(root_cause, whys)
        _check_plan(finding, root_cause, actions, no_action_because)
        held = move(finding, "submit_plan", seen=seen, by=by, at=at, deeds=("submitted",))
        plan = Plan.objects.create(
            finding=held, version=held.plans.count() + 1, root_cause=root_cause,
            whys=[why.strip() for why in whys if why.strip()],
            no_action_because=no_action_because, submitted_at=at, submitted_by=by,
        )  # fmt: skip
        CorrectiveAction.objects.bulk_create(
            CorrectiveAction(plan=plan, number=number, **action)
            for number, action in enumerate(actions, start=1)
        )
        keep_evidence(cabinet, held, files, Evidence.Stage.PLAN, by=by, at=at)
    return held


@dataclass(frozen=True)
class Outcome:
    """What became of one finding of many: `error` is empty when its plan is in."""

    finding: Finding
    error: str


def submit_plans(*, rows, by, at):
    """Plans of many findings. `rows`: dicts of `submit_plan`'s finding and what its plan says. Each is
    kept as a whole or not at all, whatever becomes of the others. Returns an Outcome for each, in order."""
    return [_one_of_many(row, by=by, at=at) for row in rows]


def _one_of_many(row, *, by, at):
    try:
        submit_plan(**row, by=by, at=at)
    except (NotNow, NotYours) as refusal:
        return Outcome(row["finding"], str(refusal))
    except ValidationError as error:
        return Outcome(row["finding"], " ".join(dict.fromkeys(error.messages)))
    return Outcome(row["finding"], "")


def submit_actions(*, finding, done, done_on=None, files=(), seen=None, by, at):
    """What was done, with evidence: at least one file of this round that was not shown before.
    `done_on`: {number of the plan's action: the day it was done} of those that are done; None keeps what
    was said before."""
    with filing() as cabinet:
        shown = _shown_since_return(finding)
        held = move(
            finding, "submit_actions", remark=done, evidence=shown + len(files),
            seen=seen, by=by, at=at, deeds=("completed",),
        )  # fmt: skip
        if not shown:
            _one_is_new(held, files)
        if done_on is not None:
            _keep_days(held, done_on, at)
        keep_evidence(cabinet, held, files, Evidence.Stage.ACTION, by=by, at=at)
    return held


def _shown_since_return(finding):
    """The files of actions that came after the last "further action asked for"."""
    rows = finding.evidence.filter(stage=Evidence.Stage.ACTION)
    returned = finding.steps.filter(verb="return_actions").last()
    return (rows.filter(at__gt=returned.at) if returned else rows).count()


def _one_is_new(held, files):
    """ValidationError if the finding has every one of these files already, at whatever stage."""
    known = set(held.evidence.values_list("sha256", flat=True))
    if all(file.sha256 in known for file in files):
        raise ValidationError(
            {"files": _("This file was shown before: add one that shows what was done since.")}
        )


def _keep_days(held, done_on, at):
    """Keep the day of each action that is done; one that is not named any more is not done."""
    actions = list(held.plans.order_by("-version").first().actions.all())
    unknown = set(done_on) - {action.number for action in actions}
    if unknown:
        raise ValidationError(_("This action is not in the plan any more. Open the page again."))
    today = timezone.localdate(at)
    for action in actions:
        action.done_on = done_on.get(action.number)
        if action.done_on and action.done_on > today:
            raise _of_action(action, "done_on", _("This day has not come yet."))
        if action.done_on and action.done_on < held.discovered_on:
            raise _of_action(action, "done_on", _("Not before the finding was discovered."))
    CorrectiveAction.objects.bulk_update(actions, ["done_on"])


def _of_action(action, field, text):
    return ValidationError({field: ValidationError(text, params={"action": action.number - 1})})


def _check_plan(finding, root_cause, actions, no_action_because):
    errors = {}
    for place, field, code in rules.faults(
        rating=finding.rating,
        discovered_on=finding.discovered_on,
        root_cause=root_cause,
        actions=actions,
        no_action_because=no_action_because,
    ):
        params = None if place is None else {"action": place}
        errors.setdefault(field, []).append(ValidationError(FAULTS[code](), code, params))
    if errors:
        raise ValidationError(errors)
