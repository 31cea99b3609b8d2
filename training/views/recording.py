"""What pages that record who came share: who may, and whose clock counts."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sustainportal.web.pages import OneThing


def may_record(user, event):
    """Procurement records anywhere, an auditor at the events they lead."""
    if not user.has_perm("training.record_attendance"):
        return False
    return user.has_perm("training.plan_event") or event.lead_id == user.pk


class EventTime(OneThing):
    """Times are the event's own, asked and shown."""

    def event(self):
        return self.object

    def dispatch(self, request, *args, **kwargs):
        self.request, self.kwargs = request, kwargs
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        with timezone.override(self.event().zone):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response


class RecordingAttendance(EventTime):
    """An auditor records only at the events they lead."""

    permission = "training.record_attendance"

    def dispatch(self, request, *args, **kwargs):
        self.request, self.kwargs = request, kwargs
        if request.user.has_perm(self.permission) and not may_record(request.user, self.event()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
