"""After the last row of an imported list: what follows from its findings, and what risk should know."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from suppliers.operations.readings import NewReading, read_factors
from sustainportal.accounts.refusals import NotNow

from ..models import Audit, Rating
from ..queries.imported import counts_of
from ..queries.scores import score_of
from ..rules.imported import outcome_of
from .readings import audit_source, post_open_findings

SPAN = 500  # suppliers whose open findings are posted at once
#: The summary of an audit whose outcome is ours (stored text, one in every language).
WORKED_OUT = "Outcome worked out from the findings: the list gave none."


@transaction.atomic
def settle_history(*, known, by, at):
    """After the last row: outcomes that follow from findings, scores, and what risk should know."""
    counts = counts_of([one.audit.pk for one in known])
    none = (dict.fromkeys(Rating.values, 0), 0)
    scored = [one.audit for one in known if _settle(one, *counts.get(one.audit.pk, none))]
    Audit.objects.bulk_update(
        scored, ["outcome", "summary", "score", "colour", "score_parts"], batch_size=200
    )
    readings = [_reading(audit) for audit in scored if audit.score is not None]
    read_factors(readings=readings, by=by, at=at)
    suppliers = sorted({one.audit.site.supplier_id for one in known})
    for start in range(0, len(suppliers), SPAN):
        post_open_findings(suppliers[start : start + SPAN], by=by, at=at)


def only_rejected():
    return _("An audit with a zero-tolerance finding can only be rejected.")


def _settle(one, counts, zero_tolerance):
    """Work out outcome and score of one imported audit; whether anything differs."""
    audit = one.audit
    before = audit.outcome, audit.summary, audit.score
    if zero_tolerance and one.outcome_given and audit.outcome != Audit.Outcome.REJECTED:
        raise NotNow(
            _("Row %(row)d: %(reason)s Nothing was kept.")
            % {"row": one.said["outcome"][1], "reason": only_rejected()}
        )
    if one.outcome_given:
        audit.summary = "" if audit.summary == WORKED_OUT else audit.summary
    elif one.is_new or audit.summary == WORKED_OUT:
        audit.outcome, audit.summary = outcome_of(counts, zero_tolerance), WORKED_OUT
    score = _score(audit, counts, zero_tolerance)
    audit.score = score and score.value
    audit.colour = score.colour if score else ""
    audit.score_parts = score.as_dict() if score else {}
    return before != (audit.outcome, audit.summary, audit.score)


def _score(audit, counts, zero_tolerance):
    """Its score where the list gave counts that its findings do not contradict."""
    if audit.applicable is None:
        return None
    try:
        return score_of(audit, counts, zero_tolerance)
    except ValidationError:
        return None


def _reading(audit):
    return NewReading(
        audit.site.supplier_id, "audit_score", float(audit.score), audit.final_on,
        audit_source(audit), audit.get_absolute_url(),
    )  # fmt: skip
