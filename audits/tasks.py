"""Long work of this room: what time alone changes is told to risk every night."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.kinds import job_kind

from .models import Finding
from .operations import post_changed_findings

SPAN = 200  # suppliers in one transaction


def spans(*, by, at, **args):
    """Suppliers with open findings, in lists of ids: their overdue ones change with the day."""
    rows = Finding.objects.reported().open().order_by()
    ids = sorted(set(rows.values_list("audit__site__supplier", flat=True)))
    return [ids[n : n + SPAN] for n in range(0, len(ids), SPAN)]


@job_kind(
    "audits.post_open_findings",
    label=_("Open and overdue findings to risk"),
    plan=spans,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
    done=lambda args: ("audits:finding_list", []),
)
def post_span(item, *, by, at, **args):
    """Post what is open and overdue today where it differs from what was posted last."""
    done = post_changed_findings(item, by=by, at=at)
    return {"suppliers": len(item), "readings": done["created"] + done["updated"]}
