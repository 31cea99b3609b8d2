"""Keep a cause that was found for a finding outside its plan, in a counselling meeting for example."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Finding, FoundCause

MOST_LETTERS = 2000


@transaction.atomic
def find_cause(*, finding, text, source, link="", by, at):
    """The supplier's next plan begins with it. `source` says where it was found (1–200 letters), `link` is a
    path in the portal: what the same place says later takes the place of what it said before.
    ValidationError for a text that is empty or longer than 2,000 letters."""
    text = text.strip()
    if not 0 < len(text) <= MOST_LETTERS:
        raise ValidationError({"cause": _("Say the cause in 1 to 2,000 letters.")})
    held = (
        Finding.objects.select_for_update(of=("self",)).select_related("audit").get(pk=finding.pk)
    )
    if not held.is_reported:
        raise NotNow(_("This finding is still a draft: its causes come after the report."))
    place = {"finding": held, "link": link}
    said = {"text": text, "source": source[:200], "at": at, "by": by}
    cause, new = FoundCause.objects.get_or_create(**place, defaults=said)
    if not new:
        FoundCause.objects.filter(pk=cause.pk).update(**said)
        cause.refresh_from_db()
    record("audits.finding.cause_found", held, by=by, at=at, source=cause.source)
    return cause
