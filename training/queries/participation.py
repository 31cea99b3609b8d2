"""A supplier's part in what was held, for the scorecard."""

import datetime as dt
from dataclasses import dataclass

from suppliers.rules import quarters

from ..models import Attendance, Event, HeadCount, Invitation


@dataclass(frozen=True)
class Participation:
    """A supplier's part in the four quarters that end with a quarter."""

    invited: int
    attended: int
    person_times: int

    @property
    def rate(self):
        """Attended of the events it was invited to or came to, percent 0–100."""
        return round(100 * self.attended / self.invited, 2) if self.invited else None


def days_of(quarter, count=1):
    """First and last day of the `count` quarters that end with `quarter`."""
    year, number = quarters.parts(quarters.shifted(quarter, 1 - count))
    first = dt.date(year, number * 3 - 2, 1)
    year, number = quarters.parts(quarters.shifted(quarter, 1))
    return first, dt.date(year, number * 3 - 2, 1) - dt.timedelta(days=1)


def participation(quarter, suppliers=None):
    """supplier id → Participation, over held events of the four quarters ending with `quarter`.

    An event counts as invited when the supplier was invited or came. Suppliers never invited are
    absent: no data is not zero. `suppliers`: ids or a queryset to keep to.
    """
    held = Event.objects.held().filter(starts_on__range=days_of(quarter, 4))
    invited = Invitation.objects.filter(event__in=held)
    attended = Attendance.objects.filter(event__in=held)
    counted = HeadCount.objects.filter(event__in=held).exclude(supplier=None)
    if suppliers is not None:
        invited = invited.filter(supplier__in=suppliers)
        attended = attended.filter(supplier__in=suppliers)
        counted = counted.filter(supplier__in=suppliers)
    asked, came, heads = {}, {}, {}
    for supplier, event in invited.values_list("supplier", "event"):
        asked.setdefault(supplier, set()).add(event)
    for supplier, event in attended.values_list("supplier", "event"):
        came.setdefault(supplier, set()).add(event)
        heads[supplier] = heads.get(supplier, 0) + 1
    for supplier, event, people in counted.values_list("supplier", "event", "heads"):
        came.setdefault(supplier, set()).add(event)
        heads[supplier] = heads.get(supplier, 0) + people
    return {
        supplier: Participation(
            len(asked.get(supplier, set()) | came.get(supplier, set())),
            len(came.get(supplier, ())),
            heads.get(supplier, 0),
        )
        for supplier in asked.keys() | came.keys()
    }


def support_offered(supplier_ids, until):
    """The ids among `supplier_ids` invited to a training or counselling meeting that was opened or
    held within the year before `until` (a date). Nobody loses orders without having been offered help."""
    kinds = [Event.Kind.TRAINING, Event.Kind.COUNSELLING]
    return set(
        Invitation.objects.filter(
            supplier__in=supplier_ids,
            invited_at__date__lte=until,
            invited_at__date__gte=until - dt.timedelta(days=365),
            event__kind__in=kinds,
            event__state__in=[Event.State.OPEN, Event.State.HELD],
        ).values_list("supplier", flat=True)
    )
