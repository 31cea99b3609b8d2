"""What a person of a supplier that came thought of an event."""

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Event, Satisfaction
from ..queries.satisfaction import attending
from ..rules.satisfaction import CHANGEABLE_DAYS, changeable_until


@transaction.atomic
def give_satisfaction(event, *, supplier, marks, remark, by, at):
    """Keep what this person says: `marks` has those of Satisfaction.MARKS, 1–5 or None. One answer a person,
    changed for 30 days after it was given. The trail says that they answered, not what."""
    refuse_to_ask(event, supplier)
    said = marks | {"remark": remark}
    row, new = Satisfaction.objects.select_for_update().get_or_create(
        event=event, user=by, defaults=said | {"supplier": supplier, "given_at": at}
    )
    if not new:
        if at > changeable_until(row.given_at):
            raise NotNow(
                _("An answer can be changed for %(days)d days; yours stays as it is.")
                % {"days": CHANGEABLE_DAYS}
            )
        Satisfaction.objects.filter(pk=row.pk).update(**said)
    verb = "given" if new else "changed"
    record(f"training.satisfaction.{verb}", event, by=by, at=at)
    return event


def refuse_to_ask(event, supplier):
    """NotNow unless the event was held and somebody of the supplier was there."""
    if event.state != Event.State.HELD:
        raise NotNow(_("You can say what you thought of it once the event was held."))
    if not attending(event).filter(pk=supplier.pk).exists():
        raise NotNow(_("Nobody of your company is recorded as having been there."))
