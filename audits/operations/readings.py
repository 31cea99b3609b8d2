"""What audits mean for risk, pushed up as readings: the risk model knows nothing else of us."""

from django.urls import reverse
from django.utils import timezone

from suppliers.models import FactorReading
from suppliers.operations.readings import NewReading, read_factors
from suppliers.operations.readings_posted import withdraw_posted

from ..queries.standing import FACTORS, open_facts
from ..queries.survey_readings import newer_accepted, survey_values

SOURCE = "Audits"  # stored text, one in every language: a reading is unique by it
SURVEYS = "Surveys"


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


def audit_source(audit):
    """The source of an audit's score: one of its own, for two may become final on one day."""
    return f"{SOURCE} {audit.reference}"


def post_audit_score(audit, *, by, at):
    """Post the score of a final audit, if it has one."""
    if audit.score is None:
        return
    reading = NewReading(
        audit.site.supplier_id,
        "audit_score",
        float(audit.score),
        audit.final_on,
        audit_source(audit),
        audit.get_absolute_url(),
    )
    read_factors(readings=[reading], by=by, at=at)


def survey_source(survey):
    """The source of a survey's readings: one of its own, so that no other survey's is written over."""
    annual = survey.questionnaire
    return f"{SURVEYS} {survey.year}: {annual.title} {annual.version}"


def post_survey_readings(survey, *, by, at):
    """Post what an accepted survey says: its score if it is the self-assessment, and every answer that is
    itself the reading of a factor. Nothing where a newer year's is accepted already: it would be read
    as the latest."""
    if newer_accepted(survey):
        return
    if values := survey_values(survey):
        day, link = timezone.localdate(at), survey.get_absolute_url()
        readings = [
            NewReading(survey.supplier_id, factor, value, day, survey_source(survey), link)
            for factor, value in values.items()
        ]
        read_factors(readings=readings, by=by, at=at)


def withdraw_survey_readings(survey, *, by, at):
    """A survey was opened again: nothing of it counts until it is accepted anew."""
    link = survey.get_absolute_url()
    for source in (survey_source(survey), SURVEYS):  # before, all surveys had this one source
        withdraw_posted(supplier=survey.supplier, source=source, link=link, by=by, at=at)
