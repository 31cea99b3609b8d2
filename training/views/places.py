"""The places of an event."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sustainportal.web.pages import ChangePage

from ..forms_registration import PlaceForm, PlaceRemoveForm
from ..models import Event, Place
from ..operations.places import keep_place, remove_place


class PlaceNew(ChangePage):
    permission = "training.plan_event"
    model = Event
    form_class = PlaceForm
    title = _("Add a place")
    intro = _("People choose one of the places when they register.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Place(event=self.object)}

    def change(self, form):
        return keep_place(form.save(commit=False), by=self.request.user, at=timezone.now())


class OfEvent:
    """A place of an event the person may see."""

    permission = "training.plan_event"
    model = Place

    def get_queryset(self):
        events = Event.objects.visible_to(self.request.user)
        return Place.objects.filter(event__in=events).select_related("event")

    def cancel_address(self):
        return self.object.event.get_absolute_url()


class PlaceChange(OfEvent, ChangePage):
    form_class = PlaceForm
    title = _("Change the place")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.object}

    def change(self, form):
        return keep_place(form.save(commit=False), by=self.request.user, at=timezone.now())


class PlaceRemove(OfEvent, ChangePage):
    """Where its people go is asked first; they are told."""

    form_class = PlaceRemoveForm
    title = _("Remove the place")
    submit_label = _("Remove")
    success_message = _("The place was removed.")

    def get_form_kwargs(self):
        others = self.object.event.places.exclude(pk=self.object.pk)
        used = self.object.registrations.exists() or self.object.sessions.exists()
        must = used and others.exists()
        return super().get_form_kwargs() | {"others": others, "must_choose": must}

    def get_context_data(self, **kwargs):
        people = self.object.registrations.count()
        text = ngettext(
            "%(place)s: %(people)d person is registered or waits in line, and is told.",
            "%(place)s: %(people)d people are registered or wait in line, and are told.",
            people,
        )
        intro = text % {"place": self.object.name, "people": people} if people else self.object.name
        return super().get_context_data(intro=intro, **kwargs)

    def change(self, form):
        return remove_place(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
