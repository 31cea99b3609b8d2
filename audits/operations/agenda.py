"""The agenda of a visit: written by the lead auditor or a buyer until the visit begins."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role
from sustainportal.trail.operations import record

from .. import notices_drafts as notices
from ..models import AgendaItem, Audit
from ..queries.agenda import agenda_version
from ..rules.schedule import LONGEST_VISIT
from .standing import held

PARTS = ("day", "starts", "ends", "topic", "people")


@transaction.atomic
def keep_agenda(*, audit, lines, seen=None, by, at):
    """The whole agenda anew. `lines`: dicts of day, starts, ends, topic, people. `seen`: the
    `agenda_version` the person started from; NotNow if another one stands there by now."""
    if by.role != Role.PROCUREMENT and audit.auditor_id != by.pk:
        raise NotYours(_("The agenda is written by the lead auditor or a buyer."))
    audit = held(audit, Audit.State.PLANNED)
    if seen is not None and seen != agenda_version(audit):
        raise NotNow(_("Somebody changed the agenda meanwhile. Look at it, then change it again."))
    _check(audit, lines)
    before = list(audit.agenda.values(*PARTS))
    if before == [{name: line.get(name, "") for name in PARTS} for line in lines]:
        return audit
    audit.agenda.all().delete()
    AgendaItem.objects.bulk_create(AgendaItem(audit=audit, **line) for line in lines)
    record("audits.audit.agenda", audit, by=by, at=at, rows=len(lines))
    notices.agenda_kept(audit, by=by, at=at)
    return audit


def _check(audit, lines):
    for line in lines:
        if line["ends"] <= line["starts"]:
            raise ValidationError(_("“%s” ends before it begins.") % line["topic"])
        if line["day"] < audit.planned_on:
            raise ValidationError(
                _("“%(topic)s” is before the audit begins, %(day)s.")
                % {"topic": line["topic"], "day": date_format(audit.planned_on)}
            )
        if (line["day"] - audit.planned_on).days > LONGEST_VISIT:
            raise ValidationError(
                _("“%(topic)s” is more than %(days)d days after the audit begins, %(day)s.")
                % {
                    "topic": line["topic"],
                    "days": LONGEST_VISIT,
                    "day": date_format(audit.planned_on),
                }
            )
