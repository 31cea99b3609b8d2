"""The pages about one supplier: what it is, what is due, what changed."""

import re

import pytest
from django.urls import reverse

from suppliers import operations
from suppliers.models import Commodity, Country, Site, Supplier, Supply

PAGES = ["supplier_detail", "supplier_now", "supplier_supplies"]


def address(name, mill):
    return reverse(f"suppliers:{name}", args=[mill.pk])


@pytest.fixture
def supplies(mill):
    commodity = Commodity.objects.create(code="yarn", name="Yarn")
    for quarter, share in (("2026Q1", 40), ("2026Q2", 45)):
        Supply.objects.create(supplier=mill, commodity=commodity, quarter=quarter, share=share)


def test_a_supplier_sees_their_own_profile_and_not_the_trail(as_user, mill_user, mill):
    browser = as_user(mill_user)
    assert "Change" not in browser.get(mill.get_absolute_url()).text
    assert browser.get(address("supplier_now", mill)).context["entries"] is None
    assert browser.get(address("supplier_history", mill)).status_code == 403


@pytest.mark.parametrize("who", ["stranger", "strange_auditor"])
@pytest.mark.parametrize("name", [*PAGES, "site_detail"])
def test_a_stranger_learns_nothing(as_user, mill, site, request, who, name):
    thing = site if name == "site_detail" else mill
    assert as_user(request.getfixturevalue(who)).get(address(name, thing)).status_code == 404


def test_the_overview_says_what_it_is_and_asks_for_the_rest(as_user, buyer, mill):
    text = as_user(buyer).get(mill.get_absolute_url()).text
    for part in ("Red River Mill", "M-001", "Vietnam", "not classified yet"):
        assert part in text
    assert f'hx-get="{address("supplier_now", mill)}" hx-trigger="load"' in text


def test_a_country_iso_does_not_know_keeps_its_own_name(as_user, buyer, mill):
    kosovo = Country.objects.create(code="XK", alpha3="XKX", name="Kosovo")
    for country, shown in ((kosovo, "M-001 · Kosovo"), (None, "M-001 · </p>")):
        Supplier.objects.filter(pk=mill.pk).update(country=country)
        assert shown in as_user(buyer).get(mill.get_absolute_url()).text


def test_the_tabs_say_which_page_is_shown_and_open_only_what_one_may_read(
    as_user, buyer, mill_user, mill
):
    def tabs(person, name):
        text = as_user(person).get(address(name, mill)).text
        nav = text[text.index('<nav class="tabs"') :]
        return re.findall(r'<a href="([^"]+)" aria-current="(\w+)">', nav[: nav.index("</nav>")])

    shown = tabs(buyer, "supplier_supplies")
    assert [place for place, mark in shown if mark == "page"] == [
        address("supplier_supplies", mill)
    ]
    assert len(shown) == 8
    history = address("supplier_history", mill)
    assert {place for place, _mark in shown} - {
        p for p, _m in tabs(mill_user, "supplier_detail")
    } == {history}


def test_the_rest_comes_as_a_part_or_as_a_page(as_user, buyer, mill):
    browser = as_user(buyer)
    part = browser.get(address("supplier_now", mill), headers={"HX-Request": "true"}).text
    page = browser.get(address("supplier_now", mill)).text
    assert "<html" not in part and part.strip() in page
    assert "<html" in page


def test_what_it_supplies_now_and_what_changed(as_user, buyer, mill, supplies, site, now):
    operations.add_alias(supplier=mill, spelling="紅河", by=buyer, at=now)
    operations.change_site(site=mill.sites.get(), name="Plant A", address="", by=buyer, at=now)
    page = as_user(buyer).get(address("supplier_now", mill))
    assert page.context["quarter"] == "2026Q2"
    assert [row["line"] for row in page.context["supplies"]] == ["Yarn: 45 % of orders"]
    assert [entry.event for entry in page.context["entries"]] == [
        "suppliers.site.changed",
        "suppliers.alias.added",
    ]


def test_sites_and_two_years_of_supplies_have_a_page(as_user, buyer, mill, site, supplies):
    page = as_user(buyer).get(address("supplier_supplies", mill))
    assert [quarter for quarter, _rows in page.context["quarters"]] == ["2026Q2", "2026Q1"]
    assert [shown.pk for shown in page.context["sites"]] == [site.pk]


def test_the_history_is_newest_first_and_leads_to_the_whole_trail_when_long(
    as_user, buyer, mill, now, monkeypatch
):
    from suppliers.views import profile

    for spelling in ("紅河", "Hong He"):
        operations.add_alias(supplier=mill, spelling=spelling, by=buyer, at=now)
    browser = as_user(buyer)
    page = browser.get(address("supplier_history", mill))
    assert [entry.detail["spelling"] for entry in page.context["entries"]] == ["Hong He", "紅河"]
    assert "The whole trail" not in page.text
    monkeypatch.setattr(profile.SupplierHistory, "limit", 2)
    assert "The whole trail" in browser.get(address("supplier_history", mill)).text


@pytest.mark.parametrize(("name", "most"), [("supplier_detail", 4), ("supplier_supplies", 6)])
def test_a_page_asks_a_bounded_number_of_questions(
    as_user, buyer, mill, country, django_assert_max_num_queries, name, most
):
    for number in range(20):
        Site.objects.create(supplier=mill, name=f"P{number}", country=country)
    browser = as_user(buyer)
    with django_assert_max_num_queries(most):
        browser.get(address(name, mill))
