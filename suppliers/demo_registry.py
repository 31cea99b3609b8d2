"""What the demo registry knows beside names and sites: groups, regions, numbers, contacts, coordinates,
and two corrections that wait for a buyer. Written in sets, with a trail row for each supplier.

Every number is made up: tax numbers and LEIs belong to nobody (their check digits fit), as the stems tell.
"""

import datetime as dt
from decimal import Decimal

from sustainportal.notices.operations import muted
from sustainportal.trail.operations import entry, record_many

from .models import Contact, Site, Supplier, SupplierAlias, SupplierIdentifier
from .operations import corrections
from .rules.identifiers import lei_with_check_digits

#: country -> regions, and a place in it (degrees north and east) round which its sites lie
PLACES = {
    "TW": (("Hsinchu", "Taoyuan", "Tainan"), (24.0, 120.8)),
    "CN": (("Guangdong", "Jiangsu", "Sichuan"), (31.0, 118.0)),
    "VN": (("Hai Phong", "Bac Ninh", "Dong Nai"), (20.9, 106.3)),
    "TH": (("Rayong", "Chonburi"), (13.4, 101.1)),
    "MY": (("Penang", "Johor"), (5.3, 100.5)),
    "ID": (("West Java", "Batam"), (-6.4, 107.3)),
    "IN": (("Tamil Nadu", "Karnataka"), (12.9, 79.7)),
    "PH": (("Laguna", "Cebu"), (14.2, 121.2)),
    "MX": (("Jalisco", "Nuevo León"), (20.7, -103.3)),
    "JP": (("Nagano", "Aichi"), (36.2, 137.9)),
    "KR": (("Gyeonggi", "Gumi"), (37.2, 127.3)),
    "DE": (("Saxony", "Bavaria"), (50.9, 13.3)),
}
#: parent -> those under it, by number
GROUPS = {1: (9, 17, 25), 9: (33,), 2: (10, 18), 11: (12,)}
FUNCTIONS = ("Quality manager", "Sustainability officer", "Sales", "Human resources")
LANGUAGES = {"TW": "zh-hant", "CN": "zh-hans"}


def build(chance, suppliers, *, by, at):
    """Fill in what the suppliers' own rows do not say; `at` is when the buyer knew it."""
    told = {supplier.pk: {} for supplier in suppliers}
    give_regions(suppliers, told)
    make_groups(suppliers, told)
    give_numbers(chance, suppliers, told)
    make_contacts(suppliers, told)
    place_sites(chance, suppliers, told, at)
    local = SupplierAlias.objects.filter(spelling__regex=r"^[一-鿿]")
    local.update(kind=SupplierAlias.Kind.LOCAL)
    record_many(
        [
            entry("suppliers.supplier.changed", supplier, by=by, at=at, changes=told[supplier.pk])
            for supplier in suppliers
        ]
    )


def give_regions(suppliers, told):
    for number, supplier in enumerate(suppliers):
        regions = PLACES[supplier.country_id][0]
        supplier.region = regions[number % len(regions)]
        told[supplier.pk]["region"] = supplier.region
    Supplier.objects.bulk_update(suppliers, ["region"])


def make_groups(suppliers, told):
    below = []
    for parent, numbers in GROUPS.items():
        for number in numbers:
            supplier = suppliers[number - 1]
            supplier.parent = suppliers[parent - 1]
            told[supplier.pk]["parent"] = supplier.parent.code
            below.append(supplier)
    Supplier.objects.bulk_update(below, ["parent"])


def give_numbers(chance, suppliers, told):
    """A tax number for most, an LEI for every fourth, a D-U-N-S number for every fifth."""
    kinds, rows = SupplierIdentifier.Kind, []
    for number, supplier in enumerate(suppliers, start=1):
        if number % 6:
            rows.append(
                (
                    supplier,
                    kinds.TAX_ID,
                    f"{supplier.country_id}{number:03d}DEMO{chance.randint(100, 999)}",
                )
            )
        if number % 4 == 1:
            rows.append((supplier, kinds.LEI, lei_with_check_digits(f"DEMO00AURORA{number:06d}")))
        if number % 5 == 1:
            rows.append((supplier, kinds.DUNS, f"{number:09d}"))
    for supplier, kind, value in rows:
        told[supplier.pk].setdefault("number", []).append(f"{kind.label} {value}")
    SupplierIdentifier.objects.bulk_create(
        SupplierIdentifier(supplier=supplier, kind=kind, value=value)
        for supplier, kind, value in rows
    )


def make_contacts(suppliers, told):
    """People without names of their own: what they do is who they are."""
    rows = []
    for number, supplier in enumerate(suppliers):
        stem = supplier.name.split()[0]
        for function in FUNCTIONS[: 1 + number % 3]:
            mail = f"{function.split()[0].lower()}@{stem.lower()}.example"
            rows.append(
                Contact(
                    supplier=supplier, name=f"{stem} {function.lower()}", function=function, mail=mail,
                    phone=f"+00 555 {number:04d}", language=LANGUAGES.get(supplier.country_id, "en"),
                )
            )  # fmt: skip
        told[supplier.pk]["function"] = list(FUNCTIONS[: 1 + number % 3])
    Contact.objects.bulk_create(rows)


def place_sites(chance, suppliers, told, at):
    """Nine in ten sites have coordinates, within sixty kilometres or so of a place in their country."""
    sites = list(Site.objects.filter(supplier__in=suppliers).order_by("pk"))
    for number, site in enumerate(sites):
        site.workforce_year = at.year
        if number % 10 == 9 or site.country_id not in PLACES:
            continue
        north, east = PLACES[site.country_id][1]
        site.latitude = Decimal(f"{north + chance.uniform(-0.5, 0.5):.5f}")
        site.longitude = Decimal(f"{east + chance.uniform(-0.5, 0.5):.5f}")
        told[site.supplier_id]["sites"] = told[site.supplier_id].get("sites", 0) + 1
    Site.objects.bulk_update(sites, ["workforce_year", "latitude", "longitude"], batch_size=100)


def propose(suppliers, *, at):
    """Two corrections of the first supplier's own person that wait for a buyer."""
    first = suppliers[0]
    person = first.memberships.select_related("user").get().user
    site = first.sites.order_by("pk").first()
    day = at - dt.timedelta(days=2)
    with muted():
        corrections.propose_changes(
            thing=site, values={"workers": (site.workers or 0) + 140},
            why="A second line was opened in spring.", by=person, at=day,
        )  # fmt: skip
        corrections.propose_changes(
            thing=first, values={"category": f"{first.category} and testing"},
            why="We test what we assemble since last year.", by=person, at=day,
        )  # fmt: skip
