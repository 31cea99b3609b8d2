"""Plan, begin, record and finish an audit."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from suppliers.operations import assign_auditor, release_auditor
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role
from sustainportal.trail.operations import record

from .. import notices
from ..models import Audit
from ..queries.scores import score_of
from ..rules.deadlines import months_later
from .deadlines import start_clocks
from .programme import audit_done, check_fulfils, tie_audit, untie_audit
from .readings import post_audit_score, post_open_findings


@transaction.atomic
def plan_audit(
    *, site, kind, protocol, auditor, planned_on, firm="", follows=None, programme_item=None, by, at
):
    """Plan an audit and let the auditor see the supplier.

    A closure audit names the final audit of the same site that it closes; one that comes from the
    programme names its item.
    """
    _check_auditor(auditor)
    if kind in Audit.CLOSURES and follows is None:
        raise ValidationError({"follows": _("A closure audit names the audit it closes.")})
    if follows is not None and (follows.site_id != site.pk or not follows.is_final):
        raise ValidationError({"follows": _("Choose a final audit of the same site.")})
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
    before = Audit.objects.select_related("auditor").get(pk=audit.pk).auditor
    _claim(audit, Audit.State.PLANNED, planned_on=planned_on, auditor=auditor, firm=firm)
    _release(before, audit.site.supplier, by=by, at=at)
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
    _claim(
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
def start_audit(*, audit, started_on, by, at):
    """The visit has begun; the lead auditor says so."""
    _only_lead(audit, by)
    _not_after_today(started_on, "started_on", at)
    _claim(audit, Audit.State.PLANNED, state=Audit.State.IN_PROGRESS, started_on=started_on)
    record("audits.audit.started", audit, by=by, at=at, started_on=started_on)
    return audit


@transaction.atomic
def record_visit(
    *, audit, conforming, applicable, workers, interviewed, closing_on, summary, by, at
):
    """Keep what the auditor counted, while the audit is in progress."""
    _only_lead(audit, by)
    if (conforming is None) != (applicable is None):
        raise ValidationError(_("Give both counts, conforming and applicable, or neither."))
    if applicable is not None and not (applicable >= 1 and conforming <= applicable):
        raise ValidationError(
            {"conforming": _("Conforming items cannot be more than the applicable ones.")}
        )
    if closing_on:
        _closing_day(audit, closing_on, at)
    counted = {
        "conforming": conforming,
        "applicable": applicable,
        "workers": workers,
        "interviewed": interviewed,
        "closing_on": closing_on,
    }
    _claim(audit, Audit.State.IN_PROGRESS, summary=summary, **counted)
    record("audits.audit.recorded", audit, by=by, at=at, **counted)
    return audit


@transaction.atomic
def finalise_audit(*, audit, outcome, closing_on, by, at):
    """Make the report final: the score is computed and kept, the report's clock starts, risk is told."""
    _only_lead(audit, by)
    _closing_day(audit, closing_on, at)
    names = ("site__supplier", "protocol__deadline_profile", "auditor", "planned_by")
    audit = Audit.objects.select_for_update(of=("self",)).select_related(*names).get(pk=audit.pk)
    counts = audit.findings.counted_by_rating()
    zero_tolerance = audit.findings.filter(zero_tolerance__isnull=False).count()
    if zero_tolerance and outcome != Audit.Outcome.REJECTED:
        raise ValidationError(
            {"outcome": _("An audit with a zero-tolerance finding can only be rejected.")}
        )
    score = score_of(audit, counts, zero_tolerance)
    final_on = timezone.localdate(at)
    _claim(
        audit,
        Audit.State.IN_PROGRESS,
        state=Audit.State.FINAL,
        outcome=outcome,
        closing_on=closing_on,
        score=score and score.value,
        colour=score.colour if score else "",
        score_parts=score.as_dict() if score else {},
        final_at=at,
        final_on=final_on,
        final_by=by,
        valid_until=months_later(closing_on, audit.protocol.validity_months),
    )
    start_clocks(audit)
    record(
        "audits.audit.final", audit, by=by, at=at,
        outcome=outcome, score=score and str(score.value), findings=counts,
    )  # fmt: skip
    audit_done(audit, by=by, at=at)
    post_audit_score(audit, by=by, at=at)
    post_open_findings([audit.site.supplier_id], by=by, at=at)
    notices.audit_final(audit, count=sum(counts.values()), at=at)
    return audit


def _claim(audit, standing, /, **fields):
    """Change the audit if it still stands where the person saw it, else NotNow."""
    if Audit.objects.filter(pk=audit.pk, state=standing).update(**fields) != 1:
        now = Audit.objects.get(pk=audit.pk)
        raise NotNow(
            _("%(audit)s is “%(state)s” by now. Open it again to see what can be done.")
            % {"audit": audit.reference, "state": now.get_state_display()}
        )
    for name, value in fields.items():
        setattr(audit, name, value)


def _only_lead(audit, person):
    if audit.auditor_id != person.pk:
        raise NotYours(
            _("%(audit)s is recorded by its lead auditor, %(auditor)s.")
            % {"audit": audit.reference, "auditor": audit.auditor}
        )


def _check_auditor(person):
    if person.role != Role.AUDITOR:
        raise ValidationError({"auditor": _("%s is not an auditor.") % person})


def _not_after_today(day, field, at):
    if day > timezone.localdate(at):
        raise ValidationError({field: _("This day has not come yet.")})


def _closing_day(audit, day, at):
    _not_after_today(day, "closing_on", at)
    if audit.started_on and day < audit.started_on:  # not begun: the claim says so
        raise ValidationError(
            {"closing_on": _("The closing meeting is not before the visit began.")}
        )
