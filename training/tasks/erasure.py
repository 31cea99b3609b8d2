"""Every night the details of people who came long ago are erased."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.kinds import job_kind

from ..models import Event
from ..operations.erasure import erase_details, events_to_erase


def old_events(*, by, at, **args):
    """The events to erase tonight, one an item."""
    return list(events_to_erase(at).order_by("pk").values_list("pk", flat=True))


@job_kind(
    "training.erase_details",
    label=_("Names of attendances erased after their time"),
    plan=old_events,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
)
def erase_event(item, *, by, at, **args):
    return {"erased": erase_details(Event.objects.get(pk=item), at=at)}
