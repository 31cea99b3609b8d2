"""Put suppliers under supervision, move them to a group, end it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from suppliers.models import Supplier
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import entry, record, record_many

from .. import notices_supervision as notices
from ..models import Supervision
from ..queries.supervision import facts


@transaction.atomic
def start_supervision(*, suppliers, why, reason, since, group=None, by, at):
    """Watch these suppliers from `since` (today or earlier) on; what is so at each is kept. Returns the
    new rows. NotNow where one is supervised already, with its name; a fixed number of queries."""
    today = timezone.localdate(at)
    if since > today:
        raise ValidationError({"since": _("Supervision cannot begin in the future.")})
    suppliers = list(Supplier.objects.select_for_update().filter(pk__in=[s.pk for s in suppliers]))
    _refuse_supervised(suppliers)
    then = facts([s.pk for s in suppliers], today=today, on=since, with_open=True)
    rows = Supervision.objects.bulk_create(
        Supervision(
            supplier=supplier,
            group=group,
            since=since,
            why=why,
            reason=reason,
            then=then[supplier.pk],
            started_at=at,
            started_by=by,
        )
        for supplier in suppliers
    )
    words = {"since": since.isoformat(), "reason": reason, "group": group.name if group else ""}
    told = {name: value for name, value in words.items() if value}
    record_many(
        [entry("training.supervision.started", row.supplier, by=by, at=at, **told) for row in rows]
    )
    notices.supervision_started(rows, at=at)
    return rows


def _refuse_supervised(suppliers):
    running = Supervision.objects.running().filter(supplier__in=suppliers)
    names = list(running.order_by("supplier__name").values_list("supplier__name", flat=True))
    if names:
        raise NotNow(_("Under supervision already: %s.") % ", ".join(names[:10]))


@transaction.atomic
def move_to_group(supervision, *, group, by, at):
    """To another group, or to none. The board of the old one closes to the supplier at once."""
    running = Supervision.objects.running().filter(pk=supervision.pk)
    if running.update(group=group) != 1:
        raise NotNow(_("This supervision has ended."))
    if supervision.group_id == (group and group.pk):
        return supervision
    supervision.group = group
    name = group.name if group else "–"
    record("training.supervision.moved", supervision.supplier, by=by, at=at, group=name)
    if group:
        notices.joined_group(supervision, at=at)
    return supervision


@transaction.atomic
def end_supervision(supervision, *, ended_on, because, by, at):
    """End it, with the reason; what is so at the supplier now is kept beside what was so then."""
    today = timezone.localdate(at)
    if not supervision.since <= ended_on <= today:
        text = _("Choose a day from the beginning of the supervision to today.")
        raise ValidationError({"ended_on": text})
    supplier = supervision.supplier_id
    now = facts([supplier], today=today, on=ended_on, with_open=True)[supplier]
    kept = {
        "ended_on": ended_on,
        "ended_because": because,
        "ended_by": by,
        "then": supervision.then | {"at_end": now},
    }
    if Supervision.objects.running().filter(pk=supervision.pk).update(**kept) != 1:
        raise NotNow(_("This supervision has ended already."))
    for name, value in kept.items():
        setattr(supervision, name, value)
    told = {"until": ended_on.isoformat(), "reason": because}
    record("training.supervision.ended", supervision.supplier, by=by, at=at, **told)
    notices.supervision_ended(supervision, at=at)
    return supervision
