"""The demo company's suppliers: "Aurora Devices" and eighty names that no company bears.

Deterministic, and dated relative to `at`. The history is written with the registry's own operations
at past moments; purchases are written in one set.
"""

import datetime as dt
import random

from django.contrib.auth.hashers import make_password

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.trail.operations import entry, record_many

from . import demo_purchases, demo_registry, operations
from .models import Assignment, Commodity, Country, Site, Supplier

BRAND = "Aurora Devices"
PASSWORD = "demo-portal"
COLOURS = {
    "Amber": "琥珀", "Birch": "白樺", "Cobalt": "鈷藍", "Dapple": "斑影", "Ember": "燼光",
    "Fathom": "深尋", "Glimmer": "微光", "Hazel": "榛實", "Indigo": "靛青", "Juniper": "杜松",
}  # fmt: skip
PLACES = {
    "fen": "澤", "brook": "溪", "ridge": "嶺", "vale": "谷", "moor": "原", "holm": "洲",
    "wick": "港", "stead": "莊",
}  # fmt: skip
COUNTRIES = (
    ("TW", 14), ("CN", 20), ("VN", 12), ("TH", 6), ("MY", 6), ("ID", 4), ("IN", 5), ("PH", 3),
    ("MX", 3), ("JP", 3), ("KR", 2), ("DE", 2),
)  # fmt: skip
FORMS = {"DE": "GmbH", "JP": "K.K.", "MY": "Sdn. Bhd.", "ID": "Tbk PT", "IN": "Pvt. Ltd."}
CITIES = ("Northgate", "Millbank", "Harbourside", "Old Quarry", "Eastfield", "Lakeview")
STAFF = (
    ("buyer", "Bea", "Buyer", Role.PROCUREMENT), ("buyer2", "Ben", "Buyer", Role.PROCUREMENT),
    ("sales", "Sam", "Sales", Role.SALES),
    ("auditor", "Ana", "Auditor", Role.AUDITOR), ("auditor2", "Otto", "Auditor", Role.AUDITOR),
    ("admin", "Ada", "Admin", Role.ADMIN),
)  # fmt: skip
#: What is not simply active, by number; what becomes of the candidates is told in demo_approval.
STATUSES = {
    17: "candidate", 33: "candidate", 52: "suspended", 74: "candidate", 75: "candidate",
    76: "candidate", 77: "candidate", 78: "ended", 79: "candidate",
}  # fmt: skip


def build(*, at):
    """Users, suppliers, sites, supplies, members and auditors. Does nothing where suppliers are."""
    if Supplier.objects.exists():
        return {}
    chance = random.Random("suppliers")
    people = make_staff()
    begun = at - dt.timedelta(days=820)
    suppliers = make_suppliers(chance, by=people["buyer"], at=begun)
    make_sites(chance, suppliers, by=people["buyer"], at=begun + dt.timedelta(days=3))
    demo_registry.build(
        random.Random("registry"), suppliers, by=people["buyer"], at=begun + dt.timedelta(days=5)
    )
    demo_purchases.build(chance, suppliers, by=people["buyer2"], at=at)
    make_members(suppliers, by=people["buyer"], at=begun + dt.timedelta(days=7))
    assign_auditors(suppliers, people, at=begun + dt.timedelta(days=10))
    demo_registry.propose(suppliers, at=at)
    return {
        "users": User.objects.count(),
        "suppliers": len(suppliers),
        "sites": Site.objects.count(),
        "commodities": Commodity.objects.count(),
    }


def make_staff():
    """The company's own people and the auditors, by login."""
    secret = make_password(PASSWORD)
    people = [
        User(
            username=login, first_name=first, last_name=last, role=role, password=secret,
            email=f"{login}@aurora.example", is_staff=role == Role.ADMIN,
        )
        for login, first, last, role in STAFF
    ]  # fmt: skip
    User.objects.bulk_create(people)
    return {
        person.username: person
        for person in User.objects.filter(username__in=[p.username for p in people])
    }


def make_suppliers(chance, *, by, at):
    codes = [code for code, weight in COUNTRIES for _one in range(weight)]
    chance.shuffle(codes)
    countries = {country.pk: country for country in Country.objects.filter(pk__in=set(codes))}
    made = []
    names = [(colour, place) for place in PLACES for colour in COLOURS]
    for number, ((colour, place), code) in enumerate(zip(names, codes, strict=True), start=1):
        trade, tier = demo_purchases.trade_of(number)
        stem = f"{colour}{place} {trade}"
        supplier = operations.add_supplier(
            code=f"S-{number:03d}",
            name=f"{stem} {FORMS.get(code, 'Co., Ltd.')}",
            country=countries[code],
            tier=tier,
            category=trade,
            status=STATUSES.get(number, "active"),
            is_key=number % 9 == 1,
            customer_designated=number % 20 == 7,
            by=by,
            at=at + dt.timedelta(minutes=number),
        )
        if code in {"TW", "CN"}:
            spelling = f"{COLOURS[colour]}{PLACES[place]}股份有限公司"
            operations.add_alias(supplier=supplier, spelling=spelling, by=by, at=at)
        made.append(supplier)
    return made


def make_sites(chance, suppliers, *, by, at):
    """One to three sites each; now and then one of them is abroad."""
    for number, supplier in enumerate(suppliers, start=1):
        count = 2 if number == 1 else chance.choice((1, 1, 1, 2, 2, 3))
        for index in range(count):
            abroad = index == 2 and chance.random() < 0.5
            operations.add_site(
                supplier=supplier,
                name=f"{supplier.name.split()[0]} Plant {index + 1}",
                address=f"{chance.randint(2, 180)} {chance.choice(('Foundry', 'Canal', 'Orchard'))} Road",
                city=chance.choice(CITIES),
                country=chance.choice(suppliers).country if abroad else supplier.country,
                workers=chance.randint(60, 4200),
                female_percent=chance.randint(18, 82),
                migrant_percent=chance.choice((0, 0, 0, 4, 9, 15, 28, 41)),
                by=by,
                at=at,
            )


def make_members(suppliers, *, by, at):
    """`supplier` and `supplier2` for the first two, and one person for every tenth."""
    secret = make_password(PASSWORD)
    logins = {0: "supplier", 1: "supplier2"} | {n - 1: f"supplier{n}" for n in range(10, 81, 10)}
    people = [
        User(
            username=login, first_name=suppliers[index].name.split()[0], last_name="Contact",
            role=Role.SUPPLIER, password=secret, email=f"{login}@supplier.example",
        )
        for index, login in logins.items()
    ]  # fmt: skip
    User.objects.bulk_create(people)
    for person, index in zip(
        User.objects.filter(username__in=logins.values()).order_by("pk"), logins, strict=True
    ):
        operations.add_member(supplier=suppliers[index], user=person, by=by, at=at)


def assign_auditors(suppliers, people, *, at):
    """Each auditor has every third supplier or so; `auditor` has the first."""
    rows = [
        Assignment(supplier=supplier, user=people[login])
        for index, supplier in enumerate(suppliers)
        for login, first in (("auditor", 0), ("auditor2", 1))
        if index % 3 == first
    ]
    Assignment.objects.bulk_create(rows)
    record_many(
        [
            entry(
                "suppliers.auditor.assigned",
                row.supplier,
                by=people["buyer"],
                at=at,
                user=row.user.username,
            )
            for row in rows
        ]
    )
