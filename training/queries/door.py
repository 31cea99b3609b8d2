"""Who is registered for an event, and who of them is inside."""

from django.db.models import Q

from suppliers.models import Supplier

from ..models import Interval, Scan
from ..rules.check_in import is_inside


def at_the_door(event):
    """Rows for the door, by supplier and name: registration id, name, supplier, whether they are inside by
    their scans, and whether they were there at all. Who waits in line is not among them. Three queries."""
    people = (
        event.registrations.seated()
        .order_by("name", "pk")
        .values("pk", "name", "supplier__name", "supplier_id", "person_key")
    )
    scans = {}
    rows = Scan.objects.filter(registration__event=event).order_by()
    for registration, direction, at in rows.values_list("registration", "direction", "scanned_at"):
        scans.setdefault(registration, []).append((direction, at))
    came = set(
        Interval.objects.filter(attendance__event=event)
        .order_by()
        .values_list("attendance__supplier_id", "attendance__person_key")
        .distinct()
    )
    return [
        {
            "pk": row["pk"],
            "name": row["name"],
            "supplier": row["supplier__name"],
            "inside": is_inside(scans.get(row["pk"], [])),
            "came": (row["supplier_id"], row["person_key"]) in came,
        }
        for row in people
    ]


def expected_or_visible(event, user):
    """The suppliers whose people somebody records at an event: those invited or registered, and those the
    person sees anyway."""
    expected = Q(pk__in=event.invitations.order_by().values("supplier"))
    expected |= Q(pk__in=event.registrations.order_by().values("supplier"))
    seen = Supplier.objects.visible_to(user).order_by()
    return Supplier.objects.filter(expected | Q(pk__in=seen.values("pk")))
