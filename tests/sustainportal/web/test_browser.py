"""What only a browser can tell: the content policy holds, htmx swaps the list, a phone finds the menu."""

import shutil

import pytest
from django.conf import settings

from suppliers.models import Country
from tests.conftest import make_supplier

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's package chromium"),
]
#: What the console says in passing (which field had the focus first) is no complaint.
TROUBLE = {"error", "warning"}


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright keeps a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    patch.undo()


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def suppliers(transactional_db):
    country = Country.objects.create(code="VN", alpha3="VNM", name="Vietnam")
    for number in range(60):
        make_supplier(f"S-{number:03}", f"Silver Peak {number:03}", country, tier=1 + number % 3)


def login(client, live_server):
    """The session of a logged-in client, as a cookie for the browser."""
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": live_server.url}


def rows(page, count):
    """The list has (or soon gets) this many rows."""
    from playwright.sync_api import expect

    expect(page.locator("tbody tr")).to_have_count(count)


@pytest.fixture
def visit(live_server, as_user, page):
    """`visit(person, address)` opens a page logged in; what the console says is collected."""
    page.complaints = []
    page.on(
        "console",
        lambda line: page.complaints.append(line.text) if line.type in TROUBLE else None,
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))

    def opened(person, address):
        page.context.add_cookies([login(as_user(person), live_server)])
        page.goto(live_server.url + address)
        return page

    return opened


def test_typing_narrows_the_list_in_place_and_keeps_the_cursor(visit, suppliers, buyer):
    page = visit(buyer, "/suppliers/")
    page.evaluate("window.stayed = true")
    page.fill("#list-search", "Peak 007")
    page.wait_for_url("**/suppliers/?q=Peak%20007")
    rows(page, 1)
    assert page.evaluate("document.activeElement.id") == "list-search"
    assert page.evaluate("window.stayed") is True
    assert page.complaints == []


def test_filter_paging_and_the_way_back(visit, suppliers, buyer):
    page = visit(buyer, "/suppliers/")
    page.click("text=Next")
    page.wait_for_url("**/suppliers/?page=2")
    rows(page, 10)
    page.select_option("select[name=tier]", "2")
    page.wait_for_url("**/suppliers/?tier=2")
    rows(page, 20)
    page.go_back()
    page.wait_for_url("**/suppliers/?page=2")
    rows(page, 10)
    assert page.complaints == []


def test_the_list_works_without_a_script(live_server, as_user, chromium, suppliers, buyer, visit):
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([login(as_user(buyer), live_server)])
    page = context.new_page()
    page.goto(live_server.url + "/suppliers/")
    page.select_option("select[name=tier]", "2")
    page.press("#list-search", "Enter")
    assert "tier=2" in page.url
    rows(page, 20)
    context.close()


def test_rare_filters_and_columns_open_in_place_and_keep_the_focus(visit, suppliers, buyer):
    page = visit(buyer, "/suppliers/?tier=2")
    page.evaluate("window.stayed = true")
    page.focus("#more-filters")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suppliers/?tier=2&open=filters")
    assert page.evaluate("document.activeElement.id") == "more-filters"
    page.select_option("select[name=customer_designated]", "True")
    page.wait_for_selector(".empty")
    page.select_option("select[name=customer_designated]", "False")
    rows(page, 20)
    page.click("#column-choice")
    page.wait_for_selector("form.column-choice")
    assert page.evaluate("document.activeElement.id") == "column-choice"
    page.check("input[name=cols][value=region]")
    page.click("text=Show these columns")
    page.wait_for_selector("form.column-choice", state="detached")
    assert page.locator("thead th").all_inner_texts()[3] == "Region"
    rows(page, 20)
    assert page.complaints == []


def test_rare_filters_and_columns_open_without_a_script(
    live_server, as_user, chromium, suppliers, buyer, visit
):
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([login(as_user(buyer), live_server)])
    page = context.new_page()
    page.goto(live_server.url + "/suppliers/?tier=2")
    page.click("#more-filters")
    page.fill("input[name=region]", "nowhere")
    page.press("input[name=region]", "Enter")
    assert "region=nowhere" in page.url and "tier=2" in page.url
    page.goto(live_server.url + "/suppliers/?tier=2")
    page.click("#column-choice")
    page.check("input[name=cols][value=region]")
    page.click("text=Show these columns")
    rows(page, 20)
    assert page.locator("thead th").all_inner_texts()[3] == "Region"
    context.close()


def test_a_phone_finds_the_menu_and_reads_rows_as_cards(visit, suppliers, buyer):
    page = visit(buyer, "/")
    page.set_viewport_size({"width": 390, "height": 800})
    page.click("button[aria-controls=navigation]")
    page.click("#navigation >> text=Suppliers >> nth=-1")
    page.wait_for_url("**/suppliers/")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("tbody td[data-label=Country]").first.is_visible()
    assert page.complaints == []


def test_light_and_dark_are_remembered(visit, buyer, transactional_db):
    page = visit(buyer, "/")
    before = page.evaluate("document.documentElement.dataset.bsTheme")
    page.click("text=Light/dark")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") != before


def test_the_admin_site_keeps_the_content_policy(visit, admin_user, suppliers):
    for address in ("/admin/", "/admin/accounts/user/", "/admin/accounts/user/add/"):
        page = visit(admin_user, address)
        assert page.complaints == [], address
