"""What waits for a person in this room."""

from django.urls import reverse
from django.utils.translation import gettext as _

from sustainportal.web.waiting import Waiting

from ..models import Allocation


def waiting_for(person, *, on):
    """The order recommendations this person may decide; one query."""
    if not person.has_perm("scorecards.decide_allocation"):
        return []
    rows = Allocation.objects.visible_to(person).proposed()
    address = reverse("scorecards:allocation_list") + "?state=proposed"
    return [Waiting(_("Order recommendations to decide"), rows.count(), address)]
