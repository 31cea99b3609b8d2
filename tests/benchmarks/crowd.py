"""A PostgreSQL registry of many suppliers, in a few statements; always the same one.

Each supplier has a site, a class, a purchase and an entry in the trail. The first one by name, whose
page is measured, has what a supplier has after two years. Of the auditors, `half` is assigned to every
second supplier by chance, `few` to 500, and `end` to the half that comes last in the list's order.
"""

import datetime as dt

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from suppliers import catalogue, catalogue_risk
from suppliers.models import Commodity, FactorReading, RiskModel, RiskYear, Site, Supplier, Supply
from sustainportal.trail.models import Entry

AUDITORS = ("half", "few", "end")
STATEMENTS = [
    # {chance} is a number from 0 to 999,999 that looks random and is the same in every run
    """
    INSERT INTO suppliers_supplier (code, name, name_key, country_id, tier, category, status, is_key,
        customer_designated, created_at, changed_at)
    SELECT 'B' || lpad(n::text, 7, '0'), name, lower(name),
        ('{{VN,CN,TW,TH,MY,ID,IN,MX,JP,KR,DE,PH}}'::text[])[1 + {chance} %% 12], 1 + {chance} %% 3,
        'Parts', 'active', {chance} %% 10 = 0, false, %(at)s, %(at)s
    FROM (SELECT n, ('{{Red,Blue,North,South,Jade,Cedar,River,Hill,Stone,Maple}}'::text[])
        [1 + {chance} %% 10] || ' Works ' || {chance} || '-' || n AS name
        FROM generate_series(%(have)s + 1, %(size)s) n) named
    """,
    """
    INSERT INTO suppliers_site (supplier_id, name, address, city, country_id, workers)
    SELECT id, 'Plant 1', id || ' Harbour Road', 'Haiphong', country_id, 300
    FROM suppliers_supplier n WHERE code > %(last)s
    """,
    """
    INSERT INTO suppliers_classification (supplier_id, year_id, model_id, risk_class, in_scope, coverage,
        overall, reasons, digest, judged_at)
    SELECT id, 2026, %(model)s, ('{{low,medium,high}}'::text[])[1 + id %% 3], true, 90, id %% 100,
        '{{}}', '', %(at)s
    FROM suppliers_supplier WHERE code > %(last)s
    """,
    """
    INSERT INTO suppliers_supply (supplier_id, commodity_id, quarter, amount, currency)
    SELECT id, %(commodity)s, '2026Q2', 1000000, 'TWD' FROM suppliers_supplier WHERE code > %(last)s
    """,
    """
    INSERT INTO trail_entry (at, event, actor_id, actor, subject_type, subject_id, subject, detail)
    SELECT %(at)s, 'suppliers.supplier.created', '', 'import', 'suppliers.supplier', id, name, '{{}}'
    FROM suppliers_supplier WHERE code > %(last)s
    """,
    "DELETE FROM suppliers_assignment",
    """
    INSERT INTO suppliers_assignment (supplier_id, user_id)
    SELECT id, %(half)s FROM suppliers_supplier WHERE hashtext(code) %% 2 = 0 UNION ALL
    (SELECT id, %(few)s FROM suppliers_supplier ORDER BY hashtext(code) LIMIT 500) UNION ALL
    (SELECT id, %(end)s FROM suppliers_supplier ORDER BY name DESC LIMIT %(size)s / 2)
    """,
]
CHANCE = "abs(hashint8(n) %% 1000000)"


def grow(size):
    """Bring the registry to `size` suppliers; return the people who look at it, by name."""
    at, have = timezone.now(), Supplier.objects.count()
    people = {name: person(name, "auditor") for name in AUDITORS}
    values = {name: someone.pk for name, someone in people.items()} | dict(at=at, have=have)
    values |= {"size": size, "last": f"B{have:07}", "model": first_of_all(at).pk}
    values["commodity"] = Commodity.objects.get_or_create(code="STEEL", defaults={"name": "Steel"})[
        0
    ].pk
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement.format(chance=CHANCE), values)
    fill(shown_supplier(), at)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return people | {"procurement": person("procurement", "procurement")}


def person(name, role):
    return get_user_model().objects.get_or_create(username=name, defaults={"role": role})[0]


def first_of_all(at):
    """The catalogues and the year 2026; the risk model."""
    catalogue.load(at=at)
    catalogue_risk.load(at=at)
    RiskYear.objects.get_or_create(year=2026)
    return RiskModel.objects.first()


def shown_supplier():
    """The supplier whose page is measured."""
    return Supplier.objects.order_by("name", "pk").first()


def fill(supplier, at):
    """Two years of a supplier: 17 purchases, 3 sites, 2 other names, 24 readings, 12 entries of the trail."""
    if supplier.aliases.exists():
        return
    for spelling in ("Red Works Ltd.", "紅工廠"):
        supplier.aliases.create(spelling=spelling)
    supplier.memberships.create(user=person(f"mill-{supplier.pk}", "supplier"))
    Site.objects.bulk_create(Site(supplier=supplier, name=f"Plant {n}") for n in (2, 3))
    quarters = [f"{year}Q{part}" for year in (2025, 2026) for part in (1, 2, 3, 4)]
    resin, glass = (
        Commodity.objects.get_or_create(code=name, name=name)[0] for name in ("Resin", "Glass")
    )
    Supply.objects.bulk_create(
        Supply(supplier=supplier, commodity=what, quarter=quarter, share=20, amount=3_000_000)
        for quarter in quarters
        for what in (resin, glass)
    )
    FactorReading.objects.bulk_create(
        FactorReading(supplier=supplier, factor_id=factor, value=50, source="Audit", recorded_at=at,
                      read_on=at.date() - dt.timedelta(days=days))
        for factor in ("audit_score", "saq_score", "open_findings", "cap_overdue")
        for days in range(30, 630, 100)
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(at=at - dt.timedelta(days=days), event="suppliers.supplier.changed", actor="A. Buyer",
              subject_type="suppliers.supplier", subject_id=str(supplier.pk), subject=str(supplier),
              detail={"tier": 2, "category": "Parts"})
        for days in range(12)
    )  # fmt: skip
