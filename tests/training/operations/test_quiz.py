import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry
from training.models import Attempt, Completion
from training.operations.courses import _renewed, complete_course, view_lesson
from training.operations.quiz import finish_attempt, start_attempt
from training.queries.courses import course_counts
from training.queries.learning import progress

from ..course_cast import add_question, answers, make_course, read, take


@pytest.fixture
def course(db):
    return make_course(pass_mark=80)


@pytest.fixture
def reader(course, mill, mill_user, now):
    read(course, mill, mill_user, now)
    return mill_user


def test_the_quiz_opens_once_every_lesson_is_read(course, mill, mill_user, now):
    first = course.lessons.first()
    view_lesson(first, supplier=mill, by=mill_user, at=now, on=now.date())
    with pytest.raises(NotNow, match="Read every lesson first"):
        start_attempt(course, supplier=mill, by=mill_user, at=now)
    assert Attempt.objects.count() == 0


def test_a_second_start_continues_the_open_attempt(course, mill, reader, now):
    first = start_attempt(course, supplier=mill, by=reader, at=now)
    assert start_attempt(course, supplier=mill, by=reader, at=now) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(course=course, user=reader, supplier=mill, started_at=now)


def test_an_attempt_keeps_its_questions_as_they_read(course, mill, reader, now):
    attempt = start_attempt(course, supplier=mill, by=reader, at=now)
    course.questions.update(text="Changed")
    course.questions.first().choices.all().delete()
    done = finish_attempt(attempt, answers(attempt), supplier=mill, by=reader, at=now)
    assert done.score == 100
    assert "Changed" not in {question["text"] for question in done.asked}


def test_only_questions_in_use_with_a_right_answer_are_asked(course, mill, reader, now):
    add_question(course, 6, is_active=False)
    add_question(course, 7, right=0)
    attempt = start_attempt(course, supplier=mill, by=reader, at=now)
    assert len(attempt.asked) == 5


def test_as_many_are_asked_as_the_course_says(course, mill, reader, now):
    course.questions_asked = 3
    course.save()
    assert len(start_attempt(course, supplier=mill, by=reader, at=now).asked) == 3


@pytest.mark.parametrize(
    ("wrong", "score", "passed"), [(0, 100, True), (1, 80, True), (2, 60, False)]
)
def test_the_pass_mark_itself_passes(course, mill, reader, now, wrong, score, passed):
    attempt = take(course, mill, reader, now, wrong=wrong)
    assert (attempt.score, attempt.passed, attempt.finished_at) == (score, passed, now)
    assert Completion.objects.exists() is passed
    verb = "passed" if passed else "failed"
    entry = Entry.objects.get(event=f"training.quiz.{verb}")
    assert (entry.subject_id, entry.detail) == (str(course.pk), {"score": score})


def test_passing_completes_the_course_with_name_score_and_code(course, mill, reader, now):
    reader.first_name, reader.last_name = "Mei", "Lin"
    reader.save()
    take(course, mill, reader, now, wrong=1)
    row = Completion.objects.get()
    assert (row.name, row.score, row.supplier, row.completed_at) == ("Mei Lin", 80, mill, now)
    assert len(row.code) == 19
    assert Entry.objects.filter(event="training.course.completed").count() == 1


def test_an_attempt_is_handed_in_once(course, mill, reader, now):
    attempt = start_attempt(course, supplier=mill, by=reader, at=now)
    same = Attempt.objects.get(pk=attempt.pk)
    finish_attempt(attempt, answers(attempt, wrong=5), supplier=mill, by=reader, at=now)
    with pytest.raises(NotNow, match="finished already"):
        finish_attempt(same, answers(same), supplier=mill, by=reader, at=now)
    same.refresh_from_db()
    assert (same.score, same.passed) == (0, False)


def test_answers_to_questions_not_asked_change_nothing(course, mill, reader, now):
    attempt = start_attempt(course, supplier=mill, by=reader, at=now)
    given = answers(attempt)
    given[999_999] = [1]
    with pytest.raises(ValidationError, match="do not belong"):
        finish_attempt(attempt, given, supplier=mill, by=reader, at=now)
    attempt.refresh_from_db()
    assert attempt.finished_at is None


def test_attempts_run_out_and_the_refusal_says_whom_to_ask(course, mill, reader, now):
    course.attempts_allowed = 2
    course.save()
    take(course, mill, reader, now, wrong=5)
    take(course, mill, reader, now, wrong=5)
    with pytest.raises(NotNow, match=r"used all 2 attempts\. Please ask procurement"):
        start_attempt(course, supplier=mill, by=reader, at=now)
    course.attempts_allowed = 3
    course.save()
    take(course, mill, reader, now)
    assert Completion.objects.count() == 1


def test_who_has_completed_it_takes_no_more_quiz(course, mill, reader, now):
    take(course, mill, reader, now)
    with pytest.raises(NotNow, match="already completed"):
        start_attempt(course, supplier=mill, by=reader, at=now)


