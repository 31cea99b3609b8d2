"""A supplier's people reach nothing of another supplier's survey: by no address, and by no id in a form."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits import operations
from audits.models import Answer, Smelter, Survey, SurveyFile
from audits.queries.surveys import mark
from audits.workbooks.answers import write_answer_sheet

from ...sample_files import png
from ..survey_cast import TIN, question, send


@pytest.fixture
def theirs(annual, mill_user, a_file, now):
    """The mill's survey with an answer, a file and a smelter."""
    operations.save_answers(survey=annual, answers={"words": "Secret."}, by=mill_user, at=now)
    operations.keep_survey_files(
        survey=annual, question=question(annual, "metered"), files=[a_file], by=mill_user, at=now
    )
    operations.add_smelters(
        survey=annual, question=question(annual, "smelters"), smelters=[TIN], by=mill_user, at=now
    )
    return annual


def snapshot():
    return (
        list(Answer.objects.order_by("pk").values_list("survey", "value", "version")),
        list(SurveyFile.objects.values_list("survey", "sha256")),
        list(Smelter.objects.values_list("survey", "name")),
        list(Survey.objects.order_by("pk").values_list("pk", "state")),
    )


def addresses(survey):
    file, smelter = survey.files.get(), survey.smelters.get()
    return {
        "survey_detail": [survey.pk],
        "survey_fill": [survey.pk],
        "survey_answer": [survey.pk],
        "survey_copy": [survey.pk],
        "survey_files": [survey.pk, "metered"],
        "survey_file_list": [survey.pk, "metered"],
        "survey_smelters": [survey.pk, "smelters"],
        "survey_sheet": [survey.pk],
        "survey_sheet_upload": [survey.pk],
        "survey_file": [file.pk],
        "survey_file_remove": [file.pk],
        "smelter_remove": [smelter.pk],
    }


FORM = {
    "key": "words", "value": "Mine.", "words": "Mine.", "hand_in": "1", "metal": "tin",
    "name": "Mine", "status": "unknown",
}  # fmt: skip


@pytest.mark.parametrize("who", ["stranger", "strange_auditor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_leads_to_anothers_survey(theirs, as_user, request, who, method):
    browser = as_user(request.getfixturevalue(who))
    before = snapshot()
    for name, args in addresses(theirs).items():
        files = {
            "files": SimpleUploadedFile("x.png", png(5)),
            "file": SimpleUploadedFile("x", b"x"),
        }
        data = FORM | files if method == "post" else {}
        code = getattr(browser, method)(reverse(f"audits:{name}", args=args), data).status_code
        reads = name in {"survey_detail", "survey_file"}
        wanted = 403 if who == "strange_auditor" and not reads else 404
        assert code == wanted, f"{method} {name}: {code}"
    assert snapshot() == before


def test_lists_exports_and_searches_hold_ones_own(theirs, as_user, stranger):
    browser, address = as_user(stranger), reverse("audits:survey_list")
    assert list(browser.get(address).context["object_list"]) == []
    assert list(browser.get(address, {"q": "Red River"}).context["object_list"]) == []
    export = browser.get(address, {"export": "csv"})
    assert "Red River" not in b"".join(export.streaming_content).decode()
    assert list(browser.get(address, {"supplier": theirs.supplier_id}).context["object_list"]) == []


def test_ids_in_a_form_reach_nothing(theirs, as_user, stranger, other_mill, buyer, now):
    """The stranger's own survey, with the key and the stamp of the other's answers."""
    own = send(theirs.questionnaire, other_mill, 2026, by=buyer, at=now)
    answer = theirs.answers.get(question__key="words")
    told = as_user(stranger).post(
        reverse("audits:survey_answer", args=[own.pk]),
        {"key": "words", "value": "x", "seen": mark(answer), "survey": theirs.pk},
    )
    assert told.status_code == 409  # emptied meanwhile, as far as that stamp tells
    assert "Secret" not in told.text
    assert theirs.answers.get(question__key="words").value == "Secret."


def test_a_sheet_of_another_survey_is_refused_by_cell(
    theirs, as_user, stranger, other_mill, buyer, now
):
    own = send(theirs.questionnaire, other_mill, 2026, by=buyer, at=now)
    book = io.BytesIO()
    write_answer_sheet(theirs, book)
    sent = SimpleUploadedFile("sheet.xlsx", book.getvalue())
    page = as_user(stranger).post(
        reverse("audits:survey_sheet_upload", args=[own.pk]), {"file": sent}
    )
    assert page.status_code == 422
    assert {problem.reason for problem in page.context["problems"]} == {
        "This row is of another survey: download this one's sheet."
    }
    assert own.answers.count() == 0
