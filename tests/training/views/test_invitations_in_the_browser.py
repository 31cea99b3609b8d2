"""Suppliers are invited in a real browser: the rule, a box unticked, one more by name, then the button."""

import shutil

import pytest
from django.conf import settings

from ..test_views import address

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's package chromium"),
]


@pytest.fixture
def chromium():
    from playwright.sync_api import sync_playwright

    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright keeps a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    patch.undo()


@pytest.mark.parametrize("width", [1280, 390])
def test_suppliers_are_chosen_left_out_added_and_invited(
    chromium, live_server, transactional_db, as_user, draft, mill, other_mill, buyer, width
):
    type(mill).objects.filter(pk=mill.pk).update(is_key=True)
    cookie = as_user(buyer).cookies[settings.SESSION_COOKIE_NAME]
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="en-US")
    context.set_default_timeout(20_000)
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page, troubles = context.new_page(), []
    page.on("console", lambda message: message.type == "error" and troubles.append(message.text))

    page.goto(live_server.url + address("event_invite", draft))
    page.get_by_label("key suppliers").check()
    page.get_by_role("button", name="Show who that is").click()
    page.get_by_role("button", name="Invite 1 supplier").wait_for()
    page.get_by_text("Add a supplier by name").click()
    page.get_by_placeholder("Name or code").fill("blue hill")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("button", name="Add Blue Hill Mill").click()
    page.get_by_role("button", name="Invite 2 suppliers").wait_for()
    page.get_by_label("Invite Red River Mill").uncheck()
    page.get_by_role("button", name="Invite 1 supplier").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "csrf" not in page.url
    page.get_by_role("button", name="Invite 1 supplier").click()
    page.get_by_text("1 supplier is invited.").wait_for()
    assert [(i.supplier, i.reason) for i in draft.invitations.all()] == [
        (other_mill, "chosen by hand")
    ]
    assert troubles == []
