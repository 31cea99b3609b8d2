"""Courses as an administrator keeps them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sustainportal.trail.models import Entry
from training.models import Course, Lesson, LessonFile, QuizQuestion, VideoHost

from ..sample_files import HTML, mp4, pdf
from .course_cast import make_course


@pytest.fixture
def admin_site(as_user, admin_user, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return as_user(admin_user)


@pytest.fixture
def course(db):
    return make_course(lessons=1, questions=1)


@pytest.fixture
def lesson(course):
    return course.lessons.get()


def save(admin_site, lesson, **fields):
    address = reverse("admin:training_lesson_change", args=[lesson.pk])
    words = {
        "course": lesson.course_id, "position": 1, "title": "One", "kind": "text", "body": "Read.",
        "address": "", "minutes": 5,
    }  # fmt: skip
    return admin_site.post(address, words | fields)


def on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def file(name, content):
    return SimpleUploadedFile(name, content)


def test_a_film_and_a_document_are_kept_with_their_lessons(admin_site, lesson):
    assert save(admin_site, lesson, kind="video", file=file("a.mp4", mp4())).status_code == 302
    assert LessonFile.objects.get().content_type == "video/mp4"
    assert save(admin_site, lesson, kind="document", file=file("a.mp4", pdf())).status_code == 302
    assert LessonFile.objects.get().content_type == "application/pdf"
    assert save(admin_site, lesson, take_file_away="on").status_code == 302
    assert LessonFile.objects.count() == 0
    told = Entry.objects.filter(event__startswith="training.lesson.file")
    assert [entry.event.rpartition(".")[2] for entry in told.order_by("pk")] == [
        "file_kept", "file_kept", "file_removed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "video", "file": ("a.mp4", HTML)}, "neither a picture, a PDF nor a film"),
        ({"kind": "video", "file": ("a.mp4", mp4()[:-3])}, "cannot be opened"),
        ({"kind": "video", "file": ("a.pdf", pdf())}, "A video takes a film"),
        ({"kind": "document", "file": ("a.mp4", mp4())}, "A video takes a film"),
        ({"kind": "text", "file": ("a.mp4", mp4())}, "A text has no file"),
        ({"kind": "text", "body": ""}, "Write the text"),
        ({"kind": "text", "address": "https://player.example.org/1"}, "Only a video has an address"),
        ({"kind": "video", "address": "https://evil.test/1"}, "evil.test is not among the video hosts"),
        ({"kind": "video", "address": "https://sub.player.example.org/1"}, "not among the video hosts"),
        ({"kind": "video", "address": "https://player.example.org:99/1"}, "without a port"),
        ({"kind": "video", "address": "http://player.example.org/1"}, "begins with https://"),
        ({"kind": "video", "address": "javascript:alert(1)"}, "begins with https://"),
        ({"kind": "video", "address": "https://portal.example.test/1"}, "not among the video hosts"),
    ],
)  # fmt: skip
def test_what_does_not_belong_to_a_lesson_is_refused(admin_site, lesson, settings, fields, words):
    settings.PORTAL_ADDRESS = "https://portal.example.test"
    VideoHost.objects.create(host="player.example.org")
    VideoHost.objects.create(host="portal.example.test")
    fields = dict(fields)
    if "file" in fields:
        fields["file"] = file(*fields["file"])
    answer = save(admin_site, lesson, **fields)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert (LessonFile.objects.count(), Lesson.objects.get().address) == (0, "")


def test_a_player_on_a_trusted_host_is_kept(admin_site, lesson):
    VideoHost.objects.create(host="player.example.org")
    address = "https://player.example.org/embed/1?lang=en"
    assert save(admin_site, lesson, kind="video", address=address).status_code == 302
    assert Lesson.objects.get().address == address


@pytest.mark.parametrize(
    ("host", "kept"),
    [
        ("player.example.org", True), (" Player.Example.ORG ", True), ("https://player.example.org", False),
        ("*.example.org", False), ("player.example.org; script-src *", False), ("localhost", False),
        ("portal.example.test", False),
    ],
)  # fmt: skip
def test_a_video_host_is_a_bare_name_and_not_the_portals(admin_site, settings, host, kept):
    settings.PORTAL_ADDRESS = "https://portal.example.test"
    admin_site.post(reverse("admin:training_videohost_add"), {"host": host, "note": ""})
    found = list(VideoHost.objects.values_list("host", flat=True))
    assert found == (["player.example.org"] if kept else [])


def inline(prefix, rows, initial=0):
    form = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        form |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return form


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ([True, False], ""), ([False, False], "at least one answer as right"),
        ([True, True], "at least one answer that is wrong"), ([True], "at least one answer that is wrong"),
        ([], "at least one answer as right"),
    ],
)  # fmt: skip
def test_a_question_has_a_right_and_a_wrong_answer(admin_site, course, marks, words):
    rows = [
        {"text": f"Answer {n}"} | ({"is_right": "on"} if m else {}) for n, m in enumerate(marks)
    ]
    answer = admin_site.post(
        reverse("admin:training_quizquestion_add"),
        {"course": course.pk, "position": 9, "text": "Why?", "explanation": "", "is_active": "on"}
        | inline("choices", rows),
    )
    assert words in answer.content.decode()
    assert QuizQuestion.objects.filter(position=9).exists() is (not words)


def course_form(code, lessons, published=True, **fields):
    words = {
        "code": code, "title": "T", "language": "en", "summary": "", "provision": "", "series": "",
        "standard": "", "pass_mark": 80, "questions_asked": 0, "attempts_allowed": 0, "valid_months": 0,
    }  # fmt: skip
    shown = {"is_published": "on"} if published else {}
    rows = [
        {"position": n, "title": "L", "kind": "text", "minutes": 5} for n in range(1, lessons + 1)
    ]
    return words | shown | inline("lessons", rows) | inline("questions", []) | fields


@pytest.mark.parametrize(
    ("lessons", "published", "kept"), [(1, True, True), (0, False, True), (0, True, False)]
)
def test_a_course_is_published_with_a_lesson_only(admin_site, lessons, published, kept):
    add = reverse("admin:training_course_add")
    answer = admin_site.post(add, course_form("C-9", lessons, published))
    assert Course.objects.filter(code="C-9").exists() is kept
    assert ("needs a lesson" in answer.content.decode()) is (not kept)


def test_what_was_viewed_or_tried_is_not_deleted(admin_site, course, lesson, mill, mill_user, now):
    address = reverse("admin:training_course_delete", args=[course.pk])
    course.attempts.create(user=mill_user, supplier=mill, started_at=now)
    assert admin_site.post(address, {"post": "yes"}).status_code == 403
    assert (
        admin_site.post(
            reverse("admin:training_lesson_delete", args=[lesson.pk]), {"post": "yes"}
        ).status_code
        == 403
    )
    course.attempts.all().delete()
    assert admin_site.post(address, {"post": "yes"}).status_code == 302
    assert Course.objects.count() == 0


@pytest.mark.parametrize("way", ["lesson", "course", "lessons", "courses", "inline"])
def test_what_is_deleted_leaves_no_file_behind(
    admin_site, course, lesson, tmp_path, django_capture_on_commit_callbacks, way
):
    with django_capture_on_commit_callbacks(execute=True):
        save(admin_site, lesson, kind="document", file=file("a.pdf", pdf()))
    assert len(on_disk(tmp_path)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        delete(admin_site, way, course, lesson)
    assert (LessonFile.objects.count(), on_disk(tmp_path)) == (0, [])


def delete(admin_site, way, course, lesson):
    one = {"lesson": lesson, "course": course}.get(way.removesuffix("s"))
    if way == "inline":
        gone = {"id": lesson.pk, "course": course.pk, "position": 1, "title": "L", "kind": "text"}
        rows = inline("lessons", [gone | {"minutes": 5, "DELETE": "on"}], initial=1)
        form = course_form(course.code, 0, published=False) | rows
        return admin_site.post(reverse("admin:training_course_change", args=[course.pk]), form)
    if way == one._meta.model_name:
        address = reverse(f"admin:training_{way}_delete", args=[one.pk])
        return admin_site.post(address, {"post": "yes"})
    address = reverse(f"admin:training_{one._meta.model_name}_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"}
    return admin_site.post(address, chosen)


def test_changes_stand_in_the_trail(admin_site, course, lesson):
    save(admin_site, lesson, title="Exits")
    entry = Entry.objects.filter(event="training.lesson.changed").get()
    assert (entry.subject_id, entry.detail) == (str(course.pk), {"name": "Exits"})


def test_the_pages_of_the_admin_site_open(admin_site, course, lesson):
    VideoHost.objects.create(host="player.example.org")
    question = course.questions.get()
    for name, thing in (("course", course), ("lesson", lesson), ("quizquestion", question)):
        for page in ("changelist", "add"):
            assert admin_site.get(reverse(f"admin:training_{name}_{page}")).status_code == 200
        change = reverse(f"admin:training_{name}_change", args=[thing.pk])
        assert admin_site.get(change).status_code == 200
    assert admin_site.get(reverse("admin:training_videohost_changelist")).status_code == 200
