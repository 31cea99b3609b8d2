"""A supplier's people fill in a survey in Chromium: two tabs, a lost connection, keyboard, a phone."""

import pytest

from tests.sample_files import png

from .window import PHONE

pytestmark = pytest.mark.browser

SAVED, OFFLINE = "All answers are saved", "No connection"

TYPED = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true})); }"


def at_the_survey(window, words="Not started", **size):
    """The supplier's window on a survey that can be filled in."""
    there = window("supplier", **size).menu("Surveys").follow_in_row(words).follow("Answer")
    there.page.locator("#survey.survey-live").wait_for()
    return there


def state(window, words):
    window.page.locator("[data-state]", has_text=words).wait_for()
    return window


def unsent(window):
    names = "Object.keys(localStorage).filter(name => name.startsWith('survey:'))"
    return window.page.evaluate(names)


def expected(window, code):
    """Takes the browser's complaints about this one answer off the list of troubles."""
    rest = [text for text in window.troubles if str(code) not in text]
    assert len(rest) < len(window.troubles)
    window.troubles[:] = rest


def test_of_two_tabs_the_second_is_shown_both_answers(window):
    first = at_the_survey(window)
    second = window("supplier").open(first.page.url.removeprefix(first.address))
    first.page.fill("#id_plans", "Fewer hours.")
    state(first, SAVED)
    second.page.fill("#id_plans", "Better housing.")
    conflict = second.page.locator("#q-plans [data-conflict]")
    conflict.get_by_text("Fewer hours.").wait_for()
    conflict.get_by_role("button", name="Keep mine").click()
    state(second, SAVED)
    assert first.open(first.page.url).page.input_value("#id_plans") == "Better housing."
    expected(second, 409)


def test_what_is_typed_without_a_connection_is_sent_when_it_is_back(window):
    there = at_the_survey(window, "In progress")
    box = there.page.locator("textarea").last
    there.context.set_offline(True)
    box.fill("Typed on the train.")
    state(there, OFFLINE)
    assert len(unsent(there)) == 1
    there.context.set_offline(False)
    state(there, SAVED)
    assert unsent(there) == []
    there.troubles[:] = [text for text in there.troubles if "ERR_INTERNET" not in text]
    there.open(there.page.url).reads("Typed on the train.")


def test_two_tabs_of_one_browser_keep_each_their_own_unsent_answers(window):
    first = at_the_survey(window, "In progress")
    boxes = first.page.locator("textarea:not([name$='-why'])")
    names = [boxes.nth(place).get_attribute("name") for place in (0, -1)]
    assert names[0] != names[1]
    second = first.context.new_page()
    second.goto(first.page.url)
    second.locator("#survey.survey-live").wait_for()
    first.context.set_offline(True)
    for page, name in zip((first.page, second), names, strict=True):
        page.locator(f"[name={name}]").evaluate(TYPED, f"Typed at {name}.")
        page.locator("[data-state]", has_text=OFFLINE).wait_for()
    assert sorted(entry.split(":")[3] for entry in unsent(first)) == sorted(names)
    second.close()
    first.page.locator("[data-state]", has_text=OFFLINE).wait_for()
    first.context.set_offline(False)
    state(first, SAVED)
    assert [entry.split(":")[3] for entry in unsent(first)] == [names[1]]
    first.open(first.page.url)
    state(first, SAVED)
    assert unsent(first) == []
    first.troubles[:] = [text for text in first.troubles if "ERR_INTERNET" not in text]
    first.open(first.page.url)
    for name in names:
        assert first.page.locator(f"[name={name}]").input_value() == f"Typed at {name}."


def test_what_a_refused_page_did_not_keep_does_not_look_saved(window):
    there = at_the_survey(window, "In progress")
    box = there.page.locator(".question[data-kind=number] input[inputmode=decimal]").first
    name = box.get_attribute("name")
    box.evaluate(TYPED, "many")
    there.page.evaluate("document.getElementById('survey').submit()")
    there.page.locator("#problems").wait_for()
    state(there, "Not saved yet")
    assert [entry.split(":")[3] for entry in unsent(there)] == [name]
    expected(there, 422)


def test_an_answer_the_portal_fails_at_does_not_hold_up_the_others(window):
    there = at_the_survey(window, "In progress")
    boxes = there.page.locator("textarea:not([name$='-why'])")
    bad, good = boxes.first.get_attribute("name"), boxes.last.get_attribute("name")

    def answer(route):
        if f"key={bad}&" in (route.request.post_data or ""):
            route.fulfill(status=500, content_type="text/html", body="<p>no</p>")
        else:
            route.continue_()

    there.page.route("**/answer/", answer)
    boxes.first.evaluate(TYPED, "This one fails.")
    state(there, "The portal cannot save")
    boxes.last.evaluate(TYPED, "This one goes.")
    sent = "name => !Object.keys(localStorage).some(entry => entry.endsWith(':' + name))"
    there.page.wait_for_function(sent, arg=good)
    assert [entry.split(":")[3] for entry in unsent(there)] == [bad]
    there.page.unroute("**/answer/")
    state(there, SAVED)
    expected(there, 500)


def test_what_was_not_sent_before_the_survey_was_handed_in_is_shown_once(window):
    there = window("supplier").menu("Surveys").follow_in_row("Accepted")
    name = there.page.locator("[data-survey-done]").get_attribute("data-survey-done")
    kept = '{"value": ["No."], "question": "Anything else?", "shown": "Typed on the train."}'
    for page in ("", "fill/"):
        there.page.evaluate("([name, kept]) => localStorage.setItem(name, kept)", [f"{name}:words", kept])
        there.open(f"{there.page.url.removesuffix('fill/')}{page}")
        there.reads("Anything else?", "Typed on the train.")
        assert unsent(there) == []
        there.open(there.page.url)
        assert there.page.locator(".survey-lost").count() == 0


def test_a_survey_is_answered_with_the_keyboard_and_on_a_phone(window):
    there = at_the_survey(window, "In progress", size=PHONE).fits().picture("survey-phone")
    page = there.page
    choice = page.locator(".question[data-kind=choice]:visible input[type=radio]").first
    choice.focus()
    page.keyboard.press("Space")
    state(there, SAVED)
    files = page.locator(".question:visible input[type=file]")
    if files.count():
        picture = {"name": "photo.png", "mimeType": "image/png", "buffer": png()}
        files.first.set_input_files(picture)
        page.get_by_role("link", name="photo.png").first.wait_for()
    there.fits()
