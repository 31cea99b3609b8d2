"""Audits at every point of their life, held at the mill of the cast."""

import datetime as dt

import pytest
from django.conf import settings as project

from audits import catalogue, operations
from audits.models import Audit, Protocol, Provision, Questionnaire, ZeroToleranceKind
from suppliers import catalogue_risk
from sustainportal.files.content import upload

from ..sample_files import png

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """No test writes into the checkout's files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def catalogues(db, now):
    catalogue_risk.load(at=now)
    catalogue.load(at=now)
    Protocol.objects.update(comment_days=0)  # reports become final at once; test_drafts has the period


@pytest.fixture
def protocol(catalogues):
    return Protocol.objects.get(version="8.0.1")


@pytest.fixture
def provision(protocol):
    """`provision("B2")`"""
    return lambda code: Provision.objects.get(protocol=protocol, code=code)


@pytest.fixture
def child_labour(catalogues):
    return ZeroToleranceKind.objects.get(code="child-labour")


@pytest.fixture
def plan(site, protocol, buyer, auditor, now):
    """`plan()` plans an audit of the mill's site ten days before now."""

    def planned(**fields):
        at = now - 20 * DAY
        values = {
            "site": site,
            "kind": Audit.Kind.VAP_INITIAL,
            "protocol": protocol,
            "auditor": auditor,
            "planned_on": (now - 10 * DAY).date(),
            "by": buyer,
            "at": at,
        }
        return operations.plan_audit(**values | fields)

    return planned


@pytest.fixture
def planned(plan):
    return plan()


@pytest.fixture
def begun(planned, auditor, now):
    """An audit in progress since ten days."""
    at = now - 10 * DAY
    return operations.start_audit(audit=planned, started_on=at.date(), by=auditor, at=at)


@pytest.fixture
def find(begun, provision, auditor, now):
    """`find("major", "B2")` records a finding of the audit in progress."""

    def found(rating="major", code="B2", **fields):
        at = fields.pop("at", now - 9 * DAY)
        values = {
            "audit": begun,
            "provision": provision(code),
            "rating": rating,
            "description": "Two of five exits were locked.",
            "discovered_on": at.date(),
            "by": auditor,
            "at": at,
        }
        return operations.record_finding(**values | fields)

    return found


@pytest.fixture
def finish(begun, auditor, now):
    """`finish(conforming, applicable)` makes the audit in progress final eight days before now."""

    def finished(conforming=99, applicable=100, outcome="conditional", at=None):
        at = at or now - 8 * DAY
        begun.refresh_from_db()
        operations.record_visit(
            audit=begun,
            conforming=conforming,
            applicable=applicable,
            workers=420,
            interviewed=40,
            closing_on=at.date(),
            summary="",
            by=auditor,
            at=at,
        )
        return operations.finalise_audit(
            audit=begun, outcome=outcome, closing_on=at.date(), by=auditor, at=at
        )

    return finished


@pytest.fixture
def finding(find, finish):
    """A major finding of a final audit, nothing done yet."""
    found = find()
    finish()
    found.refresh_from_db()
    return found


BY = {
    "responsible": "Ms Tran",
    "starts_on": dt.date(2026, 8, 12),
    "expected_on": dt.date(2026, 9, 30),
}
PLAN = {
    "root_cause": "Nobody was asked to check them.",
    "actions": [
        {"kind": "containment", "text": "The doors were opened."} | BY,
        {"kind": "corrective", "text": "Panic bars on every exit door."} | BY,
        {"kind": "preventive", "text": "The shift leader checks the exits daily."} | BY,
    ],
}


@pytest.fixture
def a_file():
    return upload("exit.png", png(), size_limit=project.UPLOAD_MAX_BYTES)


@pytest.fixture
def walk(finding, mill_user, auditor, buyer, second_buyer, a_file, now):
    """`walk("approved")` takes the finding straight to a state by the right people."""
    way = {
        "submitted": lambda f: operations.submit_plan(finding=f, by=mill_user, at=now, **PLAN),
        "needs_revision": lambda f: operations.return_plan(
            finding=f, remark="Why only now?", by=auditor, at=now
        ),
        "approved": lambda f: operations.approve_plan(finding=f, by=auditor, at=now),
        "actions_submitted": lambda f: operations.submit_actions(
            finding=f, done="Bars are fitted.", done_on=dict.fromkeys((1, 2, 3), now.date()),
            files=[a_file], by=mill_user, at=now,
        ),
        "further_action": lambda f: operations.return_actions(
            finding=f, remark="Door 5 is missing.", by=auditor, at=now
        ),
        "ready_for_closure": lambda f: operations.verify(finding=f, by=auditor, at=now),
        "closed": lambda f: operations.close(finding=f, by=buyer, at=now),
    }
    route = {
        "not_started": [],
        "submitted": ["submitted"],
        "needs_revision": ["submitted", "needs_revision"],
        "approved": ["submitted", "approved"],
        "actions_submitted": ["submitted", "approved", "actions_submitted"],
        "further_action": ["submitted", "approved", "actions_submitted", "further_action"],
        "ready_for_closure": ["submitted", "approved", "actions_submitted", "ready_for_closure"],
    }
    route["closed"] = [*route["ready_for_closure"], "closed"]

    def walked(state):
        held = finding
        for stop in route[state]:
            held = way[stop](held)
        held.refresh_from_db()
        assert held.state == state
        return held

    return walked


@pytest.fixture
def survey(catalogues, mill, buyer, now):
    """The self-assessment put to the mill, not started."""
    [survey] = operations.assign_surveys(
        questionnaire=Questionnaire.objects.get(version="2026.1"),
        suppliers=[mill],
        year=2026,
        due_on=(now + 30 * DAY).date(),
        by=buyer,
        at=now,
    )
    return survey


@pytest.fixture
def answers():
    """An answer to every question: mostly yes."""
    return {
        "fees": "yes", "hours": "5", "young": "yes", "drills": "partly", "injuries": "0",
        "housing": None, "permits": "yes", "ghg": "50", "gifts": "no", "minerals": None,
        "own-audits": "yes", "plans": "Fewer hours.",
    }  # fmt: skip


@pytest.fixture
def colleague(mill):
    """A second person of the mill."""
    from suppliers.models import Membership
    from sustainportal.accounts.roles import Role

    from ..conftest import person

    user = person("colleague", Role.SUPPLIER)
    Membership.objects.create(supplier=mill, user=user)
    return user


@pytest.fixture
def annual(catalogues, mill, buyer, now):
    """The annual figures of 2026 put to the mill: a question of every kind."""
    from .survey_cast import make_annual, send

    return send(make_annual("2026"), mill, 2026, by=buyer, at=now)


@pytest.fixture
def last_year(catalogues, mill, mill_user, buyer, now):
    """Last year's annual figures of the mill, in an earlier version, accepted: 1000 m3 of water."""
    from .survey_cast import answered_last_year

    return answered_last_year(mill, mill_user, buyer, at=now - 300 * DAY)
