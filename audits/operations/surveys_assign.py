"""Put a questionnaire to suppliers; who has it already for the year keeps what they have."""

from collections import defaultdict

from django.db import transaction

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.trail.operations import entry, record_many

from .. import notices
from ..models import Questionnaire, Survey
from .programme import tie_surveys


@transaction.atomic
def assign_surveys(*, questionnaire, suppliers, year, due_on, by, at):
    """Put a questionnaire to these suppliers; who has it already for this year keeps what they have.
    Returns the new surveys. A fixed number of queries, and one notice for each of their people."""
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)  # one sender after the other
    suppliers = list(suppliers)
    have = set(
        Survey.objects.filter(
            questionnaire=questionnaire, year=year, supplier__in=suppliers
        ).values_list("supplier", flat=True)
    )
    surveys = Survey.objects.bulk_create(
        Survey(
            questionnaire=questionnaire,
            supplier=supplier,
            year=year,
            due_on=due_on,
            assigned_at=at,
            assigned_by=by,
        )
        for supplier in suppliers
        if supplier.pk not in have
    )
    record_many(
        [
            entry("audits.survey.assigned", survey, by=by, at=at, year=year, due_on=due_on)
            for survey in surveys
        ]
    )
    tie_surveys(surveys)
    _tell(surveys, at=at)
    return surveys


def _tell(surveys, *, at):
    people = defaultdict(list)
    rows = User.objects.filter(
        memberships__supplier__in=[survey.supplier_id for survey in surveys],
        role=Role.SUPPLIER,
        is_active=True,
    )
    for person in rows.prefetch_related("memberships"):
        for membership in person.memberships.all():
            people[membership.supplier_id].append(person)
    for survey in surveys:
        if people[survey.supplier_id]:
            notices.survey_assigned(survey, to=people[survey.supplier_id], at=at)
