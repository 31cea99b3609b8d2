import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits import operations
from audits.models import Answer, Survey
from audits.operations.surveys_answers import Stale
from audits.queries.surveys import answers_by_key, mark
from audits.rules.answers import Given
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.models import Entry

from ..survey_cast import question

EMPTY = mark(None)


def save(survey, key, value, by, at, seen=EMPTY, **more):
    return operations.save_answer(
        survey=survey, key=key, answer=Given(value, **more), seen=seen, by=by, at=at
    )


def kept(survey):
    return {key: row.value for key, row in answers_by_key(survey).items()}


def test_one_answer_is_kept_with_who_and_when(annual, mill_user, now):
    answer = save(annual, "water", "50.0", mill_user, now, unit="litre", explanation="Dry.")
    assert (answer.value, answer.unit, answer.explanation) == ("50", "litre", "Dry.")
    assert (answer.version, answer.answered_by, answer.answered_at) == (1, mill_user, now)
    assert Survey.objects.get(pk=annual.pk).state == "in_progress"
    entry = Entry.objects.get(event="audits.survey.saved")
    assert entry.detail == {"answers": ["water"]}


def test_a_stale_answer_is_told_and_nothing_overwritten(annual, mill_user, colleague, now):
    save(annual, "words", "Mine.", mill_user, now)
    with pytest.raises(Stale) as refusal:
        save(annual, "words", "Theirs.", colleague, now)
    assert "mill_user answered “Anything else?” with “Mine.”" in str(refusal.value)
    assert refusal.value.answers["words"].answered_by == mill_user
    assert kept(annual) == {"words": "Mine."}
    seen = mark(refusal.value.answers["words"])
    assert save(annual, "words", "Theirs.", colleague, now, seen=seen).version == 2
    assert kept(annual) == {"words": "Theirs."}


def test_the_same_answer_twice_is_no_conflict(annual, mill_user, colleague, now):
    save(annual, "words", "The same.", mill_user, now)
    answer = save(annual, "words", "The same.", colleague, now)
    assert (answer.version, answer.answered_by) == (1, mill_user)


def test_what_the_writer_left_as_it_was_is_never_stale(annual, mill_user, colleague, now):
    """A whole page sends every answer: only those its writer changed count."""
    save(annual, "words", "Old.", mill_user, now)
    seen = {"words": mark(answers_by_key(annual)["words"]), "sources": EMPTY}
    save(annual, "words", "New.", mill_user, now, seen=seen["words"])
    page = {"words": Given("Old."), "sources": Given("sea")}
    operations.save_answers(survey=annual, answers=page, seen=seen, by=colleague, at=now)
    assert kept(annual) == {"words": "New.", "sources": "sea"}


def test_of_many_answers_with_a_stale_one_none_is_kept(annual, mill_user, colleague, now):
    save(annual, "words", "Mine.", mill_user, now)
    page = {"words": Given("Theirs."), "sources": Given("sea")}
    with pytest.raises(Stale) as refusal:
        operations.save_answers(
            survey=annual,
            answers=page,
            seen={"words": EMPTY, "sources": EMPTY},
            by=colleague,
            at=now,
        )
    assert set(refusal.value.answers) == {"words"}
    assert kept(annual) == {"words": "Mine."}


def test_two_people_answer_different_questions_at_once(annual, mill_user, colleague, now):
    """Both hold the survey as it was before either began."""
    mine, theirs = Survey.objects.get(pk=annual.pk), Survey.objects.get(pk=annual.pk)
    save(mine, "words", "Mine.", mill_user, now)
    save(theirs, "sources", "rain", colleague, now)
    rows = answers_by_key(annual)
    assert [rows[key].answered_by for key in ("words", "sources")] == [mill_user, colleague]


def test_an_answer_is_emptied_and_given_again(annual, mill_user, now):
    first = save(annual, "words", "One.", mill_user, now)
    second = save(annual, "words", "", mill_user, now, seen=mark(first))
    assert (second.value, second.version) == ("", 2)


def test_a_handed_in_survey_takes_no_answer(annual, mill_user, now):
    save(annual, "words", "One.", mill_user, now)
    operations.submit_survey(survey=annual, by=mill_user, at=now)
    with pytest.raises(NotNow, match="Submitted"):
        save(annual, "sources", "rain", mill_user, now)
    assert kept(annual) == {"words": "One."}


def test_only_its_own_people_answer(annual, stranger, buyer, now):
    for person in (stranger, buyer):
        with pytest.raises(NotYours):
            save(annual, "words", "Mine.", person, now)
    assert kept(annual) == {}


def test_a_key_of_another_questionnaire_is_refused(annual, mill_user, now):
    with pytest.raises(ValidationError, match="fees"):
        save(annual, "fees", "yes", mill_user, now)


def test_saving_many_answers_costs_as_many_queries_as_saving_one(annual, mill_user, now):
    with CaptureQueriesContext(connection) as one:
        operations.save_answers(survey=annual, answers={"words": "x"}, by=mill_user, at=now)
    many = {"words": "y", "sources": "sea", "metered": "no", "water": "20"}
    with CaptureQueriesContext(connection) as four:
        operations.save_answers(survey=annual, answers=many, by=mill_user, at=now)
    assert len(four) == len(one)


