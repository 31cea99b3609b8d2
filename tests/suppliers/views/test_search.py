"""The list of suppliers, searched: what is found stands in the order of the list, page by page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from suppliers.models import SupplierAlias

from ...conftest import make_supplier


@pytest.fixture
def sixty(mill):
    """Sixty mills by number, and another that only an alias finds; `mill` itself is of another name."""
    for number in range(60):
        make_supplier(f"W-{number:02}", f"Weaver {number:02}", mill.country)
    SupplierAlias.objects.create(supplier=mill, spelling="Weaver of old")


def codes(answer):
    """The codes in the order of the table."""
    return re.findall(r">(W-\d\d|M-001)<", answer.content.decode())


def test_what_is_found_stands_in_the_order_of_the_list(as_user, buyer, sixty):
    first = codes(as_user(buyer).get("/suppliers/?q=weaver"))
    second = codes(as_user(buyer).get("/suppliers/?q=weaver&page=2"))
    assert first + second == ["M-001", *(f"W-{number:02}" for number in range(60))]
    assert len(first) == 50


def test_what_is_found_can_be_turned_round_and_narrowed(as_user, buyer, sixty):
    rows = codes(as_user(buyer).get("/suppliers/?q=weaver&sort=-code&page=2"))
    assert rows == [*(f"W-{number:02}" for number in reversed(range(10))), "M-001"]
    assert codes(as_user(buyer).get("/suppliers/?q=weaver&tier=2")) == ["M-001"]


def test_an_auditor_finds_assigned_suppliers_only(as_user, auditor, sixty):
    assert codes(as_user(auditor).get("/suppliers/?q=weaver")) == ["M-001"]


def test_nothing_found_is_an_empty_list(as_user, buyer, sixty):
    assert codes(as_user(buyer).get("/suppliers/?q=zebra")) == []


def test_a_search_asks_no_more_the_more_it_finds(as_user, buyer, sixty):
    seen = as_user(buyer)
    seen.get("/suppliers/?q=weaver")
    asked = []
    for text in ("weaver 01", "weaver 0"):
        with CaptureQueriesContext(connection) as queries:
            seen.get(f"/suppliers/?q={text}")
        asked.append(len(queries))
    assert asked[0] == asked[1]
