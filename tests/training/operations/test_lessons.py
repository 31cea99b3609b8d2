from pathlib import Path

import pytest

from sustainportal.files.content import FILMS, PAPERS, upload
from sustainportal.trail.models import Entry
from training.models import LessonFile
from training.operations.lessons import keep_lesson_file, remove_lesson_file

from ...sample_files import mp4, pdf
from ..course_cast import make_course


@pytest.fixture
def lesson(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_course(lessons=1, questions=0).lessons.get()


def judged(name, content):
    return upload(name, content, size_limit=10_000, kinds=PAPERS | FILMS)


def test_a_new_file_takes_the_place_of_the_one_there_is(
    lesson, buyer, now, django_capture_on_commit_callbacks
):
    first = keep_lesson_file(lesson, judged("a.pdf", pdf()), by=buyer, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        second = keep_lesson_file(lesson, judged("b.mp4", mp4()), by=buyer, at=now)
    assert LessonFile.objects.get() == second
    assert not Path(first.file.path).exists()
    assert Path(second.file.path).suffix == ".mp4"


def test_a_file_is_taken_away_once(lesson, buyer, now, django_capture_on_commit_callbacks):
    kept = keep_lesson_file(lesson, judged("a.pdf", pdf()), by=buyer, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_lesson_file(lesson, by=buyer, at=now)
    assert not remove_lesson_file(lesson, by=buyer, at=now)
    assert not Path(kept.file.path).exists()
    told = Entry.objects.filter(event="training.lesson.file_removed")
    assert [entry.detail for entry in told] == [{"name": "a.pdf"}]


def test_a_change_that_fails_leaves_the_file_there_was(lesson, buyer, now, monkeypatch):
    kept = keep_lesson_file(lesson, judged("a.pdf", pdf()), by=buyer, at=now)

    def broken(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(Entry, "save", broken)
    with pytest.raises(OSError, match="disk full"):
        keep_lesson_file(lesson, judged("b.pdf", pdf("b")), by=buyer, at=now)
    assert LessonFile.objects.get() == kept
    files = [path for path in Path(kept.file.path).parent.iterdir()]
    assert files == [Path(kept.file.path)]
