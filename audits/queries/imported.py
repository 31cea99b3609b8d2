"""What an importer of findings must know, in sets."""

from django.db.models import Count, Q

from suppliers.models import Site, Supplier
from suppliers.queries.merging import by_code

from ..models import (
    Audit,
    Evidence,
    Finding,
    Postponement,
    Protocol,
    Provision,
    Rating,
    Severity,
    Step,
)
from ..models.audit import REFERENCE

IMPORTED = "imported"  # the verb of the step that says what the list said


def suppliers_of(codes, person):
    """{code: supplier id} that this person may see; the portal itself (None) sees all."""
    known = by_code(codes)
    if person is None:
        return known
    rows = Supplier.objects.visible_to(person).filter(pk__in=known.values())
    seen = set(rows.values_list("pk", flat=True))
    return {code: pk for code, pk in known.items() if pk in seen}


def sites_of(suppliers):
    """{supplier id: {name as written, casefolded: site}}."""
    found = {}
    rows = Site.objects.filter(supplier__in=list(suppliers)).select_related("supplier")
    for site in rows.order_by("-pk"):
        found.setdefault(site.supplier_id, {})[site.name.strip().casefold()] = site
    return found


def audit_number(reference):
    """The key of an audit in its reference (AU-00012), or None."""
    match = REFERENCE.match(reference or "")
    return int(match[1]) if match and not match[2] else None


def audits_by_reference(references, person):
    """{audit id: audit} of these references that this person may see."""
    keys = {audit_number(reference) for reference in references} - {None}
    rows = _audits() if person is None else _audits().visible_to(person)
    return {audit.pk: audit for audit in rows.filter(pk__in=keys)}


def audits_by_number(source, numbers):
    """{their number: audit} of a list."""
    rows = _audits().filter(source=source, source_number__in=list(numbers))
    return {audit.source_number: audit for audit in rows} if source else {}


def _audits():
    return Audit.objects.select_related(
        "site__supplier", "protocol__deadline_profile", "auditor", "planned_by"
    )


def findings_of(audits):
    """The findings of these audits (ids)."""
    return Finding.objects.filter(audit__in=list(audits)).select_related("provision")


def counts_of(audits):
    """{audit id: ({rating: findings}, zero-tolerance findings)} of those that have any."""
    found = {}
    for start in range(0, len(audits), 1000):
        rows = Finding.objects.filter(audit__in=audits[start : start + 1000]).order_by()
        for audit, rating, count, zero in rows.values_list("audit", "rating").annotate(
            Count("pk"), Count("zero_tolerance")
        ):
            counts, zeros = found.setdefault(audit, (dict.fromkeys(Rating.values, 0), 0))
            found[audit] = (counts | {rating: count}, zeros + zero)
    return found


def told_of(findings):
    """{finding id: what its list said last}."""
    rows = Step.objects.filter(finding__in=list(findings), verb=IMPORTED).order_by("pk")
    return dict(rows.values_list("finding", "remark"))


def worked_on(findings):
    """The ids of those of these findings that people here have touched: a step, a file, more time asked
    for, an owner named."""
    ids = list(findings)
    steps = Step.objects.filter(finding__in=ids).exclude(verb=IMPORTED).order_by()
    through = (Evidence.objects, Postponement.objects, Finding.owners.through.objects)
    touched = [steps, *(rows.filter(finding__in=ids).order_by() for rows in through)]
    return {pk for rows in touched for pk in rows.values_list("finding", flat=True)}


def protocols_by_name():
    """{str: protocol}, and the one that is offered for new audits (the newest)."""
    rows = list(Protocol.objects.select_related("deadline_profile"))
    current = [row for row in rows if row.is_current]
    return {str(row): row for row in rows}, max(current or rows, key=str, default=None)


def provisions_by_protocol():
    """{protocol id: {code: provision}}."""
    found = {}
    for row in Provision.objects.all():
        found.setdefault(row.protocol_id, {})[row.code] = row
    return found


def severities(scheme):
    """{severity: (rating, zero tolerance)}: of the scheme of this name, and of all others where they agree."""
    own, others = {}, {}
    for row in Severity.objects.all():
        meant = row.rating, row.zero_tolerance
        name = row.name.strip().casefold()
        if scheme and scheme.casefold().startswith(row.scheme.casefold()):
            own[name] = meant
        else:
            others.setdefault(name, set()).add(meant)
    return {name: meant.pop() for name, meant in others.items() if len(meant) == 1} | own


def export_findings(person=None, *, year=None, supplier=""):
    """(findings, final audits without any) for the sheet: of a year of visits, of one supplier's code."""
    wanted = Q()
    if year:
        wanted &= Q(audit__started_on__year=year)
    if supplier:
        wanted &= Q(audit__site__supplier__code=supplier)
    findings = Finding.objects.select_related(
        "audit__site__supplier", "audit__protocol", "provision", "zero_tolerance"
    ).order_by("audit", "number")
    audits = Audit.objects.final().select_related("site__supplier", "protocol")
    if person is not None:
        findings, audits = findings.visible_to(person), audits.visible_to(person)
    audits = audits.filter(_without_prefix(wanted), findings=None).order_by("pk")
    return findings.filter(wanted), audits


def _without_prefix(wanted):
    return Q(*[(name.removeprefix("audit__"), value) for name, value in wanted.children])
