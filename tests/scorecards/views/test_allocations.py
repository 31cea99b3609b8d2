"""Pages of order recommendations: procurement and sales read and decide; suppliers never see them."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scorecards import operations
from scorecards.models import Allocation, Decision
from suppliers.models import Commodity, Supply


def detail(allocation):
    return reverse("scorecards:allocation_detail", args=[allocation.pk])


def decide(allocation):
    return reverse("scorecards:allocation_decide", args=[allocation.pk])


LIST, ORDERS = "/scorecards/recommendations/", "/scorecards/orders/"


def texts(response):
    return " ".join(response.content.decode().split())


def test_the_list_shows_one_row_per_commodity_with_its_moves(as_user, sales, allocation):
    page = as_user(sales).get(LIST)
    assert [row.commodity.name for row in page.context["object_list"]] == ["Cables"]
    assert page.context["object_list"][0].moves == []


def test_the_page_sums_to_100_and_every_line_says_why(as_user, sales, allocation):
    page = as_user(sales).get(detail(allocation))
    text = texts(page)
    assert page.context["sums"] == {"current": D(100), "share": D(100), "decided": None}
    assert "Grade A aims at +5 points." in text
    assert "Not graded: the share stays as it is." in text
    assert "style=" not in text


def test_the_page_names_clashing_rules_and_what_relaxing_allows(
    as_user, buyer, published, mill, other_mill, cables, now
):
    Supply.objects.filter(supplier=mill).update(share=80)
    Supply.objects.filter(supplier=other_mill).update(share=20)
    operations.allocate(quarter=published, commodity_id=cables.pk, by=None, at=now)
    text = texts(as_user(buyer).get(detail(published.allocations.get())))
    assert "No shares hold every rule." in text
    assert "the ceiling for one supplier: from 60 to 80 points" in text


def test_sales_sees_each_supplier_with_its_share_and_takes_the_sheet_along(
    as_user, sales, allocation
):
    browser = as_user(sales)
    page = browser.get(ORDERS)
    assert [(x.supplier.code, x.share) for x in page.context["object_list"]] == [
        ("M-001", D("55.000")), ("M-002", D("45.000")),
    ]  # fmt: skip
    csv = b"".join(browser.get(ORDERS, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "2026Q2,Cables,M-001,Red River Mill,A,55,55,0" in csv.replace("55.000", "55").replace(
        "0.000", "0"
    )
    assert not browser.get(ORDERS, {"direction": "up"}).context["object_list"]


def test_sales_accepts_what_procurement_proposed(as_user, sales, allocation):
    answer = as_user(sales).post(decide(allocation), {"kind": "accept"})
    assert answer.status_code == 302
    allocation.refresh_from_db()
    assert allocation.state == Allocation.State.DECIDED
    assert Decision.objects.get().by == sales
    page = as_user(sales).get(detail(allocation))
    assert page.context["sums"]["decided"] == 100


def test_what_was_computed_again_meanwhile_is_not_decided_unread(as_user, sales, allocation):
    browser = as_user(sales)
    seen = browser.get(decide(allocation)).context["form"]["seen"].value()
    later = allocation.as_of + dt.timedelta(minutes=1)
    Allocation.objects.filter(pk=allocation.pk).update(as_of=later)
    answer = browser.post(decide(allocation), {"kind": "accept", "seen": seen})
    assert (answer.status_code, Decision.objects.count()) == (409, 0)
    seen = browser.get(decide(allocation)).context["form"]["seen"].value()
    answer = browser.post(decide(allocation), {"kind": "accept", "seen": seen})
    assert (answer.status_code, Decision.objects.count()) == (302, 1)


def test_changed_shares_with_a_reason(as_user, sales, allocation, mill, other_mill):
    answer = as_user(sales).post(
        decide(allocation),
        {
            "kind": "change",
            "reason": "A second line starts.",
            f"share_{mill.pk}": "57.5",
            f"share_{other_mill.pk}": "42.5",
        },
    )
    assert answer.status_code == 302
    text = texts(as_user(sales).get(detail(allocation)))
    assert "A second line starts." in text
    assert "Blue Hill Mill: not graded: unchanged (by 2.5 points)" in text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"kind": "change", "reason": "x"}, "The shares add up to 0, not to 100."),
        ({"kind": "change"}, "Say why."),
        ({"kind": "reject"}, "Say why."),
        ({}, "This field is required."),
    ],
)
def test_an_incomplete_decision_comes_back_with_the_reason(
    as_user, sales, allocation, data, message
):
    answer = as_user(sales).post(decide(allocation), data)
    assert (answer.status_code, Decision.objects.count()) == (422, 0)
    assert message in texts(answer)


def test_the_proposer_is_told_that_another_person_decides(as_user, buyer, allocation):
    browser = as_user(buyer)
    assert "another person decides" in texts(browser.get(detail(allocation)))
    assert browser.post(decide(allocation), {"kind": "accept"}).status_code == 403
    assert Decision.objects.count() == 0


def test_a_stale_recommendation_says_so_and_deciding_is_409(as_user, sales, allocation, mill):
    Supply.objects.filter(supplier=mill).update(share=54)
    browser = as_user(sales)
    assert "have changed since" in texts(browser.get(detail(allocation)))
    assert browser.post(decide(allocation), {"kind": "accept"}).status_code == 409


@pytest.mark.parametrize("person", ["mill_user", "auditor"])
def test_suppliers_and_auditors_are_refused_every_page(as_user, request, allocation, person):
    browser = as_user(request.getfixturevalue(person))
    for page in (LIST, ORDERS, detail(allocation), decide(allocation)):
        assert browser.get(page).status_code == 403


@pytest.mark.parametrize("person", ["buyer", "sales", "admin_user"])
def test_procurement_sales_and_administrators_read_them(as_user, request, allocation, person):
    browser = as_user(request.getfixturevalue(person))
    for page in (LIST, ORDERS, detail(allocation)):
        assert browser.get(page).status_code == 200


def test_an_administrator_does_not_decide(as_user, admin_user, allocation):
    assert as_user(admin_user).get(decide(allocation)).status_code == 403


def test_what_is_not_there_is_404(as_user, sales, policies):
    assert as_user(sales).get("/scorecards/recommendations/999/").status_code == 404


def test_the_lists_ask_as_many_queries_for_one_commodity_as_for_three(
    as_user, sales, allocation, published, supply, mill, other_mill, now
):
    browser = as_user(sales)

    def queries(page):
        with CaptureQueriesContext(connection) as caught:
            browser.get(page)
        return len(caught)

    before = [queries(LIST), queries(ORDERS)]
    for code in ("SCR", "PCB"):
        commodity = Commodity.objects.create(code=code, name=code)
        supply(mill, 50, commodity=commodity)
        supply(other_mill, 50, commodity=commodity)
        operations.allocate(quarter=published, commodity_id=commodity.pk, by=None, at=now)
    assert [queries(LIST), queries(ORDERS)] == before
