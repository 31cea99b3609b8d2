"""The events a supplier's participation is made of: those that `participation` counts, one by one."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from ..models import Attendance, Event, HeadCount, Invitation
from .participation import days_of


def participation_events(supplier, quarter):
    """Held events of the four quarters that end with this one, to which the supplier was invited or came;
    with `was_invited`, `came` and `person_times`, the newest first."""
    mine = {"event": OuterRef("pk"), "supplier": supplier.pk}
    invited = Exists(Invitation.objects.filter(**mine))
    named = Attendance.objects.filter(**mine).order_by().values("event")
    heads = HeadCount.objects.filter(**mine).order_by().values("event")
    rows = Event.objects.held().filter(starts_on__range=days_of(quarter, 4))
    return (
        rows.annotate(
            was_invited=invited,
            named=Coalesce(Subquery(named.annotate(n=Count("pk")).values("n")), 0),
            heads=Coalesce(Subquery(heads.annotate(n=Sum("heads")).values("n")), 0),
            came=Q(
                Exists(Attendance.objects.filter(**mine)) | Exists(HeadCount.objects.filter(**mine))
            ),
        )
        .filter(Q(was_invited=True) | Q(came=True))
        .order_by("-starts_on", "-pk")
    )
