"""What waits for a person in this room."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sustainportal.web.waiting import Waiting

from ..models import Finding, Survey
from ..rules.survey import FILLABLE
from .drafts import drafts_waiting
from .more_time import checks_waiting


def waiting_for(person, *, on):
    """The drafts, findings and surveys this person is next with; a query for each pile."""
    piles = drafts_waiting(person, on=on) + checks_waiting(person, on=on)
    if person.has_perm("audits.log_action"):
        rows = Finding.objects.visible_to(person).waiting_for_supplier()
        piles.append(findings(rows, on, _("Findings that wait for your action"), "audits:due_list"))
    if person.has_perm("audits.review_action"):
        rows = Finding.objects.visible_to(person).waiting_for_reviewer()
        piles.append(findings(rows, on, _("Plans and actions to review"), "audits:review_list"))
    if person.has_perm("audits.plan_audit"):
        rows = Finding.objects.visible_to(person).reported().open().exclude(zero_tolerance=None)
        label = _("Open zero-tolerance matters")
        piles.append(findings(rows, on, label, "audits:zero_tolerance", "?standing=open"))
    if person.has_perm("audits.answer_survey"):
        rows = Survey.objects.visible_to(person).filter(state__in=FILLABLE)
        piles.append(surveys(rows, on, _("Surveys to answer"), "?standing=to_answer"))
    if person.has_perm("audits.review_survey"):
        rows = Survey.objects.visible_to(person).filter(state=Survey.State.SUBMITTED)
        piles.append(surveys(rows, on, _("Surveys to accept"), "?state=submitted"))
    return piles


def findings(rows, on, label, route, query=""):
    late = Count("pk", filter=Q(is_overdue=True))
    counts = rows.with_due(on).order_by().aggregate(count=Count("pk"), late=late)
    return Waiting(label, counts["count"], reverse(route) + query, counts["late"])


def surveys(rows, on, label, query):
    late = Count("pk", filter=Q(due_on__lt=on, state__in=FILLABLE))
    counts = rows.order_by().aggregate(count=Count("pk"), late=late)
    return Waiting(label, counts["count"], reverse("audits:survey_list") + query, counts["late"])
