import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.models import SurveyFile
from audits.operations import surveys_files
from audits.queries.surveys import answers_by_key
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.files.content import upload
from sustainportal.trail.models import Entry

from ...sample_files import png
from ..survey_cast import make_annual, question, send


def keep(survey, key, files, by, at):
    return operations.keep_survey_files(
        survey=survey, question=question(survey, key), files=files, by=by, at=at
    )


@pytest.fixture
def other_file():
    return upload("other.png", png(9), size_limit=10_000)


def test_the_same_file_is_kept_once_per_question(annual, mill_user, a_file, other_file, now):
    [row] = keep(annual, "metered", [a_file, a_file], mill_user, now)
    assert keep(annual, "metered", [a_file], mill_user, now) == []
    assert len(keep(annual, "policy", [a_file, other_file], mill_user, now)) == 2
    assert (row.name, row.sha256, row.by) == ("exit.png", a_file.sha256, mill_user)
    assert Entry.objects.filter(event="audits.survey.file_kept").count() == 3


def test_of_a_question_for_files_the_answer_is_how_many(annual, mill_user, a_file, other_file, now):
    keep(annual, "policy", [a_file, other_file], mill_user, now)
    assert answers_by_key(annual)["policy"].value == "2"
    operations.remove_survey_file(file=annual.files.first(), by=mill_user, at=now)
    assert answers_by_key(annual)["policy"].value == "1"
    operations.remove_survey_file(file=annual.files.first(), by=mill_user, at=now)
    assert (answers_by_key(annual)["policy"].value, answers_by_key(annual)["policy"].version) == (
        "",
        3,
    )


def test_evidence_is_no_answer_by_itself(annual, mill_user, a_file, now):
    keep(annual, "metered", [a_file], mill_user, now)
    assert answers_by_key(annual) == {}


def test_a_file_taken_away_is_gone_from_the_disk(
    annual, mill_user, a_file, now, django_capture_on_commit_callbacks
):
    [row] = keep(annual, "metered", [a_file], mill_user, now)
    stored = row.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        operations.remove_survey_file(file=row, by=mill_user, at=now)
    assert SurveyFile.objects.count() == 0
    assert not stored.exists(row.file.name)
    with pytest.raises(NotNow):
        operations.remove_survey_file(file=row, by=mill_user, at=now)


def test_nothing_is_added_or_taken_away_once_handed_in(annual, mill_user, a_file, other_file, now):
    [row] = keep(annual, "policy", [a_file], mill_user, now)
    operations.submit_survey(survey=annual, by=mill_user, at=now)
    with pytest.raises(NotNow):
        keep(annual, "policy", [other_file], mill_user, now)
    with pytest.raises(NotNow):
        operations.remove_survey_file(file=row, by=mill_user, at=now)
    assert annual.files.count() == 1


def test_a_strangers_hands_are_kept_off(annual, mill_user, stranger, a_file, now):
    [row] = keep(annual, "policy", [a_file], mill_user, now)
    with pytest.raises(NotYours):
        keep(annual, "metered", [a_file], stranger, now)
    with pytest.raises(NotYours):
        operations.remove_survey_file(file=row, by=stranger, at=now)
    assert annual.files.count() == 1


def test_a_question_of_another_questionnaire_takes_no_file(
    annual, mill_user, buyer, mill, a_file, now
):
    other = send(make_annual("2027"), mill, 2027, by=buyer, at=now)
    with pytest.raises(ValidationError):
        operations.keep_survey_files(
            survey=annual, question=question(other, "policy"), files=[a_file], by=mill_user, at=now
        )


def test_there_is_a_limit_of_files(annual, mill_user, a_file, other_file, now, monkeypatch):
    monkeypatch.setattr(surveys_files, "MOST", 1)
    keep(annual, "policy", [a_file], mill_user, now)
    with pytest.raises(ValidationError):
        keep(annual, "policy", [other_file], mill_user, now)
    assert annual.files.count() == 1
