"""One portal with the demo company and one Chromium for all journeys in a browser."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from .portal import Portal
from .window import DESKTOP, Window

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    portal = Portal(tmp_path_factory.mktemp("portal"))
    try:
        portal.wait()
        yield portal
    finally:
        portal.stop()


@pytest.fixture(scope="module")
def chromium():
    """The browser that PORTAL_BROWSER names, else Debian's."""
    path = shutil.which(os.environ.get("PORTAL_BROWSER") or "/usr/bin/chromium")
    assert path, "No Chromium here: install it, or say where it is by PORTAL_BROWSER."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def logged_in():
    """login → the cookies of somebody who has logged in by the form."""
    return {}


@pytest.fixture
def window(chromium, portal, logged_in):
    """`window("buyer")` shows that person's home; no trouble in any window, or the test fails."""
    folder = os.environ.get("PORTAL_SCREENSHOTS")
    pictures = Path(folder).absolute() if folder else None
    windows = []

    def opened(login=None, size=DESKTOP):
        if login and login not in logged_in:
            door = Window(chromium, portal.address, size)
            door.log_in(login)
            windows.append(door)
            logged_in[login] = door.context.storage_state()
        window = Window(
            chromium, portal.address, size, state=logged_in.get(login), pictures=pictures
        )
        windows.append(window)
        return window.open("/") if login else window

    yield opened
    for each in windows:
        each.close()
    assert [trouble for each in windows for trouble in each.troubles] == []
