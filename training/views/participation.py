"""The events a supplier's participation is made of: what the scorecard and the risk model count."""

import re

from django.utils import timezone
from django.utils.functional import cached_property

from suppliers.models import Supplier
from suppliers.rules import quarters
from sustainportal.web.pages import DetailPage

from ..models import Event
from ..queries.participation import participation
from ..queries.participation_rows import participation_events

BACK = 8  # quarters to choose from


class ParticipationList(DetailPage):
    """?quarter=2026Q3: the four quarters that end with it; without one, those up to today's."""

    permission = "training.read_event"
    queryset = Supplier.objects.standing()
    template_name = "training/participation_list.html"

    @cached_property
    def quarter(self):
        asked = self.request.GET.get("quarter", "")
        known = re.fullmatch("20[0-9]{2}Q[1-4]", asked)
        return asked if known else quarters.of(timezone.localdate())

    def get_context_data(self, **kwargs):
        newest = quarters.of(timezone.localdate())
        choices = [quarters.shifted(newest, -n) for n in range(BACK)]
        if self.quarter not in choices:
            choices.append(self.quarter)
        rows = list(participation_events(self.object, self.quarter))
        visible = Event.objects.visible_to(self.request.user).filter(
            pk__in=[row.pk for row in rows]
        )
        open_to = set(visible.values_list("pk", flat=True))
        for row in rows:
            row.opens, row.people = row.pk in open_to, row.named + row.heads
        return super().get_context_data(
            rows=rows,
            part=participation(self.quarter, [self.object.pk]).get(self.object.pk),
            quarter=self.quarter,
            first=quarters.shifted(self.quarter, -3),
            choices=choices,
            **kwargs,
        )
