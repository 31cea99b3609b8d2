"""What audits mean for risk, pushed up as readings: the risk model knows nothing else of us."""

from django.urls import reverse
from django.utils import timezone

from suppliers.models import FactorReading
from suppliers.operations.readings import NewReading, read_factors

from ..models import Finding
from ..rules.life import WAITS_FOR_SUPPLIER
from ..rules.score import open_weight

SOURCE = "Audits"  # stored text, one in every language: a reading is unique by it
SURVEYS = "Surveys"
FACTORS = ("open_findings", "zero_tolerance", "cap_overdue")


def open_facts(suppliers, today):
    """{supplier id: {factor: value}} of what is open there, in one query; nothing open, no key.

    Overdue is what waits for the supplier past its date; a buyer's or auditor's delay is not theirs.
    """
    rows = (
        Finding.objects.reported()
        .open()
        .filter(audit__site__supplier__in=suppliers)
        .with_due(today)
        .order_by()
        .values_list("audit__site__supplier", "rating", "zero_tolerance", "state", "is_overdue")
    )
    facts = {}
    for supplier, rating, zero_tolerance, state, overdue in rows.iterator():
        kept = facts.setdefault(supplier, dict.fromkeys(FACTORS, 0))
        kept["open_findings"] += open_weight(
            rating == "priority", rating == "major", rating == "minor"
        )
        kept["zero_tolerance"] += zero_tolerance is not None
        kept["cap_overdue"] += bool(overdue) and state in WAITS_FOR_SUPPLIER
    return facts


def post_open_findings(suppliers, *, by, at):
    """Post what is open at these suppliers (ids); returns what became of the readings."""
    return read_factors(readings=_readings(suppliers, timezone.localdate(at)), by=by, at=at)


def post_changed_findings(suppliers, *, by, at):
    """As post_open_findings, but only what differs from the last reading: for every night."""
    known = FactorReading.objects.filter(
        supplier__in=suppliers, factor__in=FACTORS, source=SOURCE
    ).order_by("read_on", "pk")
    last = {
        (supplier, factor): value
        for supplier, factor, value in known.values_list("supplier", "factor", "value")
    }
    readings = [
        reading
        for reading in _readings(suppliers, timezone.localdate(at))
        if last.get((reading.supplier_id, reading.factor), 0) != reading.value
    ]
    return read_factors(readings=readings, by=by, at=at)


def _readings(suppliers, today):
    facts = open_facts(suppliers, today)
    address = reverse("audits:finding_list")
    return [
        NewReading(
            supplier_id=supplier,
            factor=factor,
            value=facts.get(supplier, {}).get(factor, 0),
            read_on=today,
            source=SOURCE,
            link=f"{address}?supplier={supplier}&standing=open",
        )
        for supplier in suppliers
        for factor in FACTORS
    ]


def post_audit_score(audit, *, by, at):
    """Post the score of a final audit, if it has one."""
    if audit.score is None:
        return
    reading = NewReading(
        audit.site.supplier_id,
        "audit_score",
        float(audit.score),
        audit.final_on,
        SOURCE,
        audit.get_absolute_url(),
    )
    read_factors(readings=[reading], by=by, at=at)


def post_survey_score(survey, *, by, at):
    """Post the score of an accepted self-assessment."""
    if survey.score is None or not survey.questionnaire.posts_score:
        return
    reading = NewReading(
        survey.supplier_id,
        "saq_score",
        float(survey.score),
        timezone.localdate(at),
        SURVEYS,
        survey.get_absolute_url(),
    )
    read_factors(readings=[reading], by=by, at=at)
