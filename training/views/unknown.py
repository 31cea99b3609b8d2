"""People to match: persons of attendance lists whose supplier is not known."""

import django_filters
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from suppliers.models import Supplier
from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage, ListPage

from ..forms_unknown import LeaveOutForm
from ..models import Event, UnknownAttendee
from ..operations import unknown as operations
from ..queries.unknown import alike, stays_of, suggestions
from ..workbooks.unknown import UNKNOWN_COLUMNS


def events_asked(request):
    return Event.objects.visible_to(request.user).filter(unknown_attendees__isnull=False).distinct()


class UnknownFilter(django_filters.FilterSet):
    event = django_filters.ModelChoiceFilter(queryset=events_asked, label=gettext_lazy("Event"))
    state = django_filters.ChoiceFilter(
        choices=UnknownAttendee.State.choices, label=gettext_lazy("State")
    )

    class Meta:
        model = UnknownAttendee
        fields = []


class UnknownList(ListPage):
    """Those that wait for an answer, unless another state is asked for."""

    permission = "training.match_attendee"
    template_name = "training/unknown_list.html"
    filterset_class = UnknownFilter
    sorts = {
        "name": ("name",),
        "organisation": ("organisation", "name"),
        "event": ("event__starts_on", "name"),
    }
    default_sort = "organisation"
    columns = UNKNOWN_COLUMNS
    export_name = "people-to-match"

    def get_queryset(self):
        rows = UnknownAttendee.objects.visible_to(self.request.user)
        rows = rows if self.request.GET.get("state") else rows.open()
        return rows.select_related("event", "supplier")


class UnknownDetail(DetailPage):
    """Who it is by the list, suppliers that may be theirs, and the answers."""

    permission = "training.match_attendee"
    queryset = UnknownAttendee.objects.select_related("event", "supplier", "answered_by")
    template_name = "training/unknown_detail.html"

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").replace("\0", "").strip()
        is_open = self.object.state == UnknownAttendee.State.OPEN
        return super().get_context_data(
            q=text,
            found=suggestions(self.object, text, self.request.user) if is_open else [],
            alike=alike(self.object).count() if is_open else 0,
            stays=stays_of(self.object),
            **kwargs,
        )


class Answering:
    """The other questions that get the same answer, and the page after it."""

    permission = "training.match_attendee"
    model = UnknownAttendee

    def also(self):
        return list(alike(self.object)) if self.request.POST.get("alike") else []

    def after(self, count):
        words = ngettext("%(n)d person was answered.", "%(n)d people were answered.", count)
        messages.success(self.request, words % {"n": count})
        waiting = UnknownAttendee.objects.visible_to(self.request.user).open()
        following = (
            waiting.filter(event=self.object.event_id).order_by("organisation", "name").first()
        )
        return following.get_absolute_url() if following else reverse("training:unknown_list")


class UnknownAdd(Answering, ActOnOne):
    def act(self):
        supplier = get_object_or_404(
            Supplier.objects.standing().visible_to(self.request.user), pk=self.kwargs["supplier"]
        )
        count = operations.add_unknown(
            self.object,
            supplier=supplier,
            alike=self.also(),
            spelling=bool(self.request.POST.get("spelling")),
            by=self.request.user,
            at=now(),
        )
        return self.after(count)


class UnknownLeaveOut(Answering, ChangePage):
    form_class = LeaveOutForm
    title = gettext_lazy("Leave out")
    intro = gettext_lazy("For people who are no supplier's, such as speakers: they do not count.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"alike": alike(self.object).count()}

    def change(self, form):
        count = operations.leave_out(
            self.object,
            reason=form.cleaned_data["reason"],
            alike=self.also(),
            by=self.request.user,
            at=now(),
        )
        return self.after(count)


class UnknownAsk(ActOnOne):
    """Take back that somebody was left out."""

    permission = "training.match_attendee"
    model = UnknownAttendee

    @property
    def success_message(self):
        return _("The question is open again.")

    def act(self):
        return operations.ask_again(self.object, by=self.request.user, at=now())
