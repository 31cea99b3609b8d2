"""What a closure audit looks at again, and what closure audits said about an audit's findings."""

from ..models import TO_PUT_RIGHT, Audit, Confirmation, Finding, Rating


def to_confirm(audit):
    """The findings a closure audit has to speak about: of the audit it follows those to be put right;
    a priority closure only the priority ones."""
    if audit.kind not in Audit.CLOSURES or audit.follows_id is None:
        return Finding.objects.none()
    ratings = TO_PUT_RIGHT
    if audit.kind == Audit.Kind.PRIORITY_CLOSURE:
        ratings = (Rating.PRIORITY,)
    rows = Finding.objects.filter(audit=audit.follows_id, rating__in=ratings)
    return rows.select_related("provision").order_by("number")


def confirmation_rows(audit):
    """[(finding, what this closure audit said of it or None)], in order; two queries."""
    said = {row.finding_id: row for row in audit.confirmations.all()}
    return [(finding, said.get(finding.pk)) for finding in to_confirm(audit)]


def confirmed_by_others(audit):
    """What final closure audits said of this audit's findings, newest closure first."""
    rows = Confirmation.objects.filter(finding__audit=audit, audit__state=Audit.State.FINAL)
    return rows.select_related("audit", "finding__provision").order_by("-audit", "finding__number")
