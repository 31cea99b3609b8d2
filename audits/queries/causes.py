"""The causes found for findings outside their plans."""

from django.db.models import Max

from ..models import FoundCause, Plan


def found_causes(finding):
    """Those of one finding, the latest first."""
    return list(finding.found_causes.select_related("by"))


def new_causes(findings):
    """{finding id: its latest cause} of those (ids) whose latest is newer than their last plan; two queries."""
    ids = list(findings)
    planned = Plan.objects.filter(finding__in=ids).order_by().values_list("finding")
    last = dict(planned.annotate(last=Max("submitted_at")))
    found = {}
    for cause in FoundCause.objects.filter(finding__in=ids).order_by("at", "pk"):
        found[cause.finding_id] = cause
    return {
        finding: cause
        for finding, cause in found.items()
        if finding not in last or cause.at > last[finding]
    }
