"""Counts of courses."""

from django.db.models import Count

from ..models import Completion, LessonView


def course_counts():
    """Views, learners and completions per course id; three separate counts."""
    views = LessonView.objects.values("lesson__course").annotate(
        views=Count("pk"), learners=Count("user", distinct=True)
    )
    done = Completion.objects.values("course").annotate(completions=Count("pk"))
    counts = {row["lesson__course"]: {**row, "completions": 0} for row in views}
    for row in done:
        empty = {"views": 0, "learners": 0}
        counts.setdefault(row["course"], empty)["completions"] = row["completions"]
    return counts
