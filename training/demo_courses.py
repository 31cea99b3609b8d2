"""The demo company's learners: some have read a course, some passed its quiz, some are in the middle."""

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from suppliers.models import Membership
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.files.content import upload
from sustainportal.files.drawing import sheet
from sustainportal.trail.operations import entry, record_many

from .models import Attempt, Completion, Course, Lesson, LessonView
from .operations.lessons import keep_lesson_file
from .operations.quiz import bank_of
from .rules import quiz
from .rules.certificates import valid_until

PER_PERSON = 3  # courses somebody has looked at


@transaction.atomic
def build(*, at):
    """People of suppliers at their courses, and a course with a document. Returns {"course readers": n}."""
    chance = random.Random("courses")
    _document(at)
    shelf = Course.objects.filter(is_published=True).order_by("code").prefetch_related("lessons")
    courses = [(course, bank_of(course)) for course in shelf]
    people = Membership.objects.filter(user__role=Role.SUPPLIER).select_related("user", "supplier")
    views, attempts, completions = [], [], []
    readers = 0
    for member in people.order_by("user__username"):
        for course, bank in chance.sample(courses, min(PER_PERSON, len(courses))):
            then = at - dt.timedelta(days=chance.randint(5, 300))
            seen = _read(chance, course, member, then)
            views += seen
            readers += 1
            if len(seen) == len(course.lessons.all()):
                tries = _tries(chance, course, bank, member, then)
                attempts += tries
                completions.append(_completion(course, member, then, tries))
    _keep(views, attempts, completions)
    return {"course readers": readers, "certificates of courses": len(completions)}


def finish(chance, course, readers):
    """These people, (whoever has a user and a supplier, when), pass the quiz and complete the course."""
    bank, attempts, completions = bank_of(course), [], []
    for member, at in readers:
        tries = _tries(chance, course, bank, member, at)
        attempts += tries
        completions.append(_completion(course, member, at, tries))
    _keep([], attempts, completions)
    return completions


def _read(chance, course, member, at):
    """Views of all lessons or of the first one."""
    lessons = list(course.lessons.all())
    lessons = lessons if chance.random() < 0.6 else lessons[:1]
    who = {"user": member.user, "supplier": member.supplier}
    return [LessonView(lesson=one, viewed_on=timezone.localdate(at), **who) for one in lessons]


def _tries(chance, course, bank, member, at):
    """Attempts until one is passed: the first by knowledge or blindly, the second always by knowledge."""
    tries = []
    for knows in (chance.random() < 0.7, True) if bank else ():
        drawn = quiz.drawn(bank, course.questions_asked, chance)
        asked = quiz.answered(drawn, {one["id"]: _answer(chance, one, knows) for one in drawn})
        score, end = quiz.score(asked), at + dt.timedelta(minutes=9 + 20 * len(tries))
        tries.append(
            Attempt(
                course=course, user=member.user, supplier=member.supplier, asked=asked, score=score,
                started_at=at, finished_at=end, passed=score >= course.pass_mark,
            )
        )  # fmt: skip
        if tries[-1].passed:
            break
    return tries


def _answer(chance, question, knows):
    return quiz.right_ids(question) if knows else [chance.choice(question["choices"])["id"]]


def _completion(course, member, at, tries):
    at = tries[-1].finished_at if tries else at
    return Completion(
        course=course,
        user=member.user,
        supplier=member.supplier,
        name=str(member.user),
        completed_at=at,
        valid_until=valid_until(timezone.localdate(at), course.valid_months),
        score=tries[-1].score if tries else None,
    )


def _keep(views, attempts, completions):
    LessonView.objects.bulk_create(views, batch_size=500)
    Attempt.objects.bulk_create(attempts, batch_size=200)
    Completion.objects.bulk_create(completions, batch_size=500)
    record_many(
        entry(
            "training.course.completed", row.course, by=row.user, at=row.completed_at,
            supplier=row.supplier.code,
        )
        for row in completions
    )  # fmt: skip


def _document(at):
    """A lesson with a document, so that one can be seen."""
    course = Course.objects.filter(code="EMERGENCY").first()
    if course is None or course.lessons.filter(kind=Lesson.Kind.DOCUMENT).exists():
        return
    last = course.lessons.order_by("-position").first()
    lesson = course.lessons.create(
        position=last.position + 1 if last else 1,
        title="Checklist for the monthly walk",
        kind=Lesson.Kind.DOCUMENT,
        body="Print it, walk with it, and sign it. Keep the last twelve.",
        minutes=10,
    )
    paper = sheet("Monthly walk: exits, signs, extinguishers, first aid boxes, assembly point.")
    keep_lesson_file(
        lesson,
        upload("monthly-walk.pdf", paper, size_limit=len(paper)),
        by=User.objects.get(username="buyer"),
        at=at,
    )
