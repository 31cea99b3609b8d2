"""The two mills with a site, supplies, a name to review, a reading and the risk class of an open year."""

import datetime as dt

from suppliers import catalogue_risk, operations
from suppliers.models import (
    Assignment,
    ClassOverride,
    Commodity,
    Contact,
    Correction,
    Country,
    FactorReading,
    Membership,
    PossibleMatch,
    RiskModel,
    RiskYear,
    Site,
    SupplierAlias,
    SupplierIdentifier,
    Supply,
)

from ..conftest import NOW, make_supplier
from . import approvals, papers


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
    world.own.auditor, world.foreign.auditor = world.people["auditor"], world.strange_auditor
    for half in (world.own, world.foreign):
        named(half, by=world.people["supplier"])
    classified(world.own, world.foreign)
    by_hand(world)
    approvals.build(world)
    papers.build(world)


def classified(*halves):
    ids = [half.supplier.pk for half in halves]
    operations.classify_span(year=2026, first=min(ids), last=max(ids), by=None, at=NOW)
    for half in halves:
        half.riskyear = RiskYear.objects.get()


def by_hand(world):
    """A class set by hand for each mill, and a draft of another risk model."""
    buyer = world.people["procurement"]
    for half in (world.own, world.foreign):
        half.classoverride = ClassOverride.objects.create(
            supplier=half.supplier, year_id=2026, risk_class="high", reason="Seen on site",
            until=dt.date(2026, 12, 31), by=buyer, by_name=str(buyer), at=NOW,
        )  # fmt: skip
    world.own.riskmodel = world.foreign.riskmodel = operations.copy_model(
        model=RiskModel.objects.get(status="active"), name="Next", by=None, at=NOW
    )


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
    half.double = make_supplier(f"{code}-2", f"{name} Spinning", country)
    same = make_supplier(f"{code}-3", f"{name} Yarns", country)
    half.merge = operations.merge_suppliers(keep=half.supplier, gone=same, by=None, at=NOW)
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


def named(half, *, by):
    """Another spelling, a number, a contact and a correction that waits for a buyer."""
    supplier = half.supplier
    half.supplieralias = SupplierAlias.objects.create(
        supplier=supplier, spelling=f"{supplier.name} II"
    )
    half.supplieridentifier = SupplierIdentifier.objects.create(
        supplier=supplier, kind="tax_id", value=f"VN{supplier.pk:08d}"
    )
    half.contact = Contact.objects.create(supplier=supplier, name="Quality manager")
    half.correction = Correction.objects.create(
        supplier=supplier, about="profile", field="category", before="", proposed="Spinning",
        proposed_by=by, proposed_at=NOW,
    )  # fmt: skip
