"""The number of a finding within its audit: never used twice, not even after it was taken back."""

from django.db.models import Max

from sustainportal.trail.models import Entry

WITHDRAWN = "audits.audit.finding_withdrawn"


def next_number(audit):
    """The next free number of a locked audit: above every finding it has, and every one taken back."""
    kept = audit.findings.aggregate(last=Max("number"))["last"] or 0
    rows = Entry.objects.about(audit).filter(event=WITHDRAWN).values_list("detail", flat=True)
    return max(kept, *(detail["number"] for detail in rows), 0) + 1
