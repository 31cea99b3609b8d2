"""What an event's page shows of invitations and registrations, to the organiser and to a supplier."""

from django.db.models import Count, OuterRef, Q, Subquery

from sustainportal.accounts.roles import Role

from ..models import Invitation
from .answers import (
    absent,
    answer_counts,
    answered,
    came_counts,
    numbered,
    people_counts,
    who_came_is_known,
    with_answer,
)

SHOWN = 50  # registrations and absent suppliers on the page itself; the lists have all


def event_page(event, user, *, organises, on):
    """Words for the page, as of a day. `organises`: the person plans or leads the event and may know who
    stayed away."""
    rows = event.registrations.visible_to(user).select_related("supplier", "place")
    registrations = list(rows[: SHOWN + 1])
    numbered(event, registrations)
    words = {
        "registrations": registrations[:SHOWN],
        "more_registrations": len(registrations) > SHOWN,
    }
    words["any_seated"] = any(row.waiting_since is None for row in registrations)
    words["people"] = people_counts(event)
    words["places"] = places_with_taken(event)
    if user.has_perm("training.plan_event"):
        words |= organiser_counts(event, on)
    if user.role == Role.SUPPLIER:
        words["invitation"] = own_invitation(event, user)
        words["list_is_in"] = who_came_is_known(event, on)
    elif organises and event.attendance_required:
        words |= _absent(event, on)
    return words


def organiser_counts(event, on):
    """How the invited answered; once it is known who came, how many of them did."""
    known = who_came_is_known(event, on)
    return {"came": came_counts(event)} if known else {"answers": answer_counts(event)}


def places_with_taken(event):
    """The event's places, each with how many seats are `taken`; one query."""
    taken = Count("registrations", filter=Q(registrations__waiting_since=None))
    return list(event.places.annotate(taken=taken).order_by("name", "pk"))


def own_invitation(event, user):
    """The invitation of the person's own supplier with its answer, or None."""
    return answered(event.invitations.visible_to(user)).select_related("supplier").first()


def _absent(event, on):
    if not who_came_is_known(event, on):
        return {}
    rows = absent(event).select_related("supplier").order_by("supplier__name", "pk")
    return {"absent": list(rows[:SHOWN]), "absent_count": rows.count()}


def with_own_answer(events, user):
    """Events with `own_answer`: that of the person's own supplier, None where it is not invited."""
    own = with_answer(Invitation.objects.visible_to(user).filter(event=OuterRef("pk"))).order_by()
    return events.annotate(own_answer=Subquery(own.values("answer")[:1]))
