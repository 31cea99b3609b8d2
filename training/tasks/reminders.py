"""Every night: people are reminded of events, who stayed away is asked why, and who came what they thought."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.kinds import job_kind

from ..models import Event
from ..notices_satisfaction import ask_satisfaction
from ..operations import reminders
from ..operations.absent import ask_the_absent, events_to_ask, held_lately


def reminder_spans(*, by, at, day):
    return reminders.spans(today=dt.date.fromisoformat(day))


@job_kind(
    "training.remind_of_events",
    label=_("Reminders of events"),
    plan=reminder_spans,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
    done=lambda args: ("training:event_list", []),
)
def remind_span(item, *, by, at, day):
    return reminders.remind(item=item, today=dt.date.fromisoformat(day), at=at)


def held_events(*, by, at, **args):
    return list(events_to_ask(at).order_by("pk").values_list("pk", flat=True))


@job_kind(
    "training.ask_the_absent",
    label=_("Absent suppliers asked why"),
    plan=held_events,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
)
def ask_event(item, *, by, at, **args):
    return {"suppliers": ask_the_absent(Event.objects.get(pk=item), at=at)}


def events_of_late(*, by, at, **args):
    return list(held_lately(at).order_by("pk").values_list("pk", flat=True))


@job_kind(
    "training.ask_satisfaction",
    label=_("Satisfaction"),
    plan=events_of_late,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
)
def ask_who_came(item, *, by, at, **args):
    return {"people": ask_satisfaction(Event.objects.get(pk=item), at=at)}
