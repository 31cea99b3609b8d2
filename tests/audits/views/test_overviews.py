"""Every number of the overviews opens exactly its rows, and every table can be taken away."""

import io
import re

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from audits.models import Finding
from suppliers.models import Commodity, Supply

NUMBER = re.compile(r'<(?:td class="number"[^>]*|p class="figure-value")><a href="([^"]+)">(\d+)</a>')
PAGES = {
    "audits:summary": "?year=2026",
    "audits:standing": "",
    "audits:comparison": "?by=year",
}


@pytest.fixture
def full(finding, walk, find, now):
    """One finding waits for approval, a priority one of the same audit is overdue; time stands still."""
    walk("submitted")
    with time_machine.travel(now, tick=False):
        yield finding


def opened(browser, text):
    """{address: (the number on the page, the rows behind it)}."""
    found = {}
    for address, number in NUMBER.findall(text):
        page = browser.get(address.replace("&amp;", "&"))
        assert page.status_code == 200, address
        assert not page.context["filterset"].form.errors, address
        found[address] = int(number), len(page.context["object_list"])
    return found


@pytest.mark.parametrize(
    ("route", "query", "least"),
    [
        ("audits:summary", "?year=2026", 12),
        ("audits:standing", "", 60),
        ("audits:comparison", "?by=year", 4),
        ("audits:comparison", "?by=country&year=2026", 4),
        ("audits:comparison", "?by=tier&year=2026", 4),
        ("audits:comparison", "?by=commodity&year=2026", 4),
    ],
)
def test_every_number_opens_its_rows(as_user, buyer, full, route, query, least):
    browser = as_user(buyer)
    found = opened(browser, browser.get(reverse(route) + query).text)
    assert len(found) >= least
    assert [address for address, (told, rows) in found.items() if told != rows] == []
    assert any(told for told, _rows in found.values())


def test_a_commodity_opens_its_suppliers_findings(as_user, buyer, full, mill):
    steel = Commodity.objects.create(code="STEEL", name="Steel")
    Supply.objects.create(supplier=mill, commodity=steel, quarter="2026Q2")
    browser = as_user(buyer)
    page = browser.get(reverse("audits:comparison") + "?by=commodity&year=2026")
    assert [line["label"] for line in page.context["lines"]] == ["Steel"]
    found = opened(browser, page.text)
    assert {address: pair for address, pair in found.items() if pair[0] != pair[1]} == {}
    assert browser.get(reverse("audits:finding_list") + "?commodity=none").context["object_list"] == []


@pytest.mark.parametrize(
    ("route", "query", "tables"),
    [
        ("audits:summary", "year=2026", ["outcomes", "ratings", "sections", "provisions", "steps"]),
        ("audits:standing", "", ["ages", "delays", "waiting", "suppliers", "auditors", "buyers"]),
        ("audits:comparison", "by=tier&year=2026", ["comparison"]),
    ],
)
def test_every_table_can_be_taken_away(as_user, buyer, full, route, query, tables):
    browser = as_user(buyer)
    page = browser.get(f"{reverse(route)}?{query}")
    shown = set(re.findall(r"export=xlsx&amp;table=(\w+)|table=(\w+)&amp;export=xlsx", page.text))
    names = {first or second for first, second in shown}
    assert names <= set(tables)
    for table in tables:
        answer = browser.get(f"{reverse(route)}?{query}&export=xlsx&table={table}")
        sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
        assert sheet.max_row >= 1 and sheet.max_column >= 2, table
    assert browser.get(f"{reverse(route)}?{query}&export=xlsx&table=secret").status_code == 200


def test_the_list_says_what_it_was_narrowed_by(as_user, buyer, full, auditor):
    page = as_user(buyer).get(
        reverse("audits:finding_list") + f"?auditor={auditor.pk}&tier=2&step=submit"
    )
    assert [(str(label), str(value)) for label, value in page.context["filterset"].narrowed_by] == [
        ("Step taken", "Submit the plan (supplier)"),
        ("Lead auditor", "auditor"),
        ("Tier", "2 – components"),
    ]


def test_a_supplier_learns_no_colleagues_name_by_a_filter(as_user, mill_user, buyer, full):
    page = as_user(mill_user).get(reverse("audits:finding_list") + f"?buyer={buyer.pk}")
    assert list(page.context["filterset"].narrowed_by) == []


@pytest.mark.parametrize("route", PAGES)
def test_the_figures_are_the_companys(as_user, buyer, admin_user, auditor, mill_user, sales, full, route):
    address = reverse(route) + PAGES[route]
    assert [as_user(who).get(address).status_code for who in (buyer, admin_user)] == [200, 200]
    refused = [as_user(who).get(address).status_code for who in (auditor, mill_user, sales)]
    assert refused == [403, 403, 403]


def test_without_anything_open_the_page_says_so(as_user, buyer, db):
    assert "Nothing is open." in as_user(buyer).get(reverse("audits:standing")).text
    assert "No audit of this year" in as_user(buyer).get(reverse("audits:comparison")).text
    assert Finding.objects.count() == 0
