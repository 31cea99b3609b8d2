"""What the demo registry knows beside names and sites."""

import pytest

from suppliers import catalogue, demo
from suppliers.models import Contact, Correction, Site, Supplier, SupplierAlias, SupplierIdentifier
from suppliers.queries.groups import group_of
from suppliers.rules.identifiers import problem_with
from sustainportal.accounts.models import User


@pytest.fixture
def built(db, now):
    catalogue.load(at=now)
    return demo.build(at=now)


def test_regions_groups_numbers_contacts_and_places(built):
    assert not Supplier.objects.filter(region="").exists()
    buyer = User.objects.get(username="buyer")
    first = Supplier.objects.get(code="S-001")
    assert [row["code"] for depth, row in group_of(first, buyer) if depth == 2] == ["S-033"]
    numbers = SupplierIdentifier.objects.all()
    assert {number.kind for number in numbers} == {"tax_id", "lei", "duns"}
    assert {problem_with(number.kind, number.value) for number in numbers} == {""}
    assert Contact.objects.filter(supplier=first, function="Quality manager").exists()
    assert SupplierAlias.objects.filter(kind="local").count() == 34
    assert Site.objects.exclude(latitude=None).count() > 100


def test_two_corrections_of_the_first_supplier_wait_for_a_buyer(built):
    found = Correction.objects.open().values_list("supplier__code", "about", "field")
    assert sorted(found) == [("S-001", "profile", "category"), ("S-001", "site", "workers")]
