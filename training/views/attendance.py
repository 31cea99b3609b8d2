"""Registering people, and recording who came."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.web.pages import ActOnOne, ChangePage

from .. import operations
from ..forms import AttendanceForm, RegistrationForm, StrikeForm
from ..models import Attendance, Event, Registration
from .recording import RecordingAttendance


def own_supplier(user):
    """The supplier this person belongs to; without one there is nothing to do here."""
    supplier = Supplier.objects.filter(memberships__user=user).first()
    if supplier is None:
        raise PermissionDenied
    return supplier


class Register(ChangePage):
    permission = "training.register_for_event"
    model = Event
    form_class = RegistrationForm
    title = _("Register a person")
    success_message = _("Registered.")

    def change(self, form):
        operations.register(
            self.object,
            supplier=own_supplier(self.request.user),
            **form.cleaned_data,
            by=self.request.user,
            at=timezone.now(),
        )
        return self.object


class Withdraw(ActOnOne):
    permission = "training.register_for_event"
    model = Registration
    success_message = _("The registration was withdrawn.")

    def act(self):
        return operations.withdraw(self.object, by=self.request.user, at=timezone.now())


class AttendanceNew(RecordingAttendance, ChangePage):
    permission = "training.record_attendance"
    model = Event
    form_class = AttendanceForm
    title = _("Record attendance")
    success_message = _("Recorded.")

    def get_form_kwargs(self):
        suppliers = Supplier.objects.visible_to(self.request.user)
        return {**super().get_form_kwargs(), "suppliers": suppliers}

    def change(self, form):
        operations.record_attendance(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
        return self.object


class AttendanceStrike(RecordingAttendance, ChangePage):
    permission = "training.record_attendance"
    model = Attendance
    form_class = StrikeForm
    title = _("Take back an attendance")

    def event(self):
        return self.object.event

    def change(self, form):
        return operations.strike_attendance(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
