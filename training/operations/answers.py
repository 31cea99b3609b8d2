"""What an invited supplier answers: it declines, takes that back, or says afterwards why nobody came."""

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Event, Invitation
from ..queries.answers import came, with_registered


def _open(invitation):
    """The invitation with its event's row locked, or NotNow: answers are given while the event is open."""
    event = Event.objects.select_for_update(no_key=True).get(pk=invitation.event_id)
    if event.state != Event.State.OPEN:
        raise NotNow(_("This event is not open for registration any more."))
    return event


@transaction.atomic
def decline(invitation, *, because, by, at):
    """Say that nobody will come, and why. Whoever has registered people takes them back first."""
    event = _open(invitation)
    mine = with_registered(Invitation.objects.filter(pk=invitation.pk, declined_at=None))
    if mine.filter(registered=True).exists():
        raise NotNow(_("Your people are registered: withdraw them first, then decline."))
    if not mine.update(declined_at=at, declined_because=because):
        raise NotNow(_("This invitation is declined already."))
    detail = {"supplier": invitation.supplier.code, "because": because}
    record("training.invitation.declined", event, by=by, at=at, **detail)
    return event


@transaction.atomic
def take_back(invitation, *, by, at):
    """The invitation stands again, unanswered."""
    event = _open(invitation)
    take_back_decline(event, invitation.supplier, by=by, at=at)
    return event


def take_back_decline(event, supplier, *, by, at):
    """Inside a transaction; nothing happens where nothing was declined."""
    declined = Invitation.objects.filter(event=event, supplier=supplier, declined_at__isnull=False)
    if declined.update(declined_at=None, declined_because=""):
        code = supplier.code
        record("training.invitation.answered_again", event, by=by, at=at, supplier=code)


@transaction.atomic
def excuse(invitation, *, because, by, at):
    """Say why nobody came to an event where attendance was required; may be said again better."""
    event = invitation.event
    if event.state != Event.State.HELD or not event.attendance_required:
        raise NotNow(_("Nobody asks why nobody came to this event."))
    if came(event, invitation.supplier_id):
        raise NotNow(_("Somebody of your company came: there is nothing to explain."))
    Invitation.objects.filter(pk=invitation.pk).update(excused_because=because)
    detail = {"supplier": invitation.supplier.code, "because": because}
    record("training.invitation.excused", event, by=by, at=at, **detail)
    return event
