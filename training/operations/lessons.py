"""The film or the document of a lesson."""

from sustainportal.files.keeping import delete_files_of, filing
from sustainportal.trail.operations import record

from ..models import LessonFile


def keep_lesson_file(lesson, upload, *, by, at):
    """Keep the judged upload as the lesson's file, in place of the one there was."""
    with filing() as cabinet:
        _take_away(lesson)
        row = cabinet.keep(LessonFile(lesson=lesson, at=at), upload)
        record(
            "training.lesson.file_kept", lesson.course, by=by, at=at, name=row.name, size=row.size
        )
    return row


def remove_lesson_file(lesson, *, by, at):
    """Take the lesson's file away. Returns whether there was one."""
    with filing():
        names = [row.name for row in _take_away(lesson)]
        for name in names:
            record("training.lesson.file_removed", lesson.course, by=by, at=at, name=name)
    return bool(names)


def forget_files_of(lessons):
    """Within the transaction that deletes these lessons: their files go from the disk once it is kept."""
    delete_files_of(list(LessonFile.objects.filter(lesson__in=lessons)))


def _take_away(lesson):
    rows = list(LessonFile.objects.select_for_update().filter(lesson=lesson))
    LessonFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
    delete_files_of(rows)
    return rows
