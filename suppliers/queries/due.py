"""What is due of a supplier, gathered from everything that has a date."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import ClassOverride
from .approval import approval_due
from .due_list import programme_due
from .papers import papers_due

SOON = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done: what, by when (None: as soon as may be), and where (an address, or "")."""

    text: str
    by: dt.date | None
    address: str = ""


def what_is_due(supplier, *, person, on):
    """[Due] of a supplier as of a day, first by date, what has none last; at most five queries."""
    found = [Due(*row) for row in approval_due(supplier, on, person=person)]
    if person.has_perm("suppliers.read_papers"):
        found += [Due(*row) for row in papers_due(supplier, on=on)]
    found += [Due(*row) for row in programme_due(supplier, on, person=person)]
    if person.has_perm("suppliers.override_class"):
        found += [Due(*row) for row in overrides_due(supplier, on)]
    return sorted(found, key=lambda due: (due.by is None, due.by or on, due.text))


def overrides_due(supplier, on):
    """[(text, last day, address)] of a class set by hand that runs out within 30 days; one query."""
    ending = ClassOverride.objects.live(on).filter(supplier=supplier, until__lte=on + SOON)
    return [
        (
            _("The class set by hand runs out"),
            row.until,
            reverse("suppliers:risk_detail", args=[supplier.pk]),
        )
        for row in ending
    ]
