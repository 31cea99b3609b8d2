"""Record what an audit found, and correct it while the audit is not final."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role
from sustainportal.files.keeping import delete_files_of, filing
from sustainportal.trail.operations import record

from .. import notices
from ..models import Audit, Evidence, Finding, Rating, State
from .deadlines import rules_of, set_dates
from .evidence import keep_evidence
from .numbers import WITHDRAWN, next_number
from .postponements import run_again
from .readings import post_open_findings
from .repeats import earlier


def record_finding(
    *, audit, provision, rating, description, discovered_on, zero_tolerance=None, matter="",
    sample_size=None, sample_affected=None, files=(), by, at,
):  # fmt: skip
    """A new finding of an audit in progress. A priority finding is told at once and starts its clock; one
    of a provision that was found there before is marked as its repeat."""
    with filing() as cabinet:
        audit = _held(audit, by)
        finding = Finding(
            audit=audit,
            number=next_number(audit),
            provision=provision,
            rating=rating,
            zero_tolerance=zero_tolerance,
            matter=matter,
            discovered_on=discovered_on,
            description=description,
            sample_size=sample_size,
            sample_affected=sample_affected,
            recorded_at=at,
            recorded_by=by,
        )
        _check(finding, at)
        finding.repeat_of = earlier(finding)
        set_dates(finding, rules_of(audit))
        finding.save(force_insert=True)
        record("audits.finding.recorded", finding, by=by, at=at, **_told(finding))
        keep_evidence(cabinet, finding, files, Evidence.Stage.FINDING, by=by, at=at)
        if rating == Rating.PRIORITY:
            _at_once(finding, by=by, at=at)
    return finding


@transaction.atomic
def change_finding(*, finding, by, at, **fields):
    """Correct a finding (any of record_finding's fields) while its audit is in progress and the
    supplier has not acted on it. A finding that is no priority any more is a draft: its pause ends."""
    finding.audit = audit = _held(finding.audit, by)
    was_reported = finding.rating == Rating.PRIORITY
    before = _told(finding)
    _reread_dates(finding)
    if finding.paused_on and fields.get("rating", Rating.PRIORITY) != Rating.PRIORITY:
        run_again(finding, by=by, at=at, tell=False)
    for name, value in fields.items():
        setattr(finding, name, value)
    _check(finding, at)
    finding.repeat_of = earlier(finding)
    set_dates(finding, rules_of(audit))
    _untouched(finding).update(
        **{name: getattr(finding, name) for name in (*fields, *_COMPUTED)}
    ) == 1 or _refuse_touched(finding)
    record("audits.finding.changed", finding, by=by, at=at, before=before, after=_told(finding))
    if finding.rating == Rating.PRIORITY:
        _at_once(finding, by=by, at=at)
    elif was_reported:
        post_open_findings([audit.site.supplier_id], by=by, at=at)
    return finding


@transaction.atomic
def withdraw_finding(*, finding, because, by, at):
    """Take a finding back that was recorded by mistake; the trail keeps what it said, and its number is
    not given again. NotNow once the supplier said or showed something, or more time was asked for."""
    audit = _held(finding.audit, by)
    if not _untouched(finding).select_for_update().values_list("pk").first() or _is_spoken_of(finding):
        _refuse_touched(finding)
    record(
        "audits.finding.withdrawn", finding, by=by, at=at, because=because, before=_told(finding)
    )
    record(WITHDRAWN, audit, by=by, at=at, number=finding.number, because=because)
    finding.comments.update(finding=None)  # what was said about it stays with the audit
    delete_files_of(list(finding.evidence.all()))
    Finding.objects.filter(pk=finding.pk).delete()
    if finding.rating == Rating.PRIORITY:
        post_open_findings([audit.site.supplier_id], by=by, at=at)
    return audit


_COMPUTED = ("submit_due", "approve_due", "complete_due", "deadlines", "repeat_of")


def _held(audit, by):
    """The audit, locked until the change is kept; NotNow or NotYours if it is not to be recorded."""
    audit = (
        Audit.objects.select_for_update(of=("self",))
        .select_related("site__supplier", "protocol__deadline_profile", "auditor", "planned_by")
        .get(pk=audit.pk)
    )
    if audit.auditor_id != by.pk:
        raise NotYours(
            _("%(audit)s is recorded by its lead auditor, %(auditor)s.")
            % {"audit": audit.reference, "auditor": audit.auditor}
        )
    if audit.state != Audit.State.IN_PROGRESS:
        raise NotNow(
            _("%(audit)s is “%(state)s”: findings are recorded while it is in progress.")
            % {"audit": audit.reference, "state": audit.get_state_display()}
        )
    return audit


def _check(finding, at):
    audit = finding.audit
    errors = {}
    if finding.provision.protocol_id != audit.protocol_id:
        errors["provision"] = _("This provision is not of %s.") % audit.protocol
    if finding.discovered_on < audit.started_on:
        errors["discovered_on"] = _("Not before the visit began (%s).") % audit.started_on
    elif finding.discovered_on > timezone.localdate(at):
        errors["discovered_on"] = _("This day has not come yet.")
    if finding.zero_tolerance_id and finding.rating != Rating.PRIORITY:
        errors["zero_tolerance"] = _("Zero tolerance is always a priority finding.")
    size, affected = finding.sample_size, finding.sample_affected
    if affected is not None and (size is None or affected > size):
        errors["sample_affected"] = _("Not more than the sample looked at.")
    if errors:
        raise ValidationError(errors)


def _untouched(finding):
    """The finding as long as the supplier has not answered it: a claim for the change."""
    return Finding.objects.filter(pk=finding.pk, state=State.NOT_STARTED)


def _reread_dates(finding):
    """Its dates as they are now, locked: more time may have been granted since it was read."""
    rows = Finding.objects.select_for_update().filter(pk=finding.pk)
    now = rows.values("deadlines", "paused_on").first()
    for name, value in (now or {}).items():
        setattr(finding, name, value)


def _is_spoken_of(finding):
    """Whether the supplier said or showed something about it, or more time was asked for."""
    return (
        finding.steps.filter(by__role=Role.SUPPLIER).exists()
        or finding.evidence.filter(by__role=Role.SUPPLIER).exists()
        or finding.postponements.exists()
    )


def _refuse_touched(finding):
    raise NotNow(
        _("The supplier has already answered %s: write a remark instead.") % finding.reference
    )


def _at_once(finding, *, by, at):
    post_open_findings([finding.audit.site.supplier_id], by=by, at=at)
    notices.finding_at_once(finding, at=at)


def _told(finding):
    return {
        "provision": finding.provision.code,
        "rating": finding.rating,
        "zero_tolerance": finding.zero_tolerance and finding.zero_tolerance.code,
        "matter": finding.matter,
        "discovered_on": finding.discovered_on,
        "description": finding.description[:500],
    }
