"""The demo company's case library: ten published cases over the five sections, and a draft of a closed finding
that still names its supplier."""

import datetime as dt

from django.db import transaction

from audits.models import Finding
from sustainportal.accounts.models import User

from .demo_cases_conduct import CASES as CONDUCT
from .demo_cases_work import CASES as WORK
from .models import Case
from .models.case import PARTS
from .operations.cases import publish_case, seen_of, write_case
from .queries.anonymity import SUFFIXES
from .queries.cases import first_draft

APART = dt.timedelta(days=31)


@transaction.atomic
def build(*, at):
    """Write and publish them, one a month until `at`. Returns how many there are."""
    buyer = User.objects.get(username="buyer")
    cases = WORK | CONDUCT
    for age, (provision, parts) in enumerate(cases.items()):
        then = at - APART * (len(cases) - age)
        case = write_case(Case(provision=provision, **_texts(parts)), by=buyer, at=then)
        publish_case(case, seen=seen_of(case), by=buyer, at=then)
    _draft(buyer, at)
    return Case.objects.count()


def _texts(parts):
    """{field: text} of five parts in three languages."""
    return {
        f"{part}{suffix}": text
        for part, spoken in zip(PARTS, parts, strict=True)
        for suffix, text in zip(SUFFIXES, spoken, strict=True)
    }


def _draft(buyer, at):
    closed = (
        Finding.objects.reported().filter(state=Finding.State.CLOSED).order_by("-closed_at", "pk")
    )
    finding = closed.select_related("provision", "audit__site__supplier").first()
    if finding:
        title = f"How {finding.audit.site.supplier.name} did it"[:200]
        case = Case(source=finding, title=title, **first_draft(finding))
        write_case(case, by=buyer, at=at)
