import hashlib

import pytest
from django.urls import reverse

from sustainportal.files.content import FILMS, PAPERS, upload
from training.models import Campaign, CampaignMail, LessonView, VideoHost
from training.operations.lessons import keep_lesson_file

from ...sample_files import mp4, pdf
from ..course_cast import make_course

FILM = mp4(bytes(range(256)) * 4)
PLAYER = "https://player.example.org/embed/7"


@pytest.fixture
def course(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_course(lessons=3, questions=0)


@pytest.fixture
def lesson(course):
    return course.lessons.first()


def with_file(lesson, content, now, kind="video"):
    lesson.kind = kind
    lesson.save()
    judged = upload("the file.x", content, size_limit=99_999, kinds=PAPERS | FILMS)
    return keep_lesson_file(lesson, judged, by=None, at=now)


def policy(answer):
    """{directive: sources} of an answer's content security policy."""
    parts = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {words[0]: words[1:] for words in parts if words}


def test_a_text_is_shown_escaped_with_its_lists_and_the_way_on(as_user, mill_user, course, lesson):
    lesson.body = "# Exits\nWalk <b>every</b> route.\n\n- one\n- two\n\n1. first"
    lesson.save()
    shown = as_user(mill_user).get(lesson.get_absolute_url()).content.decode()
    assert "<h2>Exits</h2>" in shown
    assert "Walk &lt;b&gt;every&lt;/b&gt; route." in shown
    assert "<ul><li>one</li><li>two</li></ul>" in shown
    assert "<ol><li>first</li></ol>" in shown
    assert "lesson 1 of 3" in shown
    assert f'href="{course.lessons.all()[1].get_absolute_url()}"' in shown
    assert "Lesson before" not in shown


def test_a_page_without_a_film_keeps_the_strict_policy(as_user, mill_user, lesson):
    found = policy(as_user(mill_user).get(lesson.get_absolute_url()))
    assert found["default-src"] == ["'none'"]
    assert "media-src" not in found
    assert "frame-src" not in found


def test_a_film_is_played_by_its_page_which_lets_in_nothing_else(as_user, mill_user, lesson, now):
    kept = with_file(lesson, FILM, now)
    strict = policy(as_user(mill_user).get(reverse("training:course_list")))
    answer = as_user(mill_user).get(lesson.get_absolute_url())
    assert policy(answer) == strict | {"media-src": ["'self'"]}
    assert f'src="{reverse("training:lessonfile_film", args=[kept.pk])}"' in answer.content.decode()


def test_a_film_is_given_whole_or_in_the_part_asked_for(as_user, mill_user, lesson, now):
    kept = with_file(lesson, FILM, now)
    browser, address = as_user(mill_user), reverse("training:lessonfile_film", args=[kept.pk])
    whole = browser.get(address)
    assert (whole.status_code, whole["Accept-Ranges"], whole["Content-Type"]) == (
        200, "bytes", "video/mp4",
    )  # fmt: skip
    assert b"".join(whole.streaming_content) == FILM
    part = browser.get(address, headers={"Range": "bytes=100-299"})
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 100-299/{len(FILM)}"
    assert part["Content-Length"] == "200"
    assert b"".join(part.streaming_content) == FILM[100:300]
    tail = browser.get(address, headers={"Range": "bytes=-7"})
    assert b"".join(tail.streaming_content) == FILM[-7:]


def test_a_part_that_is_not_there_is_416_and_an_older_film_is_given_whole(
    as_user, mill_user, lesson, now
):
    kept = with_file(lesson, FILM, now)
    browser, address = as_user(mill_user), reverse("training:lessonfile_film", args=[kept.pk])
    answer = browser.get(address, headers={"Range": f"bytes={len(FILM)}-"})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(FILM)}")
    asked = {"Range": "bytes=0-1", "If-Range": '"another"'}
    assert b"".join(browser.get(address, headers=asked).streaming_content) == FILM
    asked["If-Range"] = f'"{hashlib.sha256(FILM).hexdigest()}"'
    assert browser.get(address, headers=asked).status_code == 206


def test_a_film_of_a_draft_is_for_planners_only(as_user, mill_user, buyer, course, lesson, now):
    kept = with_file(lesson, FILM, now)
    course.is_published = False
    course.save()
    for name in ("lessonfile_film", "lessonfile_download"):
        address = reverse(f"training:{name}", args=[kept.pk])
        assert as_user(mill_user).get(address).status_code == 404
        answer = as_user(buyer).get(address)
        assert (answer.status_code, b"".join(answer.streaming_content)) == (200, FILM)


