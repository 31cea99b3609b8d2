import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sustainportal import menu
from sustainportal.accounts.roles import PERMISSIONS
from sustainportal.notices.operations import owe


@pytest.mark.parametrize("who", ["buyer", "mill_user", "auditor", "sales", "admin_user"])
def test_each_role_finds_exactly_its_own_doors(who, request, as_user):
    person = request.getfixturevalue(who)
    page = as_user(person).get("/")
    offered = {entry["route"] for group in page.context["menu"] for entry in group["entries"]}
    allowed = {route for _, route, asked, *_ in menu.ENTRIES if person.role in PERMISSIONS[asked]}
    assert offered == allowed


def test_every_door_opens(as_user, buyer, mill_user, auditor, sales, admin_user):
    for person in (buyer, mill_user, auditor, sales, admin_user):
        browser = as_user(person)
        home = browser.get("/")
        for group in home.context["menu"]:
            for entry in group["entries"]:
                response = browser.get(entry["address"], follow=True)
                assert response.status_code == 200, f"{entry['address']} for {person}"


def test_the_current_entry_is_marked_once(as_user, buyer):
    page = as_user(buyer).get("/suppliers/")
    assert page.text.count('aria-current="page"') == 1
    assert '<a href="/suppliers/" class="current" aria-current="page">Suppliers' in page.text


def test_a_page_behind_another_marks_that_one(as_user, buyer):
    groups = as_user(buyer).get("/").context["menu"]
    for page, door in menu.BEHIND.items():
        assert menu.current_route(groups, reverse(page)) == door


def test_pages_that_belong_together_are_tabs_of_each_other(as_user, buyer, mill_user):
    def tabs(person, address):
        found = as_user(person).get(address).context["menu_tabs"]
        return [(tab["label"], tab["current"]) for tab in found]

    assert tabs(buyer, reverse("training:effect")) == [
        ("Counselling meetings", False), ("Follow-ups", False), ("Effect of counselling", True),
    ]  # fmt: skip
    assert tabs(mill_user, reverse("training:meeting_list")) == [
        ("Counselling meetings", True), ("Follow-ups", False),
    ]  # fmt: skip
    assert tabs(mill_user, reverse("training:event_list")) == []  # the others are not for them
    assert tabs(buyer, reverse("suppliers:supplier_list")) == []


def test_every_tab_opens_for_who_sees_it(as_user, buyer, mill_user, auditor, admin_user):
    for person in (buyer, mill_user, auditor, admin_user):
        browser = as_user(person)
        for door in menu.TABS:
            for tab in menu.tabs(person.role, "en", door):
                assert browser.get(tab["address"]).status_code == 200, f"{tab} for {person}"


def test_a_supplier_reads_of_its_own_company(as_user, mill_user):
    page = as_user(mill_user).get("/")
    assert "Our profile" in page.text
    assert ">Suppliers</span>" not in page.text


def test_unread_notices_wait_on_the_home_page(as_user, buyer, now):
    owe([buyer], "test.told", subject="The survey came back", link="/suppliers/", at=now)
    browser = as_user(buyer)
    assert "The survey came back" in browser.get("/").text
    notice = buyer.notices.get()
    assert browser.post(f"/notices/{notice.pk}/read/").url == "/suppliers/"
    assert "The survey came back" not in browser.get("/").text


def test_what_people_of_a_role_share_of_the_menu_tells_nothing_of_a_person(
    as_user, buyer, second_buyer, now
):
    owe([buyer], "test.told", subject="Only for the first", at=now)
    first, second = as_user(buyer), as_user(second_buyer)
    assert '<span class="badge">1<' in first.get("/suppliers/").text
    page = second.get("/suppliers/").text
    assert '<span class="badge">1<' not in page
    assert "<strong>buyer<" not in page


def test_the_menu_speaks_the_language_of_its_reader(as_user, buyer):
    browser = as_user(buyer)
    assert ">Suppliers</a>" in browser.get("/suppliers/").text
    buyer.language = "zh-hant"
    buyer.save()
    assert ">供應商</a>" in browser.get("/suppliers/").text


def test_the_home_page_costs_four_queries_and_one_for_each_pile(as_user, buyer):
    browser = as_user(buyer)
    with CaptureQueriesContext(connection) as queries:
        browser.get("/")
    # session, person, notices, how many are unread; six piles of suppliers, five of audits, three of
    # training, one of orders
    assert len(queries) == 4 + 15
