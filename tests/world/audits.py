"""A final audit with a finding, its evidence and a survey for each mill; an audit in progress at ours."""

import datetime as dt

from django.conf import settings

from audits import catalogue, operations
from audits.models import Audit, Protocol, Provision, Questionnaire
from audits.rules.uploads import upload

from ..audits.files import png
from ..conftest import NOW

DAY = dt.timedelta(days=1)


def build(world):
    catalogue.load(at=NOW)
    audited(world.own, world, world.people["auditor"], days_ago=30)
    audited(world.foreign, world, world.strange_auditor, days_ago=30)
    finish(world.own, world.people["auditor"])
    finish(world.foreign, world.strange_auditor)
    world.draft.site = world.own.site
    audited(world.draft, world, world.people["auditor"], days_ago=5)
    surveys(world)


def audited(half, world, auditor, *, days_ago):
    """An audit in progress with one finding and a picture."""
    day = NOW - days_ago * DAY
    protocol = Protocol.objects.get()
    half.audit = operations.plan_audit(
        site=half.site,
        kind=Audit.Kind.VAP_INITIAL,
        protocol=protocol,
        auditor=auditor,
        planned_on=day.date(),
        by=world.people["procurement"],
        at=day - 10 * DAY,
    )
    operations.start_audit(audit=half.audit, started_on=day.date(), by=auditor, at=day)
    half.finding = operations.record_finding(
        audit=half.audit,
        provision=Provision.objects.get(protocol=protocol, code="B2"),
        rating="major",
        description="Two of five exits were locked.",
        discovered_on=day.date(),
        files=[upload("exit.png", png(), size_limit=settings.UPLOAD_MAX_BYTES)],
        by=auditor,
        at=day,
    )
    half.evidence = half.finding.evidence.get()


def finish(half, auditor):
    day = NOW - 20 * DAY
    operations.record_visit(
        audit=half.audit,
        conforming=99,
        applicable=100,
        workers=420,
        interviewed=40,
        closing_on=day.date(),
        summary="",
        by=auditor,
        at=day,
    )
    operations.finalise_audit(
        audit=half.audit, outcome="conditional", closing_on=day.date(), by=auditor, at=day
    )


def surveys(world):
    for half in (world.own, world.foreign):
        (half.survey,) = operations.assign_surveys(
            questionnaire=Questionnaire.objects.get(),
            suppliers=[half.supplier],
            year=2026,
            due_on=(NOW + 30 * DAY).date(),
            by=world.people["procurement"],
            at=NOW,
        )
