"""The score of an audit: of counts and findings as they stand."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..rules.score import audit_score


def score_of(audit, counts, zero_tolerance):
    """The Score this audit would have now, or None for kinds without counts. ValidationError when
    counts are missing or contradict the findings."""
    if not audit.is_scored_kind and audit.applicable is None:
        return None
    if audit.applicable is None:
        raise ValidationError(_("Enter the counts of conforming and applicable items first."))
    failed = counts["priority"] + counts["major"] + counts["minor"]
    if bool(failed) != (audit.conforming < audit.applicable):
        raise ValidationError(
            _(
                "%(items)d items do not conform, but there are %(findings)d findings of them: "
                "correct the counts or the findings."
            )
            % {"items": audit.applicable - audit.conforming, "findings": failed}
        )
    return audit_score(
        audit.conforming,
        audit.applicable,
        counts["priority"],
        counts["major"],
        counts["minor"],
        zero_tolerance=zero_tolerance,
        scale=audit.protocol.scale(),
    )


def found_so_far(audit):
    """(findings of the audit by rating, how many of them are zero tolerance)."""
    zero_tolerance = audit.findings.filter(zero_tolerance__isnull=False).count()
    return audit.findings.counted_by_rating(), zero_tolerance


def standing_score(audit):
    """(Score, "") of an audit not yet final as its counts and findings stand, or (None, why not)."""
    try:
        return score_of(audit, *found_so_far(audit)), ""
    except ValidationError as error:
        return None, " ".join(error.messages)
