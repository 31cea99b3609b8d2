"""Registering people for an event, and taking registrations back."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, ChangePage

from .. import operations
from ..forms_registration import ChoosePlaceForm, RegistrationForm, StrikeRegistrationForm
from ..models import Event, Registration
from ..operations.registration import choose_place, refuse_to_register, strike_registration
from ..operations.seats import seats_of
from ..queries.answers import people_counts
from .attendance import own_supplier


class Register(ChangePage):
    """Several people of one's own supplier at once; whoever finds no seat waits in line."""

    permission = "training.register_for_event"
    model = Event
    form_class = RegistrationForm
    template_name = "training/register.html"
    title = _("Register people")

    def get(self, request, *args, **kwargs):
        refuse_to_register(self.object)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        left = seats_of(self.object).places
        places = self.object.places.all() if left else None
        return super().get_form_kwargs() | {"places": places, "left": left}

    def get_context_data(self, **kwargs):
        event = self.object
        return super().get_context_data(
            people=people_counts(event),
            already=event.registrations.visible_to(self.request.user),
            **kwargs,
        )

    def change(self, form):
        rows = operations.register_people(
            self.object,
            supplier=own_supplier(self.request.user),
            people=form.people(),
            by=self.request.user,
            at=timezone.now(),
        )
        self.success_message = told(rows)
        return self.object


def told(rows):
    """What became of those who were registered."""
    waiting = sum(row.waiting_since is not None for row in rows)
    if not waiting:
        return gettext("Registered.")
    words = {"seated": len(rows) - waiting, "waiting": waiting}
    return gettext("Registered: %(seated)d. In line for a seat: %(waiting)d.") % words


class OfOpenEvent:
    """Registrations of events the person may see."""

    model = Registration

    def get_queryset(self):
        user = self.request.user
        seen = Registration.objects.filter(event__in=Event.objects.visible_to(user))
        return seen.visible_to(user).select_related("event", "supplier")


class Withdraw(OfOpenEvent, ActOnOne):
    permission = "training.register_for_event"
    success_message = _("The registration was withdrawn.")

    def act(self):
        return operations.withdraw(self.object, by=self.request.user, at=timezone.now())


class PlaceChoose(OfOpenEvent, ChangePage):
    """Another place for somebody who is registered."""

    permission = "training.register_for_event"
    form_class = ChoosePlaceForm
    title = _("Choose a place")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"places": self.object.event.places.all()}

    def get_initial(self):
        return {"place": self.object.place_id}

    def get_context_data(self, **kwargs):
        return super().get_context_data(intro=self.object.name, **kwargs)

    def cancel_address(self):
        return self.object.event.get_absolute_url()

    def change(self, form):
        place = form.cleaned_data["place"]
        return choose_place(self.object, place=place, by=self.request.user, at=timezone.now())


class RegistrationStrike(OfOpenEvent, ChangePage):
    """The organiser takes a registration back."""

    permission = "training.plan_event"
    form_class = StrikeRegistrationForm
    title = _("Take back a registration")
    success_message = _("The registration was taken back. The next in line has the seat.")

    def get_context_data(self, **kwargs):
        name = f"{self.object.name}, {self.object.supplier.name}"
        return super().get_context_data(intro=name, **kwargs)

    def cancel_address(self):
        return reverse("training:registration_list", args=[self.object.event_id])

    def change(self, form):
        return strike_registration(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
