"""What the training room ships: courses with lessons and a quiz, see catalogue_courses."""

from django.db import transaction

from .catalogue_courses import written
from .models import Course, Lesson, QuizChoice, QuizQuestion


@transaction.atomic
def load(*, at):
    """Add the courses that are missing (by code); never changes one that is there. Returns the count.

    One whose place is taken (another course of its series and language) is left out.
    """
    missing = _missing(written())
    courses = Course.objects.bulk_create(Course(**one["fields"]) for one in missing)
    pairs = list(zip(courses, missing, strict=True))
    Lesson.objects.bulk_create(
        Lesson(course=course, position=position, title=title, minutes=minutes, body=body)
        for course, one in pairs
        for position, (title, minutes, body) in enumerate(one["lessons"], 1)
    )
    _add_questions(pairs)
    return len(courses)


def _missing(courses):
    codes, places = set(), set()
    for code, series, language in Course.objects.values_list("code", "series", "language"):
        codes.add(code)
        places.add((series, language))
    return [
        one
        for one in courses
        if one["fields"]["code"] not in codes
        and (one["fields"]["series"], one["fields"]["language"]) not in places
    ]


def _add_questions(pairs):
    told = [
        (
            QuizQuestion(
                course=course, position=position, text=one["text"], explanation=one["why"]
            ),
            one,
        )
        for course, written_down in pairs
        for position, one in enumerate(written_down["questions"], 1)
    ]
    QuizQuestion.objects.bulk_create(question for question, _one in told)
    QuizChoice.objects.bulk_create(
        QuizChoice(question=question, text=text, is_right=side == "right")
        for question, one in told
        for side in ("right", "wrong")
        for text in one[side]
    )
