"""The effectiveness check: owed when a finding is closed, done by somebody who did not fix it.

Where the action does not hold, a repeat finding opens; the closed one stays as it is.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.files.keeping import filing
from sustainportal.trail.operations import record

from .. import notices, notices_findings
from ..models import EffectivenessCheck, Evidence, Finding, FoundBy, Rating
from ..notices import people_of
from ..rules import life
from .deadlines import rules_of, set_dates
from .evidence import keep_evidence
from .moving import hold
from .numbers import next_number
from .readings import post_open_findings


def owe_check(finding, *, at):
    """A check is owed some days after closing, as the protocol says (0: none)."""
    days = finding.audit.protocol.check_days
    if not days:
        return None
    due_on = timezone.localdate(at) + dt.timedelta(days=days)
    return EffectivenessCheck.objects.create(finding=finding, due_on=due_on)


def record_check(*, check, holds, remark="", files=(), by, at):
    """What the check showed. That it holds can be said from the day it is due, with a remark or a file. That
    it does not hold needs a remark, and opens a repeat finding: same audit, provision and rating, found on
    the day of the check, its clocks from that day."""
    with filing() as cabinet:
        held = hold(check.finding, by)
        _may_check(held, by)
        if holds:
            _may_hold(check, remark, files, at)
        elif not remark.strip():
            raise ValidationError({"remark": _("Please say what was seen: it opens a new finding.")})
        claimed = EffectivenessCheck.objects.filter(pk=check.pk, checked_at=None).update(
            holds=holds, remark=remark.strip(), checked_at=at, checked_by=by
        )
        if claimed != 1:
            raise NotNow(_checked(check))
        keep_evidence(cabinet, held, files, Evidence.Stage.CHECK, by=by, at=at)
        record("audits.check.recorded", held, by=by, at=at, holds=holds, remark=remark.strip())
        if holds:
            notices_findings.check_held(held, at=at)
        else:
            _open_repeat(check, held, remark.strip(), by=by, at=at)
    check.refresh_from_db()
    return check


def _may_check(held, by):
    if by.role not in life.REVIEWERS or held.is_auditee(by):
        raise NotYours(_("The check is done by a buyer or an auditor."))
    if by.pk in held.doers()["submitted"] | held.doers()["completed"]:
        raise NotYours(_("Whoever carried out the action cannot judge it."))


def _may_hold(check, remark, files, at):
    if timezone.localdate(at) < check.due_on and check.checked_at is None:
        day = formats.date_format(check.due_on)
        raise NotNow(_("Whether it holds can be said from %(day)s on.") % {"day": day})
    if not remark.strip() and not files:
        raise ValidationError({"remark": _("Please say what was seen, or add a file that shows it.")})


def _checked(check):
    row = EffectivenessCheck.objects.select_related("checked_by").get(pk=check.pk)
    return _("%s has recorded this check before you. Nothing of yours was kept.") % row.checked_by


def _open_repeat(check, closed, remark, *, by, at):
    repeat = Finding(
        audit=closed.audit,
        number=next_number(closed.audit),
        provision=closed.provision,
        rating=closed.rating,
        zero_tolerance=closed.zero_tolerance,
        matter=closed.matter,
        discovered_on=timezone.localdate(at),
        description=remark,
        repeat_of=closed,
        found_by=FoundBy.CHECK,
        recorded_at=at,
        recorded_by=by,
    )
    set_dates(repeat, rules_of(closed.audit))
    repeat.save(force_insert=True)
    repeat.owners.set(people_of(closed.audit.site.supplier).filter(findings_owned=closed))
    EffectivenessCheck.objects.filter(pk=check.pk).update(repeat=repeat)
    record("audits.finding.repeated", repeat, by=by, at=at, repeat_of=closed.reference)
    post_open_findings([closed.audit.site.supplier_id], by=by, at=at)
    if repeat.rating == Rating.PRIORITY:
        notices.finding_at_once(repeat, at=at)
    else:
        notices_findings.finding_repeated(repeat, at=at)
