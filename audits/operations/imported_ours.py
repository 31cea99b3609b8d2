"""Findings of a sheet for an audit in progress here: what record_finding does, in sets."""

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import entry, record_many

from .. import notices
from ..models import Audit, Finding, Rating
from .findings import _check
from .imported import detail_of, hand, number_findings
from .readings import post_open_findings
from .repeats import earlier


def check_finding(finding, at):
    """ValidationError for what an audit in progress cannot have found, as record_finding says it."""
    _check(finding, at)


@transaction.atomic
def keep_found(*, planned, by, at):
    """Record these findings (unsaved, judged) of audits in progress, as record_finding does, in sets."""
    person = hand(by)
    by_audit = {}
    for row in planned:
        by_audit.setdefault(row.known.audit.pk, []).append(row)
    for pk, rows in by_audit.items():
        _hold(pk)
        number_findings(rows)
        repeats = {}
        for row in rows:
            finding = row.finding
            finding.recorded_by, finding.recorded_at = person, at
            if finding.provision_id not in repeats:
                repeats[finding.provision_id] = earlier(finding)
            finding.repeat_of = repeats[finding.provision_id]
        Finding.objects.bulk_create([row.finding for row in rows], batch_size=500)
        record_many(
            [entry("audits.finding.recorded", row.finding, by=by, at=at, **detail_of(row)) for row in rows]
        )
        priority = [row.finding for row in rows if row.finding.rating == Rating.PRIORITY]
        if priority:
            post_open_findings([rows[0].known.audit.site.supplier_id], by=by, at=at)
        for finding in priority:
            notices.finding_at_once(finding, at=at)


def _hold(pk):
    """Lock the audit; NotNow if it is no longer in progress."""
    held = Audit.objects.select_for_update().get(pk=pk)
    if held.state != Audit.State.IN_PROGRESS:
        raise NotNow(
            _("%(audit)s is “%(state)s”: findings are recorded while it is in progress.")
            % {"audit": held.reference, "state": held.get_state_display()}
        )
