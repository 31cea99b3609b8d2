"""Beside a supplier: how often it came to events, opening them."""

from django.utils import timezone

from suppliers.rules import quarters
from sustainportal.web.beside import beside

from ..queries.participation import participation


@beside("suppliers.supplier", template="training/_participation_beside.html")
def came_to_events(supplier, user):
    if not user.has_perm("training.read_event"):
        return None
    part = participation(quarters.of(timezone.localdate()), [supplier.pk]).get(supplier.pk)
    return {"part": part, "supplier": supplier} if part else None
