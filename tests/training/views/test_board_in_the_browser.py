"""The board in a real browser: written on, read on a telephone, answered; the page itself marks what was read."""

import shutil

import pytest
from django.conf import settings

from training.models import Post, PostRead

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


@pytest.fixture
def window(chromium, live_server, as_user):
    """`window(person, 390)` is that person's page, and the troubles its console told of."""

    def opened(person, width):
        cookie = as_user(person).cookies[settings.SESSION_COOKIE_NAME]
        context = chromium.new_context(viewport={"width": width, "height": 844}, locale="en-US")
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page, troubles = context.new_page(), []
        page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        return page, troubles

    return opened


def test_a_post_is_read_and_answered(
    live_server, transactional_db, window, watched, group, buyer, mill_user
):
    board = live_server.url + group.get_absolute_url()
    desk, desk_troubles = window(buyer, 1280)
    desk.goto(board)
    desk.get_by_label("Write to the group").fill("Bring your rosters")
    desk.get_by_role("button", name="Post").click()
    desk.wait_for_url("**#post-*")
    assert desk.get_by_text("read by 0 of 2").count() == 1

    telephone, troubles = window(mill_user, 390)
    with telephone.expect_response(lambda answer: answer.url.endswith("/read/")) as marked:
        telephone.goto(board)
    assert marked.value.status == 204
    assert telephone.get_by_text("new", exact=True).count() == 1
    assert PostRead.objects.get().user == mill_user
    assert telephone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    telephone.locator("summary", has_text="Answer").click()
    telephone.get_by_label("Answer").fill("We will")
    telephone.get_by_role("button", name="Send the answer").click()
    telephone.wait_for_url("**#post-*")
    answer = Post.objects.exclude(answers=None).get()
    assert (answer.text, answer.supplier) == ("We will", watched.supplier)

    desk.reload()
    assert desk.get_by_text("read by 1 of 2").count() == 1
    assert desk.get_by_text("We will").count() == 1
    assert (desk_troubles, troubles) == ([], [])
