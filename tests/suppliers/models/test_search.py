"""A search finds the same suppliers with the index and without."""

import pytest
from django.db import connection

from suppliers.models import Supplier, SupplierAlias, SupplierIdentifier
from suppliers.models import search as searching
from suppliers.operations.search_index import make_search_index

from ...conftest import make_supplier

SEARCHES = [
    ("red", {"M-001"}),
    ("RED RIVER MILL CO., LTD.", {"M-001"}),
    ("river mi", {"M-001"}),
    ("紅河", {"M-001"}),
    ("河紡", {"M-001"}),
    ("河", {"M-001", "M-003"}),
    ("ｒｅｄ", {"M-001"}),  # full width
    ("Ｍ－００１", {"M-001"}),
    ("m-00", {"M-001", "M-002", "M-003"}),
    ("0101 248", {"M-002"}),
    ("0101-248-141", {"M-002"}),
    ("re", {"M-001"}),  # begins a word
    ("iv", set()),  # does not, and is too short to stand anywhere
    ("b", {"M-002"}),
    ("société", {"M-003"}),
    ("societe", {"M-003"}),
    ("100%", set()),
    ("_", set()),
    ("no such", set()),
    ("--", set()),
]


@pytest.fixture
def registry(mill, other_mill):
    third = make_supplier("M-003", "Société Anonyme du Fil")
    SupplierAlias.objects.create(supplier=mill, spelling="紅河紡織股份有限公司")
    SupplierAlias.objects.create(supplier=third, spelling="河線")
    SupplierIdentifier.objects.create(supplier=other_mill, kind="tax_id", value="0101248141")


#: How many ids are gathered at most: of a supplier's own columns, and of other tables.
GATHERED = {"indexed": (2_000, 20_000), "many names": (0, 20_000), "many of all": (0, 0)}


@pytest.fixture(params=["read", *GATHERED])
def way(request, db, monkeypatch):
    """Reading the names, the index, and the index where there are too many to name by their ids."""
    if request.param != "read":
        if not make_search_index(connection):
            pytest.skip("PostgreSQL with pg_trgm only")
        for limit, most in zip(("OWN", "OTHERS"), GATHERED[request.param], strict=True):
            monkeypatch.setattr(f"suppliers.models.supplier.{limit}", most)
    request.getfixturevalue("registry")
    yield
    searching._known.clear()


@pytest.mark.parametrize(("text", "found"), SEARCHES)
def test_a_search_finds(way, text, found):
    assert set(Supplier.objects.search(text).values_list("code", flat=True)) == found


def test_an_empty_search_is_none(way):
    assert Supplier.objects.search(" ").count() == 3


def test_what_is_found_can_be_narrowed_and_asked_for_within_another_question(way, mill):
    found = Supplier.objects.search("red")
    assert list(found.filter(tier=2).order_by("name")) == [mill]
    assert list(Supplier.objects.filter(pk__in=found.values("pk"))) == [mill]
    assert list(SupplierAlias.objects.filter(supplier__in=found)) == list(mill.aliases.all())


def test_a_supplier_that_two_ways_find_is_found_once(way, mill):
    SupplierAlias.objects.create(supplier=mill, spelling="Red River Weaving")
    assert list(Supplier.objects.search("red river")) == [mill]
