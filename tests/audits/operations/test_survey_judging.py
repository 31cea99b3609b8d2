import datetime as dt

import pytest

from audits import operations
from audits.models import Survey
from audits.rules.answers import Given
from suppliers.models import Factor, FactorReading
from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry

from ..survey_cast import GOLD, TIN, make_annual, question, send


@pytest.fixture
def handed_in(annual, mill_user, a_file, now):
    """Answered with figures that are readings: water in litres, smelters, and a choice."""
    for key, code in (
        ("water", "test_water"),
        ("smelters", "test_smelters"),
        ("metered", "test_metered"),
    ):
        Factor.objects.create(code=code, name=code)
        annual.questionnaire.questions.filter(key=key).update(posts_factor=code)
    operations.keep_survey_files(
        survey=annual, question=question(annual, "metered"), files=[a_file], by=mill_user, at=now
    )
    operations.add_smelters(
        survey=annual,
        question=question(annual, "smelters"),
        smelters=[TIN, GOLD],
        by=mill_user,
        at=now,
    )
    answers = {"metered": "yes", "water": Given("20000", unit="litre")}
    return operations.submit_survey(survey=annual, answers=answers, by=mill_user, at=now)


def readings(supplier):
    rows = FactorReading.objects.valid().filter(supplier=supplier, source__startswith="Surveys")
    return {row.factor_id: row.value for row in rows}


def test_accepted_answers_that_are_readings_are_posted(handed_in, mill, buyer, now):
    operations.accept_survey(survey=handed_in, by=buyer, at=now)
    assert readings(mill) == {"test_water": 20, "test_smelters": 50, "test_metered": 100}
    assert {row.link for row in FactorReading.objects.filter(supplier=mill)} == {
        handed_in.get_absolute_url()
    }


def test_a_reopened_survey_says_nothing_until_it_is_accepted_anew(
    handed_in, mill, mill_user, buyer, now
):
    operations.accept_survey(survey=handed_in, by=buyer, at=now)
    operations.reopen_survey(survey=handed_in, remark="Litres?", by=buyer, at=now)
    assert readings(mill) == {}
    assert Entry.objects.filter(event="suppliers.reading.withdrawn").count() == 3
    operations.submit_survey(
        survey=handed_in, answers={"water": Given("30"), "metered": "yes"}, by=mill_user, at=now
    )
    later = now + dt.timedelta(hours=1)
    operations.accept_survey(survey=handed_in, by=buyer, at=later)
    assert readings(mill) == {"test_water": 30, "test_smelters": 50, "test_metered": 100}
    assert FactorReading.objects.filter(supplier=mill).count() == 3


def test_a_reading_of_another_survey_stays_when_this_one_is_reopened(handed_in, mill, buyer, now):
    FactorReading.objects.create(
        supplier=mill, factor_id="test_water", value=7, read_on=dt.date(2025, 5, 5),
        source="Surveys", link="/audits/surveys/0/", recorded_at=now,
    )  # fmt: skip
    operations.accept_survey(survey=handed_in, by=buyer, at=now)
    operations.reopen_survey(survey=handed_in, remark="Litres?", by=buyer, at=now)
    assert readings(mill) == {"test_water": 7}


def test_hidden_and_open_answers_are_no_readings(handed_in, mill, mill_user, buyer, now):
    operations.request_changes(survey=handed_in, remark="Really?", by=buyer, at=now)
    handed_in.smelters.all().delete()
    handed_in.answers.filter(question__key="smelters").update(value="")
    operations.submit_survey(survey=handed_in, answers={"metered": "no"}, by=mill_user, at=now)
    operations.accept_survey(survey=handed_in, by=buyer, at=now)
    assert readings(mill) == {"test_metered": 0}


def test_nobody_judges_answers_they_have_not_read(handed_in, mill_user, buyer, second_buyer, now):
    """The buyer looks; a colleague returns it; the supplier changes and hands it in again."""
    seen = handed_in.last_step()
    operations.request_changes(survey=handed_in, remark="Litres?", by=second_buyer, at=now)
    again = Survey.objects.get(pk=handed_in.pk)
    operations.submit_survey(survey=again, answers={"words": "Now in m3."}, by=mill_user, at=now)
    fresh = Survey.objects.get(pk=handed_in.pk)
    with pytest.raises(NotNow, match="Submitted"):
        operations.accept_survey(survey=fresh, seen=seen, by=buyer, at=now)
    with pytest.raises(NotNow):
        operations.request_changes(survey=fresh, remark="No.", seen=seen, by=buyer, at=now)
    assert Survey.objects.get(pk=handed_in.pk).state == "submitted"
    operations.accept_survey(survey=fresh, seen=fresh.last_step(), by=buyer, at=now)
    assert Survey.objects.get(pk=handed_in.pk).state == "accepted"


def test_a_score_counts_in_the_questions_own_unit(handed_in, now):
    handed_in.questionnaire.questions.filter(key="water").update(none_at=40, full_at=0, weight=1)
    from audits.operations.surveys import score_of

    parts = {part.section: part for part in score_of(handed_in).sections}
    # metered 1 of 1, water 20 of 40 m3: half, sources left open
    assert str(parts["W"].score) == "50.00"


def test_a_reading_of_another_survey_on_the_same_day_is_not_written_over(
    handed_in, mill, mill_user, buyer, now
):
    other = send(make_annual("half-year"), mill, 2026, by=buyer, at=now)
    other.questionnaire.questions.filter(key="sources").update(posts_factor="test_metered")
    operations.submit_survey(survey=other, answers={"sources": "sea"}, by=mill_user, at=now)
    for survey in (handed_in, other):
        operations.accept_survey(survey=survey, by=buyer, at=now)
    rows = FactorReading.objects.valid().filter(supplier=mill, factor="test_metered")
    assert sorted(rows.values_list("value", "link")) == [
        (0, other.get_absolute_url()), (100, handed_in.get_absolute_url())
    ]  # fmt: skip
    operations.reopen_survey(survey=other, remark="Sea?", by=buyer, at=now)
    assert list(rows.values_list("value", flat=True)) == [100]


@pytest.mark.parametrize(("year", "posted"), [(2025, {}), (2026, 3), (2027, 3)])
def test_an_earlier_year_accepted_late_posts_nothing(
    handed_in, mill, mill_user, buyer, now, year, posted
):
    later = send(make_annual("2027"), mill, 2026, by=buyer, at=now)
    operations.submit_survey(survey=later, answers={"words": "Done."}, by=mill_user, at=now)
    operations.accept_survey(survey=later, by=buyer, at=now)
    Survey.objects.filter(pk=handed_in.pk).update(year=year)
    handed_in.refresh_from_db()
    operations.accept_survey(survey=handed_in, by=buyer, at=now)
    assert len(readings(mill)) == (posted or 0)


def test_a_survey_handed_in_reaches_every_buyer_where_its_sender_is_gone(
    annual, mill_user, buyer, second_buyer, now
):
    def told():
        rows = Notice.objects.filter(event="audits.survey.submitted").order_by("pk")
        return [notice.recipient for notice in rows]

    answers = {"words": "Done."}
    operations.submit_survey(survey=annual, answers=answers, by=mill_user, at=now)
    assert told() == [buyer]
    operations.request_changes(survey=annual, remark="More.", by=buyer, at=now)
    buyer.is_active = False
    buyer.save()
    annual = Survey.objects.get(pk=annual.pk)
    operations.submit_survey(survey=annual, answers=answers, by=mill_user, at=now)
    assert told() == [buyer, second_buyer]
