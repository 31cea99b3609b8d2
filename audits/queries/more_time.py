"""Effectiveness checks that are due and more time that is asked for: what waits for the reviewers."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sustainportal.web.waiting import Waiting

from ..models import EffectivenessCheck, Postponement
from ..rules import life


def to_decide(person):
    """The questions for more time this person may see and has not asked."""
    rows = Postponement.objects.visible_to(person).exclude(asked_by=person)
    return rows.filter(
        state=Postponement.State.ASKED, finding__state__in=life.POSTPONABLE
    ).order_by()


def checks_waiting(person, *, on):
    """The pile of checks whose day has come, and of questions for more time; one query each."""
    piles = []
    if person.has_perm("audits.check_effect"):
        rows = EffectivenessCheck.objects.visible_to(person).filter(checked_at=None, due_on__lte=on)
        counts = rows.order_by().aggregate(
            count=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on))
        )
        address = reverse("audits:check_list")
        piles.append(Waiting(_("Effectiveness checks"), counts["count"], address, counts["late"]))
    if person.has_perm("audits.decide_postponement"):
        address = reverse("audits:finding_list") + "?time=decide"
        piles.append(Waiting(_("More time asked for"), to_decide(person).count(), address))
    return piles
