import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from suppliers.models import Membership
from training.models import Attempt, Completion
from training.rules.certificates import valid_until

from ...conftest import person
from ..course_cast import answers, make_course, read


@pytest.fixture
def course(db):
    return make_course(questions=5, pass_mark=80)


@pytest.fixture
def learner(as_user, course, mill, mill_user, now):
    read(course, mill, mill_user, now)
    return as_user(mill_user)


@pytest.fixture
def attempt(learner, course):
    learner.post(reverse("training:course_quiz", args=[course.pk]))
    return Attempt.objects.get()


def form_of(attempt, wrong=0):
    return {f"q{key}": value for key, value in answers(attempt, wrong).items()}


def test_the_questions_are_shown_without_their_answers(learner, attempt):
    shown = learner.get(attempt.get_absolute_url()).content.decode()
    assert shown.count("<fieldset") == 5
    assert "Because" not in shown
    assert "is_right" not in shown
    assert shown.count('type="radio"') == 12
    assert shown.count('type="checkbox"') == 3  # where two answers are right


def test_passing_shows_the_answers_and_the_certificate(learner, attempt):
    answer = learner.post(attempt.get_absolute_url(), form_of(attempt, wrong=1), follow=True)
    assert answer.redirect_chain == [(attempt.get_absolute_url(), 302)]
    shown = answer.content.decode()
    assert "80 percent; 80 percent are needed." in shown
    assert shown.count("Because ") == 5
    assert shown.count("Right is:") == 1
    download = reverse("training:certificate_download", args=[Completion.objects.get().pk])
    assert download in shown


def test_passing_renews_a_certificate_and_says_so(learner, mill, mill_user, course, now):
    today = timezone.localdate()
    course.valid_months = 12
    course.save()
    row = Completion.objects.create(
        course=course, user=mill_user, supplier=mill, valid_until=today,
        completed_at=timezone.now() - dt.timedelta(days=365),
    )  # fmt: skip
    shown = learner.get(course.get_absolute_url()).content.decode()
    assert "You can renew it now" in shown
    read(course, mill, mill_user, timezone.now())
    learner.post(reverse("training:course_quiz", args=[course.pk]))
    attempt = Attempt.objects.get()
    answer = learner.post(attempt.get_absolute_url(), form_of(attempt), follow=True)
    assert "You have completed the course. Your certificate is ready." in answer.text
    completed_at = row.completed_at
    row.refresh_from_db()
    assert (row.completed_at, row.valid_until) == (completed_at, valid_until(today, 12))


def test_failing_says_which_questions_were_wrong_and_nothing_more(learner, attempt, course):
    learner.post(attempt.get_absolute_url(), form_of(attempt, wrong=2))
    shown = learner.get(attempt.get_absolute_url()).content.decode()
    assert "60 percent; 80 percent are needed." in shown
    assert shown.count('class="wrong"') == 2
    assert "Because" not in shown
    assert "Right is:" not in shown
    assert "Try again" in shown
    assert Completion.objects.count() == 0


def test_an_unanswered_question_hands_nothing_in(learner, attempt):
    given = form_of(attempt)
    missing = given.popitem()[0]
    answer = learner.post(attempt.get_absolute_url(), given)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Some questions have no answer yet. Nothing was handed in." in shown
    assert shown.count(" checked") == sum(len(value) for value in given.values())
    attempt.refresh_from_db()
    assert (attempt.finished_at, missing in shown) == (None, True)


def test_answers_that_were_not_offered_are_refused(learner, attempt):
    given = form_of(attempt)
    first, other = attempt.asked[0], attempt.asked[1]
    swapped = given | {f"q{first['id']}": [other["choices"][0]["id"]]}
    assert learner.post(attempt.get_absolute_url(), swapped).status_code == 422
    assert learner.post(attempt.get_absolute_url(), given | {"q999999": "1"}).status_code == 422
    attempt.refresh_from_db()
    assert attempt.finished_at is None


def test_handing_in_twice_is_409_and_keeps_the_first(learner, attempt):
    learner.post(attempt.get_absolute_url(), form_of(attempt, wrong=5))
    assert learner.post(attempt.get_absolute_url(), form_of(attempt)).status_code == 409
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (0, False)


def test_an_attempt_is_its_persons_alone(as_user, attempt, mill, stranger, buyer):
    colleague = person("colleague", "supplier")
    Membership.objects.create(supplier=mill, user=colleague)
    for who, status in ((colleague, 404), (stranger, 404), (buyer, 403)):
        assert as_user(who).get(attempt.get_absolute_url()).status_code == status
        assert as_user(who).post(attempt.get_absolute_url(), {}).status_code == status


def test_starting_again_continues_and_without_attempts_left_is_409(learner, attempt, course):
    start = reverse("training:course_quiz", args=[course.pk])
    assert learner.post(start).url == attempt.get_absolute_url()
    course.attempts_allowed = 1
    course.save()
    learner.post(attempt.get_absolute_url(), form_of(attempt, wrong=5))
    answer = learner.post(start)
    assert answer.status_code == 409
    assert "Please ask procurement" in answer.content.decode()
    shown = learner.get(course.get_absolute_url()).content.decode()
    assert "no attempt is left" in shown
    assert "Try again" not in shown


def test_who_moves_to_another_supplier_goes_on_with_the_attempt_for_the_new_one(
    learner, attempt, mill_user, other_mill
):
    Membership.objects.filter(user=mill_user).update(supplier=other_mill)
    assert learner.get(attempt.get_absolute_url()).status_code == 200
    learner.post(attempt.get_absolute_url(), form_of(attempt))
    assert Completion.objects.get().supplier == other_mill
