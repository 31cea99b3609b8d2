"""Counselling meetings: their list, and what a meeting treats."""

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.web.filters import YearFilter
from sustainportal.web.pages import ActOnOne, DetailPage, ListPage

from ..models import Event, TreatedFinding
from ..operations import meetings as operations
from ..queries.counselling import counts_of, doable, may_treat, with_earlier
from ..queries.meetings import agenda, meetings_of
from ..wording_counselling import treated_words
from ..workbooks.counselling import MEETING_COLUMNS

HAPPENS = (Event.State.OPEN, Event.State.HELD)


class MeetingFilter(django_filters.FilterSet):
    year = YearFilter("starts_on", lookup_expr="year", label=_("Year"))
    state = django_filters.ChoiceFilter(choices=Event.State.choices, label=_("State"))

    class Meta:
        model = Event
        fields = []


class MeetingList(ListPage):
    """The meetings a person may read, with what of them concerns them."""

    permission = "training.read_meeting"
    template_name = "training/meeting_list.html"
    filterset_class = MeetingFilter
    sorts = {"date": ("starts_on", "pk"), "title": ("title", "pk"), "state": ("state", "pk")}
    default_sort = "-date"
    columns = MEETING_COLUMNS
    export_name = "counselling-meetings"

    def get_queryset(self):
        return meetings_of(self.request.user).select_related("lead")

    def counted(self, meetings):
        """These meetings with their counts as attributes."""
        meetings = list(meetings)
        found = counts_of(meetings, self.request.user, on=timezone.localdate())
        empty = dict.fromkeys(("suppliers", "findings", "causes", "open", "late"), 0)
        for meeting in meetings:
            for name, count in (empty | found.get(meeting.pk, {})).items():
                setattr(meeting, name, count)
        return meetings

    def export_rows(self):
        return self.counted(self.object_list)

    def paginate_queryset(self, queryset, page_size):
        paginator, page, rows, more = super().paginate_queryset(queryset, page_size)
        page.object_list = self.counted(rows)
        return paginator, page, page.object_list, more


def with_causes(parts):
    """Of these parts what has a cause recorded."""
    kept = [
        part | {"treated": [row for row in part["treated"] if row.treated_at]} for part in parts
    ]
    return [part for part in kept if part["treated"]]


class OneMeeting:
    """A counselling meeting the person may read."""

    model = Event

    def get_queryset(self):
        return meetings_of(self.request.user).select_related("lead")


class Meeting(OneMeeting, DetailPage):
    """What a meeting treats, by supplier: the findings, their causes, what follows, and who is there.
    `?only=causes`: the findings with a cause recorded."""

    permission = "training.read_meeting"
    template_name = "training/meeting.html"

    def get_context_data(self, **kwargs):
        event, person, today = self.object, self.request.user, timezone.localdate()
        parts = agenda(event, person, on=today)
        rows = [row for part in parts for row in part["treated"]]
        follow_ups = [one for row in rows for one in row.follow_ups.all()]
        for one in follow_ups:
            one.is_late = one.done_at is None and one.due_on < today
        self.mark(rows)
        with_earlier(rows, event, person)
        causes = sum(row.treated_at is not None for row in rows)
        only_causes = causes and self.request.GET.get("only") == "causes"
        come, takes_place = event.has_come(timezone.now()), event.state in HAPPENS
        return super().get_context_data(
            parts=with_causes(parts) if only_causes else parts,
            only_causes=only_causes,
            suppliers=len(parts),
            findings=len(rows),
            causes=causes,
            follow_ups=len(follow_ups),
            undone=sum(one.done_at is None for one in follow_ups),
            may_treat=self.may_write(),
            day_has_come=come,
            may_write_now=self.may_write() and takes_place and come,
            may_write_later=self.may_write() and takes_place and not come,
            sees_event=Event.objects.visible_to(person).filter(pk=event.pk).exists(),
            **kwargs,
        )

    def may_write(self):
        return may_treat(self.request.user, self.object) and self.object.state != "cancelled"

    def mark(self, rows):
        """Each follow-up with `may_do`: whether this person could say that it is done."""
        follow_ups = []
        for row in rows:
            row.event = self.object
            row.why_words = treated_words(row.why)
            for one in row.follow_ups.all():
                one.treated = row
                follow_ups.append(one)
        can = doable(self.request.user, follow_ups)
        for one in follow_ups:
            one.may_do = one.done_at is None and one.pk in can


class TreatedRemove(ActOnOne):
    """Take a finding off the agenda."""

    permission = "training.plan_meeting"
    queryset = TreatedFinding.objects.select_related("event", "finding__audit")
    model = TreatedFinding
    success_message = _("The finding is off the agenda. The supplier stays invited.")

    def act(self):
        event = operations.remove_finding(self.object, by=self.request.user, at=timezone.now())
        return reverse("training:meeting", args=[event.pk])
