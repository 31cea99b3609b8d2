"""The records of an event: sent to who was absent, and who has seen them."""

import django_filters
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sustainportal.web.pages import ActOnOne, ListPage

from ..models import Event, RecordsSent
from ..operations import materials as operations
from ..workbooks.materials import RECORDS_SENT_COLUMNS

SEEN = [("yes", _("Seen")), ("no", _("Not seen yet"))]


class RecordsSend(ActOnOne):
    permission = "training.send_records"
    model = Event

    def act(self):
        count = operations.send_records(self.object, by=self.request.user, at=now())
        text = ngettext(
            "The records were sent to %(n)d supplier.", "The records were sent to %(n)d suppliers.", count
        )  # fmt: skip
        self.success_message = text % {"n": count}
        return reverse("training:records_list", args=[self.object.pk])


class RecordsFilter(django_filters.FilterSet):
    seen = django_filters.ChoiceFilter(label=_("Seen"), choices=SEEN, method="is_seen")

    class Meta:
        model = RecordsSent
        fields = []

    def is_seen(self, rows, name, value):
        return rows.exclude(seen_at=None) if value == "yes" else rows.filter(seen_at=None)


class RecordsList(ListPage):
    """To whom the records of an event were sent, and who has seen them."""

    permission = "training.read_material"
    template_name = "training/records_list.html"
    filterset_class = RecordsFilter
    sorts = {
        "supplier": ("supplier__name",),
        "sent": ("sent_at", "supplier__name"),
        "seen": ("seen_at", "supplier__name"),
    }
    default_sort = "supplier"
    columns = RECORDS_SENT_COLUMNS
    export_name = "records-sent"

    @cached_property
    def event(self):
        events = Event.objects.visible_to(self.request.user)
        return get_object_or_404(events, pk=self.kwargs["pk"])

    def get_queryset(self):
        rows = RecordsSent.objects.visible_to(self.request.user).filter(event=self.event)
        return rows.select_related("supplier", "seen_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(event=self.event, **kwargs)
