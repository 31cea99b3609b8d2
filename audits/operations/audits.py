"""Plan, begin, record and finish an audit."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from suppliers.operations import assign_auditor, release_auditor
from sustainportal.accounts.roles import Role
from sustainportal.trail.operations import record

from .. import notices
from ..models import Audit, Rating
from ..queries.scores import found_so_far, score_of
from ..rules.deadlines import months_later
from ..rules.schedule import EARLIEST, LATEST
from .confirmations import act_on_confirmations, check_confirmed
from .deadlines import start_clocks
from .drafts import check_heard
from .programme import audit_done, check_fulfils, tie_audit, untie_audit
from .readings import post_audit_score, post_open_findings
from .standing import claim, closing_day, held, not_after_today, only_lead

#: Days a visit may begin before the day that was planned (default: a year).
EARLIEST_START = 366


@transaction.atomic
def plan_audit(
    *, site, kind, protocol, auditor, planned_on, firm="", follows=None, programme_item=None, by, at
):
    """Plan an audit and let the auditor see the supplier.

    A closure audit names the final audit of the same site that it closes; one that comes from the
    programme names its item.
    """
    _check_auditor(auditor)
    _check_day(planned_on)
    if kind in Audit.CLOSURES and follows is None:
        raise ValidationError({"follows": _("A closure audit names the audit it closes.")})
    if follows is not None and (follows.site_id != site.pk or not follows.is_final):
        raise ValidationError({"follows": _("Choose a final audit of the same site.")})
    _check_lead(kind, follows, auditor)
    if programme_item is not None:
        check_fulfils(programme_item, site=site, kind=kind)
    audit = Audit.objects.create(
        site=site,
        kind=kind,
        protocol=protocol,
        auditor=auditor,
        planned_on=planned_on,
        firm=firm,
        follows=follows,
        planned_by=by,
        planned_at=at,
    )
    if programme_item is not None:
        tie_audit(programme_item, audit)
    assign_auditor(supplier=site.supplier, user=auditor, by=by, at=at)
    record(
        "audits.audit.planned", audit, by=by, at=at,
        kind=kind, planned_on=planned_on, auditor=auditor.username,
    )  # fmt: skip
    notices.audit_planned(audit, at=at)
    return audit


@transaction.atomic
def change_plan(*, audit, planned_on, auditor, firm="", by, at):
    """Another day or another auditor, while the audit has not begun."""
    _check_auditor(auditor)
    _check_day(planned_on)
    before = Audit.objects.select_related("auditor", "follows").get(pk=audit.pk)
    _check_lead(before.kind, before.follows, auditor)
    claim(audit, Audit.State.PLANNED, planned_on=planned_on, auditor=auditor, firm=firm)
    if planned_on != before.planned_on:  # the agenda moves with the audit
        audit.agenda.update(day=F("day") + (planned_on - before.planned_on))
    _release(before.auditor, audit.site.supplier, by=by, at=at)
    assign_auditor(supplier=audit.site.supplier, user=auditor, by=by, at=at)
    record(
        "audits.audit.changed", audit, by=by, at=at,
        planned_on=planned_on, auditor=auditor.username, firm=firm,
    )  # fmt: skip
    notices.audit_moved(audit, at=at)
    return audit


@transaction.atomic
def cancel_audit(*, audit, because, by, at):
    """A planned audit that will not take place, with the reason."""
    claim(
        audit,
        Audit.State.PLANNED,
        state=Audit.State.CANCELLED,
        cancelled_at=at,
        cancelled_because=because,
    )
    untie_audit(audit)
    record("audits.audit.cancelled", audit, by=by, at=at, because=because)
    _release(audit.auditor, audit.site.supplier, by=by, at=at)
    notices.audit_cancelled(audit, at=at)
    return audit


def _release(auditor, supplier, *, by, at):
    """An auditor who has no audit at this supplier any more has nothing to see there either."""
    audits = Audit.objects.filter(auditor=auditor, site__supplier=supplier)
    if not audits.exclude(state=Audit.State.CANCELLED).exists():
        release_auditor(supplier=supplier, user=auditor, by=by, at=at)


@transaction.atomic
def hand_over_audit(*, audit, auditor, because, by, at):
    """Another lead auditor for an audit that has begun and is not final: only its lead can finish it."""
    _check_auditor(auditor)
    now = held(audit, Audit.State.IN_PROGRESS, Audit.State.COMMENT)
    before, supplier = now.auditor, now.site.supplier
    if before == auditor:
        raise ValidationError({"auditor": _("%s is its lead auditor already.") % auditor})
    _check_lead(now.kind, now.follows, auditor)
    claim(audit, now.state, auditor=auditor)
    _release(before, supplier, by=by, at=at)
    assign_auditor(supplier=supplier, user=auditor, by=by, at=at)
    record(
        "audits.audit.handed_over", audit, by=by, at=at,
        auditor=auditor.username, before=before.username, because=because,
    )  # fmt: skip
    notices.audit_handed_over(audit, before=before, because=because, at=at)
    return audit


@transaction.atomic
def start_audit(*, audit, started_on, by, at):
    """The visit has begun; the lead auditor says so."""
    only_lead(audit, by)
    not_after_today(started_on, "started_on", at)
    if (audit.planned_on - started_on).days > EARLIEST_START:
        raise ValidationError(
            {"started_on": _("Not more than a year before the day that was planned.")}
        )
    claim(audit, Audit.State.PLANNED, state=Audit.State.IN_PROGRESS, started_on=started_on)
    record("audits.audit.started", audit, by=by, at=at, started_on=started_on)
    return audit


@transaction.atomic
def record_visit(
    *, audit, conforming, applicable, workers, interviewed, closing_on, summary, by, at
):
    """Keep what the auditor counted, while the audit is in progress."""
    only_lead(audit, by)
    if (conforming is None) != (applicable is None):
        raise ValidationError(_("Give both counts, conforming and applicable, or neither."))
    if applicable is not None and not (applicable >= 1 and conforming <= applicable):
        raise ValidationError(
            {"conforming": _("Conforming items cannot be more than the applicable ones.")}
        )
    if closing_on:
        closing_day(audit, closing_on, at)
    counted = {
        "conforming": conforming,
        "applicable": applicable,
        "workers": workers,
        "interviewed": interviewed,
        "closing_on": closing_on,
    }
    claim(audit, Audit.State.IN_PROGRESS, summary=summary, **counted)
    record("audits.audit.recorded", audit, by=by, at=at, **counted)
    return audit


@transaction.atomic
def finalise_audit(*, audit, outcome, closing_on, by, at):
    """Make the report final: the score is computed and kept, the report's clock starts, risk is told.

    From the comment period once the supplier was heard; straight from the visit only where the protocol
    has no such period. A closure audit acts on what it confirmed.
    """
    only_lead(audit, by)
    closing_day(audit, closing_on, at)
    audit = held(audit, Audit.State.IN_PROGRESS, Audit.State.COMMENT)
    counts, zero_tolerance = found_so_far(audit)
    if zero_tolerance and outcome != Audit.Outcome.REJECTED:
        raise ValidationError(
            {"outcome": _("An audit with a zero-tolerance finding can only be rejected.")}
        )
    score = score_of(audit, counts, zero_tolerance)
    check_heard(audit, at)
    check_confirmed(audit)
    _keep_final(audit, score, outcome=outcome, closing_on=closing_on, by=by, at=at)
    start_clocks(audit)
    record(
        "audits.audit.final", audit, by=by, at=at,
        outcome=outcome, score=score and str(score.value), findings=counts,
    )  # fmt: skip
    act_on_confirmations(audit, by=by, at=at)
    audit_done(audit, by=by, at=at)
    post_audit_score(audit, by=by, at=at)
    post_open_findings([audit.site.supplier_id], by=by, at=at)
    notices.audit_final(audit, count=sum(counts.values()), at=at)
    return audit


def _keep_final(audit, score, *, outcome, closing_on, by, at):
    claim(
        audit,
        audit.state,
        state=Audit.State.FINAL,
        outcome=outcome,
        closing_on=closing_on,
        score=score and score.value,
        colour=score.colour if score else "",
        score_parts=score.as_dict() if score else {},
        final_at=at,
        final_on=timezone.localdate(at),
        final_by=by,
        valid_until=months_later(closing_on, audit.protocol.validity_months),
    )


def _check_lead(kind, follows, person):
    """Who led an audit the auditee ran itself speaks for the audited side of its priority findings: a
    closure audit of it needs another lead."""
    if kind not in Audit.CLOSURES or follows is None or follows.kind != Audit.Kind.AMA:
        return
    urgent = follows.findings.filter(rating=Rating.PRIORITY)
    if follows.auditor_id == person.pk and urgent.exists():
        text = _("%(person)s led %(audit)s for the audited side: choose another lead auditor.")
        raise ValidationError({"auditor": text % {"person": person, "audit": follows.reference}})


def _check_auditor(person):
    if person.role != Role.AUDITOR:
        raise ValidationError({"auditor": _("%s is not an auditor.") % person})


def _check_day(planned_on):
    if not EARLIEST <= planned_on <= LATEST:
        raise ValidationError({"planned_on": _("Choose a day in the years from 1990 to 2100.")})