def test_a_course_without_questions_has_no_quiz(mill, mill_user, now):
    course = make_course("C-2", questions=0)
    read(course, mill, mill_user, now)
    with pytest.raises(NotNow, match="no quiz"):
        start_attempt(course, supplier=mill, by=mill_user, at=now)
    complete_course(course, supplier=mill, by=mill_user, at=now)
    assert Completion.objects.get().score is None


def test_a_course_with_a_quiz_is_not_completed_without_it(course, mill, reader, now):
    with pytest.raises(NotNow, match="Pass the quiz first"):
        complete_course(course, supplier=mill, by=reader, at=now)


def test_a_lesson_added_between_start_and_end_is_read_before_it_is_complete(
    course, mill, reader, now
):
    attempt = start_attempt(course, supplier=mill, by=reader, at=now)
    course.lessons.create(position=3, title="New", body="New.")
    finish_attempt(attempt, answers(attempt), supplier=mill, by=reader, at=now)
    assert Completion.objects.count() == 0
    read(course, mill, reader, now)
    complete_course(course, supplier=mill, by=reader, at=now)
    assert Completion.objects.get().score == 100


def test_a_certificate_that_ends_is_renewed_with_its_code(course, mill, reader, now):
    course.valid_months = 12
    course.save()
    take(course, mill, reader, now)
    code = Completion.objects.get().code
    early, late = (
        now + dt.timedelta(days=304),
        now + dt.timedelta(days=305),
    )  # 60 days before its end
    with pytest.raises(NotNow, match="already completed"):
        complete_course(course, supplier=mill, by=reader, at=early)
    with pytest.raises(NotNow, match="2 lessons are still unread"):
        complete_course(course, supplier=mill, by=reader, at=late)
    read(course, mill, reader, late)
    with pytest.raises(NotNow, match="Pass the quiz first"):
        complete_course(course, supplier=mill, by=reader, at=late)
    take(course, mill, reader, late)
    row = Completion.objects.get()
    assert (row.code, row.completed_at, row.renewed_at) == (code, now, late)
    assert row.valid_until == dt.date(2028, 6, 18)  # twelve months from the renewal's day


def renewed(course, mill, reader, *, months, at):
    """The course completed again under a new term."""
    course.valid_months = months
    course.save()
    read(course, mill, reader, at)
    take(course, mill, reader, at)
    return Completion.objects.get()


def test_a_years_completions_stay_when_certificates_are_renewed(course, mill, reader, now):
    course.valid_months = 12
    course.save()
    take(course, mill, reader, now)
    before = course_counts(year=2026)[course.pk]["completions"]
    for days in (400, 800):  # once after its end, and once more
        row = renewed(course, mill, reader, months=12, at=now + dt.timedelta(days=days))
    assert row.renewed_at == now + dt.timedelta(days=800)
    assert before == course_counts(year=2026)[course.pk]["completions"] == 1
    later = [course_counts(year=year).get(course.pk) for year in (2027, 2028)]
    assert [counts["completions"] for counts in later] == [0, 0]


def test_a_renewal_under_a_course_without_end_holds_for_good(course, mill, reader, now):
    course.valid_months = 12
    course.save()
    take(course, mill, reader, now)
    row = renewed(course, mill, reader, months=0, at=now + dt.timedelta(days=320))
    assert row.valid_until is None
    with pytest.raises(NotNow, match="already completed"):
        complete_course(course, supplier=mill, by=reader, at=now + dt.timedelta(days=9000))


@pytest.mark.parametrize(("given", "now_says"), [(12, 6), (12, 24), (12, 0), (0, 12)])
def test_a_changed_term_leaves_certificates_already_given(
    course, mill, reader, now, given, now_says
):
    course.valid_months = given
    course.save()
    take(course, mill, reader, now)
    until = Completion.objects.get().valid_until
    assert until == (dt.date(2027, 8, 17) if given else None)
    course.valid_months = now_says
    course.save()
    steps = [
        progress(course, reader, on=now.date() + dt.timedelta(days=n)) for n in (304, 305, 365, 366)
    ]
    assert [step.until for step in steps] == [until] * 4
    ends = bool(given)
    assert [step.done for step in steps] == [True, not ends, not ends, not ends]
    assert [step.holds for step in steps] == [True, True, True, not ends]


@pytest.mark.parametrize(("days", "done"), [(0, True), (1, False)])
def test_a_short_certificate_is_renewed_no_sooner_than_the_day_after_its_renewal(
    course, mill, reader, now, days, done
):
    course.valid_months = 1
    course.save()
    take(course, mill, reader, now)
    late = now + dt.timedelta(days=20)
    renewed(course, mill, reader, months=1, at=late)
    on = late.date() + dt.timedelta(days=days)
    assert progress(course, reader, on=on).done is done


def test_two_renewals_at_once_are_one(course, mill, reader, now):
    course.valid_months = 12
    course.save()
    take(course, mill, reader, now)
    stale, late = Completion.objects.get(), now + dt.timedelta(days=400)
    row = renewed(course, mill, reader, months=12, at=late)
    with pytest.raises(NotNow, match="already completed"):
        _renewed(stale, {"valid_until": None}, late)
    row.refresh_from_db()
    assert row.valid_until is not None
