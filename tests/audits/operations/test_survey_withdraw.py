"""A survey sent by mistake is taken back while nobody has begun to answer it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audits import operations
from audits.models import Survey
from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry


def withdraw(survey, by, at, reason="Sent to the wrong mill."):
    return operations.withdraw_survey(survey=survey, reason=reason, by=by, at=at)


def test_it_is_gone_and_its_people_know_why(annual, mill, mill_user, buyer, now):
    withdraw(annual, buyer, now)
    assert not Survey.objects.exists()
    notice = Notice.objects.get(event="audits.survey.withdrawn")
    assert (notice.recipient, notice.body) == (mill_user, "Sent to the wrong mill.")
    assert Entry.objects.about(mill).filter(event="audits.survey.withdrawn").count() == 1


def test_what_somebody_has_begun_stays(annual, mill_user, buyer, now):
    operations.save_answers(survey=annual, answers={"words": "So."}, by=mill_user, at=now)
    with pytest.raises(NotNow):
        withdraw(annual, buyer, now)
    assert annual.answers.count() == 1


def test_it_needs_a_reason_and_happens_once(annual, buyer, now):
    with pytest.raises(ValidationError):
        withdraw(annual, buyer, now, reason=" ")
    withdraw(annual, buyer, now)
    with pytest.raises(NotNow):
        withdraw(Survey(pk=1, state="not_started"), buyer, now)


def test_the_page_takes_it_back_and_is_offered_only_before_the_first_answer(
    annual, mill_user, buyer, as_user, now
):
    browser, page = as_user(buyer), reverse("audits:survey_withdraw", args=[annual.pk])
    assert page in browser.get(annual.get_absolute_url()).text
    assert page not in as_user(mill_user).get(annual.get_absolute_url()).text
    answer = browser.post(page, {"reason": "Wrong year."})
    assert (answer.status_code, answer["Location"]) == (302, reverse("audits:survey_list"))
    assert not Survey.objects.exists()
