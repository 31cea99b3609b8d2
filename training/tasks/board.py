"""Every night people are told what was written on the boards of their groups."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.kinds import job_kind

from ..operations.digests import readers, send_digests

SPAN = 200  # people in one transaction


def reader_spans(*, by, at, **args):
    """The people of groups with posts, in lists of ids."""
    ids = readers()
    return [ids[n : n + SPAN] for n in range(0, len(ids), SPAN)]


@job_kind(
    "training.board_digest",
    label=_("New posts of group boards told"),
    plan=reader_spans,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
    done=lambda args: ("training:group_list", []),
)
def digest_span(item, *, by, at, **args):
    return {"people": send_digests(item, at=at)}
