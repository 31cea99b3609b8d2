"""A final audit with a finding, its evidence and a survey for each mill; an audit in progress at ours."""

import datetime as dt

from django.conf import settings

from audits import catalogue, operations
from audits.models import (
    Audit,
    AuditComment,
    Protocol,
    Provision,
    Questionnaire,
    Smelter,
    SurveyFile,
)
from audits.operations.programme import take_up
from suppliers import catalogue_approach
from suppliers.operations.due import confirm_due_list, propose_due_list
from suppliers.operations.due_items import add_item
from sustainportal.files.content import upload
from sustainportal.files.keeping import filing

from ..conftest import NOW
from ..sample_files import png

DAY = dt.timedelta(days=1)


def build(world):
    catalogue.load(at=NOW)
    Protocol.objects.update(comment_days=0)
    audited(world.own, world, world.people["auditor"], days_ago=30)
    audited(world.foreign, world, world.strange_auditor, days_ago=30)
    finish(world.own, world.people["auditor"])
    finish(world.foreign, world.strange_auditor)
    commented(world)
    more_time(world)
    world.draft.site = world.own.site
    audited(world.draft, world, world.people["auditor"], days_ago=5)
    surveys(world)
    programme(world)


def audited(half, world, auditor, *, days_ago):
    """An audit in progress with one finding and a picture."""
    day = NOW - days_ago * DAY
    protocol = Protocol.objects.get(version="8.0.1")
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
    [half.reportfile] = operations.keep_reports(
        audit=half.audit,
        files=[upload("report.png", png(), size_limit=settings.UPLOAD_MAX_BYTES)],
        by=auditor,
        at=day,
    )


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


def commented(world):
    """What each mill's people said about the draft, and the answer."""
    for half in (world.own, world.foreign):
        half.auditcomment = AuditComment.objects.create(
            audit=half.audit, text="One exit, not two.", by=world.people["supplier"], at=NOW,
            answer="Both were.", answered_by=half.audit.auditor, answered_at=NOW,
        )  # fmt: skip


def more_time(world):
    """More time asked for, and an effectiveness check that is owed, at each mill."""
    for half in (world.own, world.foreign):
        half.finding.refresh_from_db()
        half.postponement = operations.ask_postponement(
            finding=half.finding, kind="extension", until=half.finding.complete_due + DAY,
            reason="The bars are late.", by=world.second_buyer, at=NOW,
        )  # fmt: skip
        half.effectivenesscheck = operations.owe_check(half.finding, at=NOW)


def surveys(world):
    for half in (world.own, world.foreign):
        (half.survey,) = operations.assign_surveys(
            questionnaire=Questionnaire.objects.get(version="2026.1"),
            suppliers=[half.supplier],
            year=2026,
            due_on=(NOW + 30 * DAY).date(),
            by=world.people["procurement"],
            at=NOW,
        )
        answered(half, world.people["procurement"])


def answered(half, person):
    """A smelter and a file with a question for smelters."""
    questionnaire = half.survey.questionnaire
    asked, _new = questionnaire.questions.get_or_create(
        key="smelters",
        defaults={
            "section": questionnaire.sections.first(),
            "number": 99,
            "kind": "smelters",
            "text": "Which smelters?",
            "may_not_apply": True,
        },
    )
    half.question = asked
    half.smelter = Smelter.objects.create(
        survey=half.survey, question=asked, metal="tin", name="River Tin"
    )
    shown = SurveyFile(survey=half.survey, question=asked, by=person, at=NOW)
    picture = upload("list.png", png(), size_limit=settings.UPLOAD_MAX_BYTES)
    with filing() as cabinet:
        half.surveyfile = cabinet.keep(shown, picture)


def programme(world):
    """This year's due list, confirmed and taken up: a survey of each mill, whatever its class asks for."""
    catalogue_approach.load(at=NOW)
    by = world.second_buyer
    propose_due_list(year=2026, by=by, at=NOW)
    for half in (world.own, world.foreign):
        if not half.supplier.due_items.filter(kind="survey").exists():
            add_item(
                year=2026, supplier=half.supplier, kind="survey", quarter=4, reason="asked for",
                by=by, at=NOW,
            )  # fmt: skip
        half.dueitem = half.supplier.due_items.get(kind="survey")
    confirm_due_list(year=2026, seen_at=NOW, by=world.people["procurement"], at=NOW)
    ids = sorted([world.own.dueitem.pk, world.foreign.dueitem.pk])
    take_up(year=2026, first=ids[0], last=ids[-1], at=NOW)
    for half in (world.own, world.foreign):
        half.programmeitem = half.dueitem.programme_item
