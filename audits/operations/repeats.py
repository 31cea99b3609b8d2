"""Repeat findings: the same provision, or its counterpart in another version, at the same site again."""

from django.db.models import Q

from ..models import Finding, ProvisionMatch

SAME = ProvisionMatch.Kind.SAME


def earlier(finding):
    """The latest finding of an earlier final audit of the same site under the same provision (or one the
    crosswalk calls the same), or None. The finding may be unsaved."""
    rows = Finding.objects.filter(
        audit__site=finding.audit.site_id,
        audit__state="final",
        audit__started_on__lte=finding.audit.started_on,
        provision__in=same_provisions(finding.provision_id),
    )
    return rows.exclude(audit=finding.audit_id).order_by("discovered_on", "pk").last()


def same_provisions(provision):
    """The ids of this provision and of those the crosswalk calls the same, in either direction."""
    lines = ProvisionMatch.objects.filter(
        Q(provision=provision) | Q(counterpart=provision), kind=SAME
    )
    return {provision, *(pk for line in lines.values_list("provision", "counterpart") for pk in line)}
