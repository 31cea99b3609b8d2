"""Set a supplier's class by hand: a named person, a reason, an expiry. The supplier is judged anew at once."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Classification, ClassOverride
from ..models.class_override import DECIDING
from .risk import hold_open, judge_again


@transaction.atomic
def override_class(*, supplier, year, risk_class, reason, until, by, at):
    """Let `risk_class` count for the supplier in an open year up to and including the day `until`.

    NotNow in a closed year, for a supplier the year has not judged, or where a class set by hand counts
    already. ValidationError for another word than high, medium or low, no reason, or a day that is over.
    """
    today = timezone.localdate(at)
    _check(risk_class, reason, until, today)
    if not Classification.objects.filter(supplier=supplier, year=year, in_scope=True).exists():
        raise NotNow(
            _("%(supplier)s was not judged in %(year)s, so there is no class to set.")
            % {"supplier": supplier.name, "year": year}
        )
    hold_open(year)
    rows = ClassOverride.objects.filter(supplier=supplier, year=year)
    rows.filter(ended_at=None, until__lt=today).update(ended_at=at)  # it had run out
    made = _only_one(
        ClassOverride(
            supplier=supplier,
            year_id=year,
            risk_class=risk_class,
            reason=reason.strip(),
            until=until,
            by=by,
            by_name=str(by),
            at=at,
        )
    )
    record(
        "suppliers.class_override.made",
        supplier,
        by=by,
        at=at,
        year=year,
        risk_class=risk_class,
        reason=made.reason,
        until=until.isoformat(),
    )
    judge_again(supplier_id=supplier.pk, year=year, by=by, at=at)
    return made


@transaction.atomic
def end_override(*, override, by, at):
    """What the model judges counts again. NotNow in a closed year, or if it was ended already."""
    hold_open(override.year_id)
    rows = ClassOverride.objects.filter(pk=override.pk, ended_at=None)
    if rows.update(ended_at=at, ended_by=str(by)) != 1:
        raise NotNow(_("This class set by hand was ended already."))
    override.refresh_from_db()
    record(
        "suppliers.class_override.ended",
        override.supplier,
        by=by,
        at=at,
        year=override.year_id,
        risk_class=override.risk_class,
    )
    judge_again(supplier_id=override.supplier_id, year=override.year_id, by=by, at=at)
    return override


def _only_one(override):
    """Kept, unless another one counts: then NotNow that says whose."""
    try:
        with transaction.atomic():
            override.save(force_insert=True)
    except IntegrityError as error:
        other = ClassOverride.objects.filter(
            supplier=override.supplier_id, year=override.year_id, ended_at=None
        ).first()
        if other is None:
            raise
        raise NotNow(
            _("%(name)s has set this class already, until %(until)s. End that first.")
            % {"name": other.by_name, "until": date_format(other.until, "SHORT_DATE_FORMAT")}
        ) from error
    return override


def _check(risk_class, reason, until, today):
    problems = {}
    if risk_class not in dict(DECIDING):
        problems["risk_class"] = _("Choose high, medium or low.")
    if not reason.strip():
        problems["reason"] = _("Say why the class is set by hand.")
    if until < today:
        problems["until"] = _("This day is over: choose today or a later one.")
    if problems:
        raise ValidationError(problems)
