"""The materials of an event, and the invited suppliers that were not there to see them."""

from django.db.models import Exists, OuterRef

from ..models import Attendance, HeadCount, Invitation, Material, RecordsSent
from .invitations import of_standing

#: What is sent to who was absent.
RECORDS = [Material.Kind.SLIDES, Material.Kind.RECORD]


def records_of(event):
    return event.materials.filter(kind__in=RECORDS)


def by_kind(event):
    """[(label, materials)] in the order handouts, slides, records; kinds without any left out."""
    rows = list(event.materials.select_related("by").order_by("title", "pk"))
    kinds = ((kind.label, [row for row in rows if row.kind == kind]) for kind in Material.Kind)
    return [(label, members) for label, members in kinds if members]


def came(event, supplier):
    """Conditions that somebody of the supplier (a path or a value) was there, by name or as a head."""
    by_name = Attendance.objects.filter(event=event, supplier=supplier)
    as_head = HeadCount.objects.filter(event=event, supplier=supplier)
    return Exists(by_name), Exists(as_head)


def all_absent(event):
    """The invitations of suppliers of which nobody came; those we parted from are left out."""
    by_name, as_head = came(event, OuterRef("supplier"))
    rows = of_standing(Invitation.objects.filter(event=event))
    return rows.exclude(by_name).exclude(as_head).order_by()


def absent(event):
    """Those of them that were not sent the records yet."""
    sent = RecordsSent.objects.filter(event=event, supplier=OuterRef("supplier"))
    return all_absent(event).exclude(Exists(sent))
