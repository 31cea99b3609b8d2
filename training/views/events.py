"""Pages about events, for procurement, auditors and suppliers."""

import django_filters
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.web.filters import YearFilter
from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage, ListPage, NewPage

from .. import operations
from ..forms import EventForm, InviteForm, SessionForm
from ..models import Event, Session
from ..queries import candidates
from ..rules.counting import hours, person_hours
from ..workbooks import EVENT_COLUMNS
from .recording import EventTime, may_record


class EventFilter(django_filters.FilterSet):
    year = YearFilter("starts_on", lookup_expr="year", label=_("Year"))

    class Meta:
        model = Event
        fields = ["kind", "state", "is_online"]


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


class EventDetail(DetailPage):
    permission = "training.read_event"
    model = Event
    template_name = "training/event_detail.html"

    def get_context_data(self, **kwargs):
        event, user = self.object, self.request.user
        attendances = event.attendances.visible_to(user).select_related("supplier")
        sums = event.attendances.aggregate(people=Count("pk"), seconds=Sum("attended_seconds"))
        heads = event.head_counts.aggregate(n=Sum("heads", default=0))["n"]
        sessions = list(event.sessions.all())
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
            registrations=event.registrations.visible_to(user).select_related("supplier"),
            invitations=event.invitations.select_related("supplier")
            if user.has_perm("training.plan_event")
            else [],
            may_record=may_record(user, event),
            **kwargs,
        )


class EventNew(NewPage):
    permission = "training.plan_event"
    form_class = EventForm
    title = _("Plan an event")
    success_message = _("The event is planned. Add its sessions, then open it for registration.")

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

    def change(self, form):
        return operations.plan_event(
            form.save(commit=False), by=self.request.user, at=timezone.now()
        )


class SessionNew(EventTime, ChangePage):
    permission = "training.plan_event"
    model = Event
    form_class = SessionForm
    title = _("Add a session")

    def change(self, form):
        operations.add_session(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
        return self.object


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


class EventInvite(ChangePage):
    """Choose a rule, see who and why, then invite exactly those."""

    permission = "training.plan_event"
    model = Event
    form_class = InviteForm
    template_name = "training/event_invite.html"

    def get_context_data(self, **kwargs):
        rule = self.request.GET.get("rule", "")
        known = set(self.object.invitations.values_list("supplier", flat=True))
        picks = candidates(rule) if rule in dict(InviteForm.base_fields["rule"].choices) else []
        new = [(s, why) for s, why in picks if s.pk not in known]
        return super().get_context_data(
            rule=rule, picks=new, already=len(picks) - len(new), **kwargs
        )

    def get_initial(self):
        return {"rule": self.request.GET.get("rule", "open_findings")}

    def change(self, form):
        picks = {s.pk: why for s, why in candidates(form.cleaned_data["rule"])}
        operations.invite(self.object, picks, by=self.request.user, at=timezone.now())
        return self.object
