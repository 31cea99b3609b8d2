from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.models import Survey
from suppliers.models import FactorReading
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice


@pytest.fixture
def submitted(survey, answers, mill_user, now):
    return operations.submit_survey(survey=survey, answers=answers, by=mill_user, at=now)


def test_assigning_twice_changes_nothing(survey, mill, other_mill, buyer, now):
    new = operations.assign_surveys(
        questionnaire=survey.questionnaire, suppliers=[mill, other_mill], year=2026,
        due_on=survey.due_on, by=buyer, at=now,
    )  # fmt: skip
    assert [row.supplier for row in new] == [other_mill]
    assert Survey.objects.count() == 2


def test_the_supplier_is_told(mill_user, survey):
    assert Notice.objects.get(event="audits.survey.assigned").recipient == mill_user


def test_answers_are_kept_before_they_are_handed_in(survey, mill_user, now):
    operations.save_answers(
        survey=survey, answers={"fees": "yes", "hours": ""}, by=mill_user, at=now
    )
    operations.save_answers(survey=survey, answers={"fees": "partly"}, by=mill_user, at=now)
    survey.refresh_from_db()
    assert survey.state == "in_progress"
    kept = {row.question.key: row.value for row in survey.answers.all()}
    assert kept == {"fees": "partly"}


def test_accepting_scores_and_tells_risk(submitted, buyer, mill, now):
    operations.accept_survey(survey=submitted, by=buyer, at=now)
    survey = Survey.objects.get()
    # A 3+1.5+2 of 7, B 1+2 of 4, C 3+0.5 of 4, D 0 of 2, E 2 of 2
    assert (survey.state, survey.score) == ("accepted", Decimal("78.95"))
    reading = FactorReading.objects.get(supplier=mill, factor="saq_score")
    assert reading.value == pytest.approx(78.95)


def test_changes_are_requested_with_a_remark_and_answered(
    submitted, answers, mill_user, buyer, now
):
    with pytest.raises(ValidationError):
        operations.request_changes(survey=submitted, remark=" ", by=buyer, at=now)
    operations.request_changes(survey=submitted, remark="Which hours?", by=buyer, at=now)
    operations.submit_survey(
        survey=submitted, answers=answers | {"hours": "7"}, by=mill_user, at=now
    )
    survey = Survey.objects.get()
    assert survey.state == "submitted"
    assert survey.answers.get(question__key="hours").value == "7"
    assert [step.verb for step in survey.steps.all()] == ["submit", "request_changes", "submit"]


def test_answers_typed_on_while_a_colleague_hands_in_do_not_slip_past_the_score(
    submitted, answers, mill_user, buyer, now
):
    operations.request_changes(survey=submitted, remark="Hours?", by=buyer, at=now)
    stale = Survey.objects.get(pk=submitted.pk)
    operations.submit_survey(survey=submitted, answers=answers, by=mill_user, at=now)
    operations.accept_survey(survey=submitted, by=buyer, at=now)
    with pytest.raises(NotNow):
        operations.save_answers(survey=stale, answers={"fees": "no"}, by=mill_user, at=now)
    assert submitted.answers.get(question__key="fees").value == "yes"


def test_an_accepted_survey_can_be_opened_again(submitted, buyer, now):
    operations.accept_survey(survey=submitted, by=buyer, at=now)
    operations.reopen_survey(survey=submitted, remark="The hours are wrong.", by=buyer, at=now)
    survey = Survey.objects.get()
    assert (survey.state, survey.score, survey.accepted_by) == ("changes_requested", None, None)


def test_the_second_reviewer_is_told(submitted, buyer, second_buyer, now):
    stale = Survey.objects.get(pk=submitted.pk)
    operations.accept_survey(survey=submitted, by=buyer, at=now)
    with pytest.raises(NotNow, match="Accepted"):
        operations.request_changes(survey=stale, remark="Wait.", by=second_buyer, at=now)


def test_a_submitted_survey_takes_no_answers(submitted, answers, mill_user, now):
    with pytest.raises(NotNow):
        operations.save_answers(survey=submitted, answers=answers, by=mill_user, at=now)
    with pytest.raises(NotNow):
        operations.submit_survey(survey=submitted, answers=answers, by=mill_user, at=now)


@pytest.mark.parametrize(
    "wrong", [{"fees": "maybe"}, {"hours": "many"}, {"fees": None}, {"hours": "NaN"}]
)
def test_what_is_no_answer_is_refused_by_name(survey, mill_user, now, wrong):
    with pytest.raises(ValidationError) as refusal:
        operations.save_answers(survey=survey, answers=wrong, by=mill_user, at=now)
    assert set(refusal.value.message_dict) == set(wrong)
    assert survey.answers.count() == 0


def test_an_empty_survey_is_not_handed_in(survey, mill_user, now):
    with pytest.raises(ValidationError):
        operations.submit_survey(survey=survey, answers={"fees": ""}, by=mill_user, at=now)


def test_only_its_own_people_answer(survey, answers, stranger, buyer, now):
    for person in (stranger, buyer):
        with pytest.raises(NotYours):
            operations.submit_survey(survey=survey, answers=answers, by=person, at=now)
