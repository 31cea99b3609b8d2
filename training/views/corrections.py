"""Put a recorded stay right."""

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ChangePage

from .. import operations
from ..forms_check_in import StayForm
from ..models import Attendance, Interval, PublishedYear
from .recording import RecordingAttendance


class StayCorrect(RecordingAttendance, ChangePage):
    """When somebody came and left, with the reason for the change."""

    form_class = StayForm
    title = _("Correct a stay")
    success_message = _("Corrected.")

    def get_queryset(self):
        people = Attendance.objects.visible_to(self.request.user)
        stays = Interval.objects.filter(attendance__in=people)
        return stays.select_related("attendance__event", "attendance__supplier")

    def event(self):
        return self.object.attendance.event

    def cancel_address(self):
        return self.event().get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(intro=self.whose(), **kwargs)

    def whose(self):
        """Whose stay it is, in whose time, and what a correction does to a published year."""
        event, person = self.event(), self.object.attendance
        words = gettext("%(name)s, %(supplier)s · %(event)s. Times are those of %(zone)s.") % {
            "name": person.name,
            "supplier": person.supplier.name,
            "event": event.title,
            "zone": event.zone,
        }
        if not PublishedYear.objects.filter(year=event.starts_on.year).exists():
            return words
        published = gettext(
            "The figures of this year are published: they stay as they were, and the corrected ones are shown beside them."
        )
        return f"{words} {published}"

    def get_initial(self):
        stay = self.object
        return {"entered_at": stay.entered_at, "left_at": stay.left_at}

    def change(self, form):
        operations.correct_stay(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
        return self.event()
