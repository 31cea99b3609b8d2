"""The way of an attendance list in a real browser: in with its event, looked at, kept, and who is who answered."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from suppliers.models import Contact
from training.models import Attendance, UnknownAttendee

from ..meeting_lists import teams

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's package chromium"),
]
PICTURES = os.environ.get("PICTURES")


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


def picture(page, name):
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def fits(page):
    """Nothing reaches beyond the width of the window."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_list_is_taken_in_and_its_unknown_person_matched(
    chromium, live_server, transactional_db, as_user, event, mill, buyer, tmp_path, width
):
    Contact.objects.create(supplier=mill, name="Mei Lin", mail="mei@mill.test")
    cookie = as_user(buyer).cookies[settings.SESSION_COOKIE_NAME]
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="en-US")
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page, troubles = context.new_page(), []
    page.on("console", lambda message: message.type == "error" and troubles.append(message.text))

    page.goto(live_server.url + reverse("sheets:upload", args=["training.attendance"]))
    fits(page)
    picture(page, f"upload-{width}")
    page.get_by_label("Event", exact=True).select_option("E-900")
    page.locator("input[type=file]").set_input_files(teams(tmp_path / "report.csv"))
    page.get_by_role("button", name="Look at what is in it").click()
    picture(page, f"preview-{width}")
    page.get_by_role("button", name="Keep").first.click()
    assert Attendance.objects.count() == 2

    page.goto(live_server.url + reverse("training:unknown_list"))
    fits(page)
    picture(page, f"list-{width}")
    page.get_by_role("link", name="Otto Nobody").click()
    page.get_by_placeholder("Search for a supplier").fill("Red River")
    page.get_by_role("button", name="Search", exact=True).click()
    fits(page)
    picture(page, f"detail-{width}")
    page.get_by_role("button", name="Their person").click()
    page.get_by_text("1 person was answered.").wait_for()
    assert UnknownAttendee.objects.get().supplier == mill
    assert Attendance.objects.count() == 3
    assert troubles == []
    context.close()
