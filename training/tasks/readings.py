"""Participation is told to risk after an event, and every night where something was corrected."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.kinds import job_kind

from ..operations.readings import JOB, post_participation, suppliers_concerned

SPAN = 200  # suppliers in one transaction


def concerned_spans(*, by, at, event=None, **args):
    """The suppliers whose participation may have changed, in lists of ids."""
    ids = suppliers_concerned(event)
    return [ids[n : n + SPAN] for n in range(0, len(ids), SPAN)]


@job_kind(
    JOB,
    label=_("Participation in events to risk"),
    plan=concerned_spans,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
)
def post_participation_span(item, *, by, at, **args):
    done = post_participation(item, by=by, at=at)
    changed = done["created"] + done["updated"] + done["withdrawn"]
    return {"suppliers": len(item), "readings": changed}
