"""What only a browser can tell: the door keeps scans while there is no network and sends each once."""

import json

import pytest
from django.urls import reverse

from tests.sustainportal.web.test_browser import (  # noqa: F401
    CHROMIUM,
    TROUBLE,
    chromium,
    login,
    pytestmark,
)
from training import operations, passes
from training.models import Interval, Scan


@pytest.fixture
def phone(chromium):  # noqa: F811
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


@pytest.fixture
def people(transactional_db, event, mill, mill_user, now):
    return [
        operations.register(event, supplier=mill, name=name, email="", by=mill_user, at=now)
        for name in ("Mei Lin", "Anh Tran")
    ]


def test_scans_wait_for_the_network_outlive_the_page_and_are_sent_once(
    phone, live_server, as_user, buyer, event, people
):
    from playwright.sync_api import expect

    phone.add_cookies([login(as_user(buyer), live_server)])
    page, troubles = phone.new_page(), []
    door = live_server.url + reverse("training:door", args=[event.pk])
    page.goto(door)
    page.on("console", lambda message: troubles.append(message.text) if message.type in TROUBLE else 0)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_label("Code of the pass").fill(passes.code_of(people[0]))
    page.keyboard.press("Enter")
    expect(page.locator("#door-log li")).to_have_text(["Mei Lin, Red River Mill · in"])
    expect(page.locator("#door-inside")).to_have_text("1")
    assert troubles == []

    page.route("**/scans/", lambda route: route.abort())
    taps = page.locator("[data-take]")
    expect(taps).to_have_text(["Coming in", "Coming in"])
    page.locator(f'[data-take="{people[1].pk}"]').click()
    expect(page.locator("#door-waiting")).to_contain_text("Waiting to be sent: 1.")
    expect(page.locator("#door-waiting")).to_contain_text("No network")
    page.get_by_text("Going out", exact=True).first.click()
    expect(taps).to_have_text(["Going out", "Going out"])
    page.locator(f'[data-take="{people[0].pk}"]').click()
    expect(page.locator("#door-waiting")).to_contain_text("Waiting to be sent: 2.")
    kept = json.loads(page.evaluate(f"localStorage.getItem('door-{event.pk}')"))
    assert [scan["direction"] for scan in kept] == ["in", "out"]
    assert Scan.objects.count() == 1

    page.unroute("**/scans/")
    page.reload()
    expect(page.locator("#door-log li")).to_have_count(2)
    assert page.evaluate(f"localStorage.getItem('door-{event.pk}')") is None
    assert list(Scan.objects.order_by("pk").values_list("registration", "direction")) == [
        (people[0].pk, "in"),
        (people[1].pk, "in"),
        (people[0].pk, "out"),
    ]
    assert Interval.objects.filter(left_at=None).count() == 1


def test_a_name_is_found_among_many_at_the_door(
    phone, live_server, as_user, buyer, event, people
):
    from playwright.sync_api import expect

    phone.add_cookies([login(as_user(buyer), live_server)])
    page = phone.new_page()
    page.goto(live_server.url + reverse("training:door", args=[event.pk]))
    page.get_by_placeholder("Name or supplier").fill("anh")
    expect(page.locator(".door-people li:visible")).to_have_count(1)
    page.get_by_placeholder("Name or supplier").fill("red river")
    expect(page.locator(".door-people li:visible")).to_have_count(2)


def test_a_supplier_adds_rows_and_registers_four_people_on_a_phone(
    phone, live_server, as_user, mill_user, transactional_db, event
):
    from playwright.sync_api import expect

    phone.add_cookies([login(as_user(mill_user), live_server)])
    page, troubles = phone.new_page(), []
    page.on("console", lambda message: troubles.append(message.text) if message.type in TROUBLE else 0)
    page.goto(live_server.url + reverse("training:register", args=[event.pk]))
    page.get_by_role("button", name="Add a row").click()
    expect(page.get_by_label("Name")).to_have_count(4)
    expect(page.get_by_label("Name").nth(3)).to_be_focused()
    for number, name in enumerate(("Mei Lin", "Anh Tran", "", "Bo Ek")):
        page.get_by_label("Name").nth(number).fill(name)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Registered.")).to_be_visible()
    names = list(event.registrations.order_by("pk").values_list("name", flat=True))
    assert names == ["Mei Lin", "Anh Tran", "Bo Ek"]
    assert troubles == []
