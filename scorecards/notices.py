"""What people are told about scorecards and orders."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.models import User
from sustainportal.notices.operations import owe


def tell_published(quarter, *, at):
    """The people of every supplier that has a card in the quarter."""
    people = User.objects.filter(
        is_active=True, memberships__supplier__in=quarter.cards.values("supplier")
    )
    owe(
        people,
        "scorecards.quarter.published",
        subject=format_lazy(_("Your scorecard of {quarter} is published"), quarter=quarter.pk),
        body=_("See how each figure counted and what would raise the grade."),
        link=reverse("scorecards:scorecard_list"),
        at=at,
    )


def tell_decided(allocation, decision, *, at):
    """Whoever proposed the recommendation."""
    if allocation.proposed_by is None:
        return
    owe(
        [allocation.proposed_by],
        "scorecards.allocation.decided",
        subject=format_lazy(
            "{what}: {decision}",
            what=str(allocation),
            decision=decision.get_kind_display(),
        ),
        body=format_lazy(
            _("Decided by {who}. {reason}"), who=str(decision.by), reason=decision.reason
        ),
        link=allocation.get_absolute_url(),
        at=at,
    )