def test_a_document_is_a_download_and_never_a_film(as_user, mill_user, lesson, now):
    kept = with_file(lesson, pdf(), now, kind="document")
    browser = as_user(mill_user)
    address = reverse("training:lessonfile_download", args=[kept.pk])
    assert f'href="{address}"' in browser.get(lesson.get_absolute_url()).content.decode()
    answer = browser.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="the file.x"'
    assert b"".join(answer.streaming_content) == pdf()
    assert browser.get(reverse("training:lessonfile_film", args=[kept.pk])).status_code == 404


@pytest.fixture
def embedded(lesson):
    lesson.kind, lesson.address = "video", PLAYER
    lesson.save()
    VideoHost.objects.create(host="player.example.org")
    return lesson


def test_a_trusted_player_stands_in_a_frame_that_may_do_little(as_user, mill_user, embedded):
    strict = policy(as_user(mill_user).get(reverse("training:course_list")))
    answer = as_user(mill_user).get(embedded.get_absolute_url())
    assert policy(answer) == strict | {"frame-src": ["https://player.example.org"]}
    shown = answer.content.decode()
    assert f'<iframe class="lesson-player" src="{PLAYER}"' in shown
    assert 'sandbox="allow-scripts allow-same-origin allow-presentation"' in shown


def test_a_host_no_longer_trusted_is_a_link_and_the_policy_strict(as_user, mill_user, embedded):
    VideoHost.objects.all().delete()
    answer = as_user(mill_user).get(embedded.get_absolute_url())
    assert "frame-src" not in policy(answer)
    shown = answer.content.decode()
    assert "<iframe" not in shown
    assert f'href="{PLAYER}" target="_blank" rel="noopener noreferrer"' in shown


def test_the_portal_itself_is_never_a_player(as_user, mill_user, embedded, settings):
    settings.PORTAL_ADDRESS = "https://player.example.org"
    shown = as_user(mill_user).get(embedded.get_absolute_url())
    assert "<iframe" not in shown.content.decode()


def viewed(lesson):
    return reverse("training:lesson_viewed", args=[lesson.pk])


@pytest.mark.parametrize(
    ("headers", "count"),
    [
        ({"User-Agent": "Mozilla/5.0 Firefox/140.0"}, 1), ({"User-Agent": "Googlebot/2.1"}, 0),
        ({"Sec-Purpose": "prefetch;prerender"}, 0), ({"Purpose": "prefetch"}, 0),
    ],
)  # fmt: skip
def test_only_a_person_who_looks_counts(as_user, mill_user, lesson, headers, count):
    answer = as_user(mill_user).post(viewed(lesson), headers={"HX-Request": "true"} | headers)
    assert (answer.status_code, LessonView.objects.count()) == (204, count)


def test_looking_at_a_lesson_writes_nothing_and_staff_never_count(
    as_user, mill_user, buyer, lesson
):
    as_user(mill_user).get(lesson.get_absolute_url())
    assert as_user(buyer).post(viewed(lesson)).status_code == 403
    assert LessonView.objects.count() == 0


@pytest.fixture
def campaign(course, buyer, mill, mill_user, now):
    made = Campaign.objects.create(title="Spring", course=course, created_at=now, created_by=buyer)
    CampaignMail.objects.create(campaign=made, user=mill_user, supplier=mill, sent_at=now)
    return made


def came_by(browser, course, campaign):
    session = browser.session
    session["campaign"] = {str(course.pk): campaign.pk}
    session.save()


def test_a_view_remembers_the_campaign_that_led_to_it(as_user, mill_user, course, lesson, campaign):
    browser = as_user(mill_user)
    came_by(browser, course, campaign)
    browser.post(viewed(lesson))
    assert LessonView.objects.get().campaign == campaign


def test_another_courses_campaign_is_not_counted_but_its_other_language_is(
    as_user, mill_user, course, campaign
):
    other = make_course("C-2", series="water", language="zh-hant")
    browser = as_user(mill_user)
    came_by(browser, course, campaign)
    browser.post(viewed(other.lessons.first()))
    assert LessonView.objects.get().campaign is None
    course.series = "water"
    course.save()
    browser.post(viewed(other.lessons.last()))
    assert LessonView.objects.get(lesson=other.lessons.last()).campaign == campaign
