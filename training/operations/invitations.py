"""Invite suppliers to an event, each with the reason it was picked for."""

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from .. import notices
from ..models import Event, Invitation
from ..queries.invitations import may_be_invited


def refuse_to_invite(event):
    """NotNow when nobody can be invited to the event any more."""
    if event.state not in (Event.State.DRAFT, Event.State.OPEN):
        raise NotNow(_("Nobody can be invited to an event that is over."))


@transaction.atomic
def invite(event, picks, *, by, at):
    """Invite suppliers: `picks` maps supplier id → reason. Returns how many were new; who was merged,
    rejected or ended meanwhile is left out.

    The event's row is locked meanwhile: two people who invite at once tell nobody twice, and who is
    invited while the event is being opened is told by one of the two. As many queries for one as for many.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    refuse_to_invite(event)
    known = set(event.invitations.order_by().values_list("supplier", flat=True))
    asked = may_be_invited().filter(pk__in=picks.keys() - known).order_by()
    new = {key: picks[key] for key in asked.values_list("pk", flat=True)}
    Invitation.objects.bulk_create(
        [
            Invitation(event=event, supplier_id=key, reason=reason[:200], invited_at=at)
            for key, reason in new.items()
        ],
        batch_size=1000,
    )
    record("training.event.invited", event, by=by, at=at, suppliers=len(new))
    if event.state == Event.State.OPEN:
        notices.tell_invited(event, list(new), at=at)
    return len(new)