# --- handing in --------------------------------------------------------------------------------
def refused(survey, by, at, **answers):
    with pytest.raises(ValidationError) as refusal:
        operations.submit_survey(survey=survey, answers=answers, by=by, at=at)
    return refusal.value.message_dict


def test_everything_that_is_missing_is_named_at_once(annual, last_year, mill_user, now):
    found = refused(annual, mill_user, now, metered="yes", water="5")
    assert found == {
        "metered": ["A file is asked for here that shows this."],
        "water": [
            "5 m3 is less than one would expect (at least 10 m3): correct it or explain why.",
            "5 m3 differs from the 1,000 m3 of 2025 by more than 50 %: explain why.",
        ],
    }
    assert Survey.objects.get(pk=annual.pk).state == "not_started"


def test_units_are_converted_before_they_are_compared(annual, last_year, mill_user, now):
    litres = Given("1400000", unit="litre")
    operations.save_answers(
        survey=annual, answers={"metered": "yes", "water": litres}, by=mill_user, at=now
    )
    assert set(refused(annual, mill_user, now)) == {"metered"}


def test_an_explanation_lets_it_be_handed_in(annual, last_year, mill_user, a_file, now):
    operations.keep_survey_files(
        survey=annual, question=question(annual, "metered"), files=[a_file], by=mill_user, at=now
    )
    water = Given("5", explanation="The mill stood still.")
    operations.submit_survey(
        survey=annual, answers={"metered": "yes", "water": water}, by=mill_user, at=now
    )
    assert Survey.objects.get(pk=annual.pk).state == "submitted"


def test_a_hidden_question_lacks_nothing(annual, last_year, mill_user, now):
    operations.submit_survey(
        survey=annual, answers={"metered": "no", "water": "5"}, by=mill_user, at=now
    )
    assert Survey.objects.get(pk=annual.pk).state == "submitted"


def test_an_answer_of_last_year_that_was_not_to_be_asked_is_no_measure(
    annual, last_year, mill_user, now
):
    last_year.answers.filter(question__key="metered").update(value="no")
    found = refused(annual, mill_user, now, metered="yes", water="20")
    assert set(found) == {"metered"}


# --- copying ------------------------------------------------------------------------------------
def test_last_years_answers_are_copied_where_nothing_is_answered(annual, last_year, mill_user, now):
    save(annual, "words", "New this year.", mill_user, now)
    assert operations.copy_answers(survey=annual, by=mill_user, at=now) == 4
    assert kept(annual) == {
        "metered": "yes", "water": "1000", "sources": "river\nrain", "smelters": "2",
        "words": "New this year.",
    }  # fmt: skip
    rows = answers_by_key(annual)
    old = answers_by_key(last_year)
    assert rows["water"].copied_from == old["water"]
    assert rows["words"].copied_from is None
    assert sorted(annual.smelters.values_list("name", flat=True)) == ["Hill Gold", "River Tin"]
    assert annual.files.count() == 0
    assert last_year.smelters.count() == 2


def test_a_changed_copy_is_no_copy_any_more(annual, last_year, mill_user, now):
    operations.copy_answers(survey=annual, by=mill_user, at=now)
    row = answers_by_key(annual)["water"]
    assert save(annual, "water", "900", mill_user, now, seen=mark(row)).copied_from is None


def test_what_does_not_fit_the_new_version_is_not_copied(annual, last_year, mill_user, now):
    asked = question(annual, "sources")
    asked.options = [["well", "Well", 1]]
    asked.save()
    assert operations.copy_answers(survey=annual, by=mill_user, at=now) == 4
    assert "sources" not in kept(annual)


def test_explanations_belong_to_their_year(annual, last_year, mill_user, now):
    Answer.objects.filter(survey=last_year, question__key="water").update(explanation="Drought.")
    operations.copy_answers(survey=annual, by=mill_user, at=now)
    assert answers_by_key(annual)["water"].explanation == ""


def test_without_an_accepted_year_there_is_nothing_to_copy(annual, mill_user, now):
    with pytest.raises(NotNow):
        operations.copy_answers(survey=annual, by=mill_user, at=now)


def test_copying_twice_changes_nothing(annual, last_year, mill_user, now):
    operations.copy_answers(survey=annual, by=mill_user, at=now)
    before = kept(annual)
    assert operations.copy_answers(survey=annual, by=mill_user, at=now) == 0
    assert kept(annual) == before


def test_smelters_that_do_not_apply_are_not_copied(annual, last_year, mill_user, now):
    none = {"smelters": None}
    operations.save_answers(survey=annual, answers=none, by=mill_user, at=now)
    assert operations.copy_answers(survey=annual, by=mill_user, at=now) == 4
    assert annual.answers.get(question__key="smelters").not_applicable
    assert not annual.smelters.exists()


def test_smelters_that_did_not_count_last_year_are_not_copied(annual, last_year, mill_user, now):
    last_year.answers.filter(question__key="smelters").update(value="", not_applicable=True)
    operations.copy_answers(survey=annual, by=mill_user, at=now)
    assert not annual.smelters.exists()
