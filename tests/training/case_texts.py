"""A whole case that names nobody, and findings one can be made of."""

from audits.models import Audit, Finding, Protocol, Provision
from training.models import Case
from training.operations.cases import publish_case, seen_of, write_case

TEXTS = {
    "provision": "B2",
    "title": "Exits that open",
    "situation": "Two of five exits were locked during the night shift.",
    "cause": "Nobody was asked to look after them.",
    "measure": "Panic bars, and a round at the start of each shift.",
    "result": "No locked exit in a year of rounds.",
}


def written(by, at, **fields):
    """A draft; `fields` say what is different."""
    return write_case(Case(**TEXTS | fields), by=by, at=at)


def published(by, at, **fields):
    case = written(by, at, **fields)
    return publish_case(case, seen=seen_of(case), by=by, at=at)


def finding_at(site, by, at, code="B2", *, state="closed", version="8.0.1"):
    """A priority finding at a site, closed unless told otherwise; the catalogue must be there."""
    protocol = Protocol.objects.get(version=version)
    audit = Audit.objects.create(
        site=site, kind="second_party", protocol=protocol, auditor=by, state="in_progress",
        planned_on=at.date(), planned_at=at, planned_by=by, started_on=at.date(),
    )  # fmt: skip
    done = {"closed_at": at, "closed_by": by, "is_history": True} if state == "closed" else {}
    return Finding.objects.create(
        audit=audit, number=1, provision=Provision.objects.get(protocol=protocol, code=code),
        rating="priority", description="Two of five exits were locked.", discovered_on=at.date(),
        recorded_at=at, recorded_by=by, state=state, **done,
    )  # fmt: skip
