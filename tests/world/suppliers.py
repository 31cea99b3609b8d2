"""The two mills with a site, supplies, a name to review, a reading and the risk class of an open year."""

import datetime as dt

from suppliers import catalogue_risk, operations
from suppliers.models import (
    Assignment,
    Commodity,
    Country,
    FactorReading,
    Membership,
    PossibleMatch,
    RiskYear,
    Site,
    Supply,
)

from ..conftest import NOW, make_supplier


def build(world):
    catalogue_risk.load(at=NOW)
    country, _new = Country.objects.get_or_create(
        code="VN", defaults={"alpha3": "VNM", "name": "Vietnam"}
    )
    world.commodity = Commodity.objects.create(code="YARN", name="Yarn")
    half_of(world.own, "M-001", "Red River Mill", country, world.commodity)
    half_of(world.foreign, "M-002", "Blue Hill Mill", country, world.commodity)
    Membership.objects.create(supplier=world.own.supplier, user=world.people["supplier"])
    Assignment.objects.create(supplier=world.own.supplier, user=world.people["auditor"])
    Assignment.objects.create(supplier=world.foreign.supplier, user=world.strange_auditor)
    classified(world.own, world.foreign)


def classified(*halves):
    ids = [half.supplier.pk for half in halves]
    operations.classify_span(year=2026, first=min(ids), last=max(ids), by=None, at=NOW)
    for half in halves:
        half.riskyear = RiskYear.objects.get()


def half_of(half, code, name, country, commodity):
    half.supplier = make_supplier(code, name, country, tier=2)
    half.site = Site.objects.create(supplier=half.supplier, name="Plant 1", country=country)
    for quarter in ("2026Q2", "2026Q3"):
        Supply.objects.create(
            supplier=half.supplier, commodity=commodity, quarter=quarter, share=50, amount=1000
        )
    half.possiblematch = PossibleMatch.objects.create(
        name=f"{name} Trading", key=code, created_at=NOW
    )
    half.possiblematch.candidates.add(half.supplier)
    operations.read_factor(
        supplier=half.supplier,
        factor="audit_score",
        value=170,
        read_on=dt.date(2026, 8, 1),
        source="Test",
        by=None,
        at=NOW,
    )
    half.factorreading = FactorReading.objects.get(supplier=half.supplier, factor="audit_score")
