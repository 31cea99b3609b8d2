"""Many suppliers are invited by a worker: exactly those that were looked at."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.kinds import job_kind

from .. import operations
from ..models import Event
from ..queries.invitation_reasons import reasons
from ..queries.invitations import suppliers_by
from ..rules.invitation import mark_of

SPAN = 500  # suppliers invited in one step


def invited_spans(*, by, at, rule, without, mark, **args):
    """[[supplier id, reason], …] in spans. NotNow when the rule names others than were looked at."""
    keys = list(suppliers_by(rule).values_list("pk", flat=True))
    if mark_of(keys) != mark:
        raise NotNow(
            _("The suppliers that fit have changed since you looked. Look again, then invite them.")
        )
    left_out = set(without)
    why = reasons(rule, [key for key in keys if key not in left_out])
    picks = [[key, reason] for key, reason in why.items()]
    return [picks[n : n + SPAN] for n in range(0, len(picks), SPAN)]


@job_kind(
    "training.invite",
    label=gettext_lazy("Suppliers are invited"),
    plan=invited_spans,
    done=lambda args: ("training:event_detail", [args["event"]]),
)
def invite_span(item, *, by, at, event, **args):
    picks = {key: reason for key, reason in item}
    return {"invited": operations.invite(Event.objects.get(pk=event), picks, by=by, at=at)}
