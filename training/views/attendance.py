"""Recording who came."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.web.pages import ChangePage

from .. import operations
from ..forms import AttendanceForm, StrikeForm
from ..models import Attendance, Event
from ..queries.door import expected_or_visible
from .recording import RecordingAttendance


def own_supplier(user):
    """The supplier this person belongs to; without one there is nothing to do here."""
    supplier = Supplier.objects.filter(memberships__user=user).first()
    if supplier is None:
        raise PermissionDenied
    return supplier


class AttendanceNew(RecordingAttendance, ChangePage):
    permission = "training.record_attendance"
    model = Event
    form_class = AttendanceForm
    title = _("Record attendance")
    success_message = _("Recorded.")

    def get_form_kwargs(self):
        suppliers = expected_or_visible(self.object, self.request.user)
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
