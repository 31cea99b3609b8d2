"""Courses with lessons and a quiz, and people who take them."""

from training.models import Course
from training.operations.courses import view_lesson
from training.operations.quiz import finish_attempt, start_attempt
from training.rules.quiz import right_ids


def make_course(code="C-1", lessons=2, questions=5, **fields):
    """A published course; of each question's three answers the first is right, of the second question two."""
    words = {"title": f"Course {code}", "language": "en", "is_published": True} | fields
    course = Course.objects.create(code=code, **words)
    for position in range(1, lessons + 1):
        course.lessons.create(position=position, title=f"Lesson {position}", body="Read this.")
    for position in range(1, questions + 1):
        add_question(course, position, right=2 if position == 2 else 1)
    return course


def add_question(course, position, right=1, **fields):
    question = course.questions.create(
        position=position, text=f"Question {position}", explanation=f"Because {position}.", **fields
    )
    for number in range(3):
        question.choices.create(text=f"Answer {position}.{number}", is_right=number < right)
    return question


def read(course, supplier, user, at):
    for lesson in course.lessons.all():
        view_lesson(lesson, supplier=supplier, by=user, at=at, on=at.date())


def answers(attempt, wrong=0):
    """Right answers, the first `wrong` of them wrong."""
    return {
        question["id"]: right_ids(question)
        if number >= wrong
        else [choice["id"] for choice in question["choices"] if not choice["right"]][:1]
        for number, question in enumerate(attempt.asked)
    }


def take(course, supplier, user, at, wrong=0):
    """One attempt, handed in."""
    attempt = start_attempt(course, supplier=supplier, by=user, at=at)
    given = answers(attempt, wrong)
    return finish_attempt(attempt, given, supplier=supplier, by=user, at=at)
