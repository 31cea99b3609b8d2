"""Zero-tolerance matters: who sees which, who was told, what became of class and outcome."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import Finding
from audits.queries import waiting_for
from suppliers.models import Classification, ClassOverride, RiskModel, RiskYear

ADDRESS = reverse("audits:zero_tolerance")


@pytest.fixture
def matter(find, finish, child_labour, mill_user, buyer):
    found = find("priority", "A2", zero_tolerance=child_labour)
    finish(outcome="rejected")
    found.refresh_from_db()
    return found


def rows(page):
    return list(page.context["object_list"])


def test_it_shows_since_when_who_was_told_and_the_outcome(as_user, buyer, mill_user, matter):
    page = as_user(buyer).get(ADDRESS)
    [row] = rows(page)
    assert row.pk == matter.pk
    assert {person.username for person in row.told} == {"buyer", "mill_user"}
    assert row.told_at == matter.recorded_at
    assert "Rejected" in page.text
    assert matter.zero_tolerance.name in page.text


def test_a_supplier_sees_its_own_and_no_buyers_names(as_user, mill_user, stranger, buyer, matter):
    page = as_user(mill_user).get(ADDRESS)
    [row] = rows(page)
    assert [person.username for person in row.told] == ["mill_user"]
    assert row.told_others == 1
    assert "and the buyers" in page.text
    assert rows(as_user(stranger).get(ADDRESS)) == []


def test_other_roles(as_user, auditor, strange_auditor, sales, admin_user, matter):
    assert len(rows(as_user(auditor).get(ADDRESS))) == 1
    assert rows(as_user(strange_auditor).get(ADDRESS)) == []
    assert len(rows(as_user(admin_user).get(ADDRESS))) == 1
    assert as_user(sales).get(ADDRESS).status_code == 403


def test_open_ones_come_first_and_closed_ones_stay(as_user, buyer, auditor, matter, now):
    Finding.objects.filter(pk=matter.pk).update(
        state="closed", closed_at=now, closed_by=buyer, verified_at=now, verified_by=auditor,
        approved_at=now, approved_by=auditor,
    )  # fmt: skip
    browser = as_user(buyer)
    assert len(rows(browser.get(ADDRESS))) == 1
    assert rows(browser.get(ADDRESS + "?standing=open")) == []
    assert len(rows(browser.get(ADDRESS + "?standing=closed"))) == 1


def test_it_shows_the_class_and_what_was_set_by_hand(as_user, buyer, mill, matter, now):
    year = RiskYear.objects.create(year=2025)
    Classification.objects.create(
        supplier=mill, year=year, model=RiskModel.objects.first(), risk_class="high", coverage=90,
        reasons={"override": {"class": "high", "reason": "Open zero-tolerance finding"}}, judged_at=now,
    )  # fmt: skip
    ClassOverride.objects.create(
        supplier=mill, year=year, risk_class="high", reason="Seen on site.", by=buyer,
        by_name="buyer", at=now, until=dt.date(2099, 1, 1),
    )  # fmt: skip
    page = as_user(buyer).get(ADDRESS)
    [row] = rows(page)
    assert (row.risk_class, row.class_year) == ("high", 2025)
    assert row.rule_label == "Open zero-tolerance finding"
    assert "set by hand until" in page.text


def test_the_number_stands_on_the_buyers_home_page(buyer, mill_user, auditor, matter, now):
    label = "Open zero-tolerance matters"
    piles = {pile.label: pile for pile in waiting_for(buyer, on=now.date())}
    assert piles[label].count == 1
    assert piles[label].address == ADDRESS + "?standing=open"
    for person in (mill_user, auditor):
        assert label not in {pile.label for pile in waiting_for(person, on=now.date())}


def test_more_rows_cost_no_more_queries(as_user, buyer, find, child_labour):
    find("priority", "A2", zero_tolerance=child_labour)
    browser, counts = as_user(buyer), []
    for code in ("A1", "A3"):
        browser.get(ADDRESS)
        with CaptureQueriesContext(connection) as asked:
            browser.get(ADDRESS)
        counts.append(len(asked))
        find("priority", code, zero_tolerance=child_labour)
    assert counts[0] == counts[1]
