"""What every change of an audit asks first: does it still stand there, and is this person its lead."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours

from ..models import Audit

WITH_NAMES = ("site__supplier", "protocol__deadline_profile", "auditor", "planned_by")


def claim(audit, *standing, **fields):
    """Change the audit if it still stands in one of these states, else NotNow."""
    if Audit.objects.filter(pk=audit.pk, state__in=standing).update(**fields) != 1:
        raise not_there(Audit.objects.get(pk=audit.pk))
    for name, value in fields.items():
        setattr(audit, name, value)


def held(audit, *standing):
    """The audit as it is now, its row locked; NotNow unless it stands in one of these states."""
    rows = Audit.objects.select_for_update(of=("self",)).select_related(*WITH_NAMES)
    now = rows.get(pk=audit.pk)
    if now.state not in standing:
        raise not_there(now)
    return now


def not_there(audit):
    """The refusal that says where the audit stands by now."""
    return NotNow(
        _("%(audit)s is “%(state)s” by now. Open it again to see what can be done.")
        % {"audit": audit.reference, "state": audit.get_state_display()}
    )


def only_lead(audit, person):
    if audit.auditor_id != person.pk:
        raise NotYours(
            _("%(audit)s is recorded by its lead auditor, %(auditor)s.")
            % {"audit": audit.reference, "auditor": audit.auditor}
        )


def not_after_today(day, field, at):
    if day > timezone.localdate(at):
        raise ValidationError({field: _("This day has not come yet.")})


def closing_day(audit, day, at):
    """A closing meeting was held, and not before the visit began."""
    not_after_today(day, "closing_on", at)
    if audit.started_on and day < audit.started_on:  # not begun: the claim says so
        raise ValidationError(
            {"closing_on": _("The closing meeting is not before the visit began.")}
        )
