"""A supplier's person on a phone: reads the lessons, sees the film, passes the quiz, has the certificate."""

import base64

import pytest
from django.urls import reverse

from sustainportal.files.content import FILMS, upload
from tests.sustainportal.web.test_browser import (  # noqa: F401
    TROUBLE,
    chromium,
    login,
    pytestmark,
)
from training.models import Attempt, Completion, LessonView
from training.operations.lessons import keep_lesson_file

from ..course_cast import make_course

#: Three seconds of a number that counts, filmed by the browser itself.
FILMED = """async () => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [160, 90];
  const pen = canvas.getContext("2d"), parts = [];
  const camera = new MediaRecorder(canvas.captureStream(20), {mimeType: "video/webm"});
  camera.ondataavailable = (event) => parts.push(event.data);
  camera.start();
  for (let n = 0; n < 60; n++) {
    pen.fillStyle = `hsl(${n * 6}, 60%, 50%)`;
    pen.fillRect(0, 0, 160, 90);
    await new Promise((done) => setTimeout(done, 50));
  }
  const stopped = new Promise((done) => camera.addEventListener("stop", done));
  camera.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));
}"""
#: Whether the film runs and can be wound on.
SEEN = """async () => {
  const film = document.querySelector("video");
  film.muted = true;
  await film.play();
  film.currentTime = 2;
  await new Promise((done) => film.addEventListener("seeked", done, {once: true}));
  return [film.currentTime >= 2, film.videoWidth, film.error];
}"""


@pytest.fixture
def phone(chromium, live_server, as_user, mill_user):  # noqa: F811
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([login(as_user(mill_user), live_server)])
    page = context.new_page()
    page.troubles = []
    page.on("console", lambda m: page.troubles.append(m.text) if m.type in TROUBLE else None)
    yield page
    context.close()


@pytest.fixture
def course(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_course("C-1", title="Ways out", lessons=2, questions=3)


def test_from_the_first_lesson_to_the_certificate(phone, live_server, course, mill, now):
    from playwright.sync_api import expect

    phone.goto(live_server.url + course.get_absolute_url())
    film = base64.b64decode(phone.evaluate(FILMED))
    lesson = course.lessons.last()
    lesson.kind = "video"
    lesson.save()
    judged = upload("film.webm", film, size_limit=10_000_000, kinds=FILMS)
    keep_lesson_file(lesson, judged, by=None, at=now)

    phone.get_by_text("Start reading").click()
    expect(phone.locator("h1")).to_have_text("Lesson 1")
    with phone.expect_response("**/viewed/"):
        phone.get_by_text("Next lesson").click()
    phone.wait_for_load_state("networkidle")
    assert phone.evaluate(SEEN) == [True, 160, None]
    assert LessonView.objects.count() == 2
    assert phone.evaluate("document.documentElement.scrollWidth") == 390

    phone.get_by_text("Back to the course").click()
    phone.get_by_role("button", name="Start the quiz").click()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    right = {
        choice["text"]
        for question in Attempt.objects.get().asked
        for choice in question["choices"]
        if choice["right"]
    }
    for text in right:
        phone.get_by_label(text, exact=True).check()
    phone.get_by_role("button", name="Hand in").click()
    expect(phone.get_by_text("100 percent; 80 percent are needed.")).to_be_visible()
    with phone.expect_download() as download:
        phone.get_by_text("Certificate (PDF)").click()
    code = Completion.objects.get().code
    assert download.value.suggested_filename == f"certificate-{code}.pdf"

    phone.context.clear_cookies()
    phone.goto(live_server.url + reverse("training:certificate_check"))
    phone.get_by_label("Code of the certificate").fill(code.lower())
    phone.get_by_role("button", name="Check").click()
    expect(phone.get_by_text("holds today")).to_be_visible()
    assert phone.troubles == []
