"""Quarters at every point of their life: two mills that supply cables, figures, findings, help offered."""

import datetime as dt
from decimal import Decimal

import pytest

from audits import catalogue as audits_catalogue
from audits.models import Audit, Finding, Protocol, Provision, ZeroToleranceKind
from scorecards import catalogue, operations
from scorecards.models import OperatingFigure, Quarter, Scorecard
from scorecards.operations.figures import keep_figures
from scorecards.queries.cards import suppliers_of
from scorecards.queries.policies import active_scorecard_policy
from suppliers import catalogue_risk
from suppliers.models import Commodity, Supply
from training.models import Event, Invitation

QUARTER = "2026Q2"
GOOD = {"quality": 90, "cost": 90, "delivery": 90, "technology": 90, "service": 90}


@pytest.fixture
def policies(db, now):
    catalogue.load(at=now)
    return active_scorecard_policy()


@pytest.fixture
def cables(db):
    return Commodity.objects.create(code="CAB", name="Cables")


@pytest.fixture
def supply(cables):
    """`supply(mill, 60)`: its share of the cables in the quarter."""

    def supplied(supplier, share, commodity=cables, quarter=QUARTER, **fields):
        return Supply.objects.create(
            supplier=supplier, commodity=commodity, quarter=quarter, share=share, **fields
        )

    return supplied


@pytest.fixture
def measure(db, now):
    """`measure(mill, quality=90)`: operating figures of the quarter."""

    def measured(supplier, quarter=QUARTER, at=now - dt.timedelta(days=20), **values):
        rows = [(supplier.pk, quarter, name, Decimal(v), 2) for name, v in values.items()]
        return keep_figures(rows, by=None, at=at)

    return measured


@pytest.fixture
def quarter(policies, mill, other_mill, supply, measure):
    """An open quarter: the mill is good, the other mill has one figure only; 55 : 45 of the cables."""
    supply(mill, 55)
    supply(other_mill, 45)
    measure(mill, **GOOD)
    measure(other_mill, quality=65)
    return Quarter.objects.get(pk=QUARTER)


@pytest.fixture
def compute(policies, now):
    """`compute(quarter)` judges it here and now."""

    def computed(quarter, at=now, by=None):
        ids = list(suppliers_of(quarter.pk).values_list("pk", flat=True))
        counts = operations.compute_cards(
            quarter=quarter, policy=operations.policy_to_use(), supplier_ids=ids, at=at
        )
        operations.finish_computing(quarter=quarter, by=by, at=at)
        quarter.refresh_from_db()
        return counts

    return computed


@pytest.fixture
def computed(quarter, compute):
    compute(quarter)
    return quarter


@pytest.fixture
def published(computed, buyer, now):
    return operations.publish_quarter(quarter=computed, by=buyer, at=now)


@pytest.fixture
def card(computed, mill):
    return Scorecard.objects.get(supplier=mill, quarter=computed)


@pytest.fixture
def published_card(published, mill):
    return Scorecard.objects.get(supplier=mill, quarter=published)


@pytest.fixture
def offer_help(db, now):
    """`offer_help(mill)`: invited to a training that was held two months ago."""

    def offered(*suppliers, at=now - dt.timedelta(days=60)):
        event, _made = Event.objects.get_or_create(
            code="E-1",
            defaults={
                "title": "Working hours",
                "kind": Event.Kind.TRAINING,
                "starts_on": at.date(),
                "state": Event.State.HELD,
                "created_at": at,
            },
        )
        for supplier in suppliers:
            Invitation.objects.create(event=event, supplier=supplier, invited_at=at)
        return event

    return offered


@pytest.fixture
def find(auditor, buyer, now):
    """`find(mill, "priority")`: an open finding of a final audit in June; `severe` for zero tolerance."""

    def found(supplier, rating="priority", severe=False, at=now - dt.timedelta(days=60)):
        catalogue_risk.load(at=at)
        audits_catalogue.load(at=at)
        protocol = Protocol.objects.get(version="8.0.1")
        audit = Audit.objects.create(
            site=supplier.sites.get(),
            kind=Audit.Kind.VAP_INITIAL,
            protocol=protocol,
            auditor=auditor,
            state=Audit.State.FINAL,
            outcome=Audit.Outcome.CONDITIONAL,
            planned_on=at.date(),
            planned_at=at,
            planned_by=buyer,
            started_on=at.date(),
            closing_on=at.date(),
            conforming=90,
            applicable=100,
            score=Decimal(160),
            final_at=at,
            final_on=at.date(),
            final_by=auditor,
            valid_until=at.date() + dt.timedelta(days=700),
        )
        return Finding.objects.create(
            audit=audit,
            number=1,
            provision=Provision.objects.filter(protocol=protocol).first(),
            rating=rating,
            zero_tolerance=ZeroToleranceKind.objects.first() if severe else None,
            discovered_on=at.date(),
            description="Two of five exits were locked.",
            recorded_at=at,
            recorded_by=auditor,
        )

    return found


@pytest.fixture
def allocation(published, buyer, offer_help, mill, other_mill, cables, now):
    """A recommendation for the cables, proposed by the buyer."""
    offer_help(mill, other_mill)
    operations.allocate(quarter=published, commodity_id=cables.pk, by=buyer, at=now)
    return published.allocations.get()


def figure(supplier, dimension):
    return OperatingFigure.objects.get(supplier=supplier, quarter=QUARTER, dimension=dimension)
