"""Pages about events, for procurement, auditors and suppliers."""

import django_filters
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.web.filters import YearFilter
from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage, ListPage, NewPage, OneThing

from .. import operations
from ..calendar_entry import CANCEL, CONTENT_TYPE, FILE_NAME, PUBLISH, entry_writer
from ..forms import EventForm, SessionForm
from ..models import Event, Session
from ..queries.answers import ANSWERS
from ..queries.event_page import event_page, with_own_answer
from ..queries.waiting import WAITS, invitations_waiting
from ..rules.counting import hours, person_hours
from ..workbooks import EVENT_COLUMNS
from .recording import EventTime, may_record


class EventFilter(django_filters.FilterSet):
    year = YearFilter("starts_on", lookup_expr="year", label=_("Year"))
    waits = django_filters.ChoiceFilter(
        label=_("Waits for us"), choices=list(WAITS.items()), method="by_waits"
    )

    class Meta:
        model = Event
        fields = ["kind", "state", "is_online"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.request.user.has_perm("training.decline_invitation"):
            del self.filters["waits"]

    def by_waits(self, rows, name, value):
        waiting = invitations_waiting(self.request.user, value, timezone.localdate())
        return rows.filter(pk__in=waiting.values("event"))


class EventList(ListPage):
    permission = "training.read_event"
    model = Event
    filterset_class = EventFilter
    template_name = "training/event_list.html"
    sorts = {
        "date": ("starts_on", "pk"),
        "title": ("title", "pk"),
        "kind": ("kind", "pk"),
        "code": ("code",),
    }
    default_sort = "-date"
    columns = EVENT_COLUMNS
    export_name = "events"

    def get_queryset(self):
        rows, user = super().get_queryset().prefetch_related("places"), self.request.user
        return with_own_answer(rows, user) if user.role == Role.SUPPLIER else rows

    def get_context_data(self, **kwargs):
        own = self.request.user.role == Role.SUPPLIER
        return super().get_context_data(own=own, answers=ANSWERS, **kwargs)


class EventDetail(DetailPage):
    permission = "training.read_event"
    model = Event
    template_name = "training/event_detail.html"

    def get_context_data(self, **kwargs):
        event, user = self.object, self.request.user
        attendances = event.attendances.visible_to(user).select_related("supplier")
        sums = event.attendances.aggregate(people=Count("pk"), seconds=Sum("attended_seconds"))
        heads = event.head_counts.aggregate(n=Sum("heads", default=0))["n"]
        sessions = list(event.sessions.select_related("place"))
        return super().get_context_data(
            sessions=sessions,
            minutes=sum(s.minutes for s in sessions),
            hours=hours(sum(s.minutes for s in sessions)),
            person_times=sums["people"] + heads,
            heads=heads,
            unknown=event.unknown_attendees.open().count(),
            seconds=sums["seconds"] or 0,
            person_hours=person_hours(sums["seconds"] or 0),
            untimed=event.attendances.filter(attended_seconds=None).count(),
            attendances=attendances.prefetch_related("intervals"),
            may_record=may_record(user, event),
            has_come=event.has_come(timezone.now()),
            **event_page(event, user, organises=may_record(user, event), on=timezone.localdate()),
            **kwargs,
        )


class EventNew(NewPage):
    """`?about=B2&title=…&theme=…&kind=…` fills the form in beforehand."""

    permission = "training.plan_event"
    form_class = EventForm
    title = _("Plan an event")
    success_message = _("The event is planned. Add its sessions, then open it for registration.")

    def get_initial(self):
        asked = self.request.GET
        return {name: asked[name] for name in ("about", "title", "theme", "kind") if name in asked}

    def change(self, form):
        return operations.plan_event(
            form.save(commit=False), by=self.request.user, at=timezone.now()
        )


class EventChange(ChangePage):
    permission = "training.plan_event"
    model = Event
    form_class = EventForm
    title = _("Change the event")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.object}

    def get_context_data(self, **kwargs):
        told = _(
            "Everyone invited or registered is told when the title, the date or the place changes."
        )
        moved = _("When the date changes, the sessions move with it.")
        texts = [told] if self.object.state == Event.State.OPEN else []
        texts += [moved] if self.object.sessions.exists() else []
        return super().get_context_data(intro=" ".join(map(str, texts)), **kwargs)

    def change(self, form):
        return operations.plan_event(
            form.save(commit=False), by=self.request.user, at=timezone.now()
        )


class EventCalendar(OneThing):
    """The event as a file for one's own calendar."""

    permission = "training.read_event"
    model = Event

    def get(self, request, *args, **kwargs):
        event = self.object
        method = CANCEL if event.state == Event.State.CANCELLED else PUBLISH
        entry = entry_writer(event, at=timezone.now(), method=method)()
        response = HttpResponse(entry, content_type=CONTENT_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
        response["Cache-Control"] = "private, no-store"
        return response


class SessionNew(EventTime, ChangePage):
    permission = "training.plan_event"
    model = Event
    form_class = SessionForm
    title = _("Add a session")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"places": self.object.places.all()}

    def change(self, form):
        operations.add_session(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
        return self.object


class SessionChange(EventTime, ChangePage):
    permission = "training.plan_event"
    form_class = SessionForm
    title = _("Change the session")

    def get_queryset(self):
        events = Event.objects.visible_to(self.request.user)
        return Session.objects.filter(event__in=events).select_related("event")

    def event(self):
        return self.object.event

    def cancel_address(self):
        return self.object.event.get_absolute_url()

    def get_form_kwargs(self):
        places = self.object.event.places.all()
        return super().get_form_kwargs() | {"instance": self.object, "places": places}

    def change(self, form):
        return operations.change_session(
            form.save(commit=False), by=self.request.user, at=timezone.now()
        )


class SessionRemove(ActOnOne):
    permission = "training.plan_event"
    success_message = _("The session was removed.")

    def get_queryset(self):
        events = Event.objects.visible_to(self.request.user)
        return Session.objects.filter(event__in=events).select_related("event")

    def act(self):
        return operations.remove_session(self.object, by=self.request.user, at=timezone.now())


class EventMove(ActOnOne):
    """Open, hold or cancel: one button each."""

    permission = "training.plan_event"
    model = Event
    operation = None

    def act(self):
        return type(self).operation(self.object, by=self.request.user, at=timezone.now())


class EventOpen(EventMove):
    operation = staticmethod(operations.open_event)
    success_message = _("The event is open for registration; the invited suppliers are told.")


class EventHold(EventMove):
    operation = staticmethod(operations.hold_event)
    success_message = _("The event was held: its hours and attendances count from now on.")


class EventCancel(EventMove):
    operation = staticmethod(operations.cancel_event)
    success_message = _("The event is cancelled.")
