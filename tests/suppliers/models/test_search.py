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


@pytest.fixture(params=["read", "indexed", "indexed, many"])
def way(request, db, monkeypatch):
    """Reading the names, the index, and the index where there are too many to name by their ids."""
    if request.param != "read":
        if not make_search_index(connection):
            pytest.skip("PostgreSQL with pg_trgm only")
        if request.param == "indexed, many":
            monkeypatch.setattr("suppliers.models.search.ENOUGH", 0)
    request.getfixturevalue("registry")
    yield
    searching._known.clear()


@pytest.mark.parametrize(("text", "found"), SEARCHES)
def test_a_search_finds(way, text, found):
    assert set(Supplier.objects.search(text).values_list("code", flat=True)) == found


def test_an_empty_search_is_none(way):
    assert Supplier.objects.search(" ").count() == 3
