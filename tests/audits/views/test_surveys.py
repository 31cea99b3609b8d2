import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from audits import operations
from audits.models import Questionnaire, Survey
from sustainportal.notices.models import Notice


def url(name, thing=None):
    return reverse(f"audits:{name}", args=[thing.pk] if thing else [])


@pytest.fixture
def given(answers):
    """The answers as a browser sends them."""
    return {key: "not-applicable" if value is None else value for key, value in answers.items()}


@pytest.fixture
def submitted(survey, answers, mill_user, now):
    return operations.submit_survey(survey=survey, answers=answers, by=mill_user, at=now)


def test_a_buyer_sends_out_surveys_by_tier(as_user, buyer, catalogues, mill, other_mill):
    other_mill.tier = 1
    other_mill.save()
    questionnaire = Questionnaire.objects.get(version="2026.1")
    address = url("survey_assign")
    assert as_user(buyer).get(address).status_code == 200
    fields = {"questionnaire": questionnaire.pk, "year": 2026, "due_on": "2026-12-31", "tier": 2}
    preview = as_user(buyer).post(address, fields)["Location"]
    assert preview.startswith(url("survey_preview"))
    assert Survey.objects.count() == 0
    answer = as_user(buyer).post(preview)
    assert answer["Location"] == url("survey_list")
    assert [survey.supplier for survey in Survey.objects.all()] == [mill]


def test_the_list_shows_each_their_own(as_user, buyer, auditor, mill_user, stranger, survey):
    for person in (buyer, auditor, mill_user):
        assert list(as_user(person).get(url("survey_list")).context["object_list"]) == [survey]
    assert list(as_user(stranger).get(url("survey_list")).context["object_list"]) == []


def test_answers_are_kept_then_handed_in(as_user, mill_user, survey, given):
    browser = as_user(mill_user)
    assert "Labor" in browser.get(url("survey_fill", survey)).text
    answer = browser.post(url("survey_fill", survey), {"fees": "yes"})
    assert answer["Location"] == url("survey_fill", survey)
    [kept] = survey.answers.all()
    assert (kept.question.key, kept.value, kept.answered_by) == ("fees", "yes", mill_user)
    answer = browser.post(url("survey_fill", survey), given | {"hand_in": "1"})
    assert answer["Location"] == survey.get_absolute_url()
    survey.refresh_from_db()
    assert (survey.state, survey.submitted_by) == ("submitted", mill_user)
    assert survey.answers.get(question__key="housing").not_applicable is True


def test_a_wrong_answer_is_told_at_its_question(as_user, mill_user, survey, given):
    answer = as_user(mill_user).post(url("survey_fill", survey), given | {"hours": "many"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["hours"])


def test_a_buyer_accepts_and_the_score_is_explained(as_user, buyer, submitted):
    browser = as_user(buyer)
    assert browser.post(url("survey_accept", submitted)).status_code == 302
    submitted.refresh_from_db()
    assert (submitted.state, submitted.score) == ("accepted", Decimal("78.95"))
    page = browser.get(submitted.get_absolute_url())
    assert "78.95" in page.text
    assert "Score = 100 × earned ÷ weight" in page.text


def test_a_survey_goes_back_with_a_remark_and_opens_again(
    as_user, buyer, mill_user, submitted, given
):
    browser = as_user(buyer)
    assert browser.post(url("survey_return", submitted), {"remark": ""}).status_code == 422
    browser.post(url("survey_return", submitted), {"remark": "Which hours?"})
    assert "Which hours?" in as_user(mill_user).get(url("survey_fill", submitted)).text
    as_user(mill_user).post(url("survey_fill", submitted), given | {"hand_in": "1"})
    browser.post(url("survey_accept", submitted))
    browser.post(url("survey_reopen", submitted), {"remark": "The hours are wrong."})
    assert Survey.objects.get().state == "changes_requested"


def test_what_goes_back_gets_a_new_day(as_user, buyer, mill_user, submitted, time_machine, now):
    time_machine.move_to(now)
    Survey.objects.update(due_on="2026-08-20")
    browser = as_user(buyer)
    page = browser.get(url("survey_return", submitted))
    assert page.context["form"].initial["due_on"] == now.date() + dt.timedelta(days=14)
    past = {"remark": "Hours?", "due_on": "2026-08-16"}
    assert browser.post(url("survey_return", submitted), past).status_code == 422
    today = {"remark": "Hours?", "due_on": "2026-08-17"}
    assert browser.post(url("survey_return", submitted), today).status_code == 302
    assert Survey.objects.get().due_on == now.date()
    assert Notice.objects.filter(event="audits.survey.returned").get().body == (
        "Hours?\nPlease answer it by 17 Aug 2026."
    )
    Survey.objects.update(state="accepted", accepted_at=now, accepted_by=buyer, due_on="2026-10-01")
    browser.post(url("survey_reopen", submitted), {"remark": "The hours are wrong."})
    assert Survey.objects.get().due_on == dt.date(2026, 10, 1)


def test_the_second_reviewer_is_told(as_user, buyer, second_buyer, submitted):
    as_user(buyer).post(url("survey_accept", submitted))
    assert as_user(second_buyer).post(url("survey_accept", submitted)).status_code == 409
    answer = as_user(second_buyer).post(url("survey_return", submitted), {"remark": "Wait."})
    assert (answer.status_code, Survey.objects.get().state) == (409, "accepted")


@pytest.mark.parametrize("name", ["survey_accept", "survey_return", "survey_reopen"])
def test_only_buyers_review(as_user, mill_user, auditor, admin_user, stranger, submitted, name):
    for person in (mill_user, auditor, admin_user, stranger):
        assert as_user(person).post(url(name, submitted), {"remark": "x"}).status_code == 403


def test_only_the_supplier_answers(
    as_user, buyer, auditor, stranger, strange_auditor, survey, given
):
    assert as_user(buyer).post(url("survey_fill", survey), given).status_code == 403
    assert as_user(auditor).post(url("survey_fill", survey), given).status_code == 403
    assert as_user(stranger).post(url("survey_fill", survey), given).status_code == 404
    assert as_user(stranger).get(survey.get_absolute_url()).status_code == 404
    assert as_user(strange_auditor).get(survey.get_absolute_url()).status_code == 404
    assert survey.answers.count() == 0


def test_unfinished_answers_are_the_suppliers(as_user, buyer, mill_user, survey, now):
    operations.save_answers(survey=survey, answers={"fees": "no"}, by=mill_user, at=now)
    page = as_user(buyer).get(survey.get_absolute_url())
    assert (page.context["hidden"], page.context["sheet"]) == (True, None)
    assert len(as_user(mill_user).get(survey.get_absolute_url()).context["sheet"].rows) == 12


def test_the_list_costs_the_same_with_one_row_and_with_two(
    as_user, buyer, survey, other_mill, now, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = as_user(buyer)
    with CaptureQueriesContext(connection) as one:
        browser.get(url("survey_list"))
    operations.assign_surveys(
        questionnaire=survey.questionnaire, suppliers=[other_mill], year=2026, due_on=survey.due_on,
        by=buyer, at=now,
    )  # fmt: skip
    with django_assert_num_queries(len(one)):
        browser.get(url("survey_list"))
