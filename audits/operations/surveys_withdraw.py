"""Take back a survey that was sent by mistake."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from .. import notices
from ..models import Survey
from .programme import untie_survey
from .surveys_answers import not_now


@transaction.atomic
def withdraw_survey(*, survey, reason, by, at):
    """Take a survey back that nobody has begun to answer (else NotNow): it is gone, its item of the
    programme is open again, its supplier's people are told why. Returns nothing."""
    if not reason.strip():
        raise ValidationError({"reason": _("Please write a remark, so that the other side knows why.")})
    held = Survey.objects.select_for_update(of=("self",)).filter(pk=survey.pk).first()
    if held is None:
        raise NotNow(_("This survey was taken back already."))
    if held.state != Survey.State.NOT_STARTED or held.steps.exists():
        raise NotNow(not_now(held))
    untie_survey(held)
    record(
        "audits.survey.withdrawn", held.supplier, by=by, at=at, reason=reason,
        survey=f"{held.questionnaire.title} {held.questionnaire.version}", year=held.year,
    )  # fmt: skip
    notices.survey_withdrawn(held, reason, at=at)
    held.delete()
