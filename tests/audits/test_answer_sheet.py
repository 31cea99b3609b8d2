"""The answer sheet: out, filled in as a person would, and back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from audits import operations
from audits.models import Question, Survey
from audits.queries.surveys import answers_by_key, mark
from audits.rules.answers import Given
from audits.workbooks.answers_read import cell_reader

from .survey_cast import GOLD, TIN, question

ANSWER, UNIT, NA, WHY, MARK = 5, 6, 7, 8, 10


@pytest.fixture
def mills(as_user, mill_user):
    return as_user(mill_user)


@pytest.fixture
def sheet(mills, annual):
    """`sheet()` downloads the workbook; the rows of its first sheet by question."""

    def downloaded():
        answer = mills.get(reverse("audits:survey_sheet", args=[annual.pk]))
        assert answer["Content-Disposition"] == 'attachment; filename="survey-M-001-2026.xlsx"'
        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        book.rows = {row[0].value: row[0].row for row in book.worksheets[0].iter_rows(min_row=2)}
        return book

    return downloaded


@pytest.fixture
def send(mills, annual):
    """`send(book)` uploads the workbook."""

    def sent(book):
        file = io.BytesIO()
        book.save(file)
        upload = SimpleUploadedFile("sheet.xlsx", file.getvalue())
        address = reverse("audits:survey_sheet_upload", args=[annual.pk])
        return mills.post(address, {"file": upload})

    return sent


def write(book, key, column, value):
    book.worksheets[0].cell(book.rows[key], column, value)


def kept(survey):
    return {key: row.value for key, row in answers_by_key(survey).items() if row.value}


def told(answer):
    return [(p.sheet, p.cell, p.value) for p in answer.context["problems"]]


def test_the_sheet_holds_questions_help_choices_and_answers(
    sheet, annual, last_year, mill_user, now
):
    operations.copy_answers(survey=annual, by=mill_user, at=now)
    water = Given("20000", unit="litre", explanation="=1+1")
    operations.save_answers(survey=annual, answers={"water": water}, by=mill_user, at=now)
    book = sheet()
    first, second, lists = book.worksheets
    assert (first.title, second.title, lists.sheet_state) == ("Answers", "Smelters", "hidden")
    row = [cell.value for cell in first[book.rows["water"]]]
    assert row[:4] == [
        "water", "W – Water", "How much water did you use?",
        "All sites together.\nOnly if “Is your water metered?” is answered with: Yes.",
    ]  # fmt: skip
    assert row[4:9] == [20000, "litre", None, "=1+1", "1000 m3"]
    assert first.cell(book.rows["water"], WHY).data_type == "s"
    assert first.cell(book.rows["metered"], ANSWER).value == "Yes"
    assert first.cell(book.rows["sources"], ANSWER).value == "River; Rain"
    assert first.column_dimensions["J"].hidden
    rules = {str(rule.sqref): rule.formula1 for rule in first.data_validations.dataValidation}
    source = rules[f"E{book.rows['metered']}"].removeprefix("Lists!").replace("$", "")
    assert [cell.value for (cell,) in lists[source]] == ["Yes", "No"]
    assert [cell.value for cell in second[2]] == [
        "smelters",
        "Gold",
        "Hill Gold",
        None,
        None,
        "Not known",
    ]


def test_a_sheet_that_comes_back_as_it_was_changes_nothing(
    sheet, send, annual, last_year, mill_user, now
):
    operations.copy_answers(survey=annual, by=mill_user, at=now)
    before = list(annual.answers.values_list("pk", "value", "version"))
    assert send(sheet())["Location"] == reverse("audits:survey_fill", args=[annual.pk])
    assert list(annual.answers.values_list("pk", "value", "version")) == before


def test_what_was_filled_in_is_kept(sheet, send, annual):
    book = sheet()
    for key, value in {
        "metered": "Yes", "water": 12.5, "sources": "Rain; river", "words": "A line.\nAnother.",
    }.items():  # fmt: skip
        write(book, key, ANSWER, value)
    write(book, "water", UNIT, "litre")
    write(book, "water", WHY, "Dry.")
    write(book, "policy-date", ANSWER, "2026-01-31")
    book.worksheets[1].append(["smelters", "Tin", "River Tin", "CID001", "Vietnam", "Conformant"])
    book.worksheets[1].append([None, "gold", "Hill Gold", None, None, None])
    assert send(book).status_code == 302
    assert kept(annual) == {
        "metered": "yes", "water": "12.5", "sources": "river\nrain", "words": "A line.\nAnother.",
        "policy-date": "2026-01-31", "smelters": "2",
    }  # fmt: skip
    water = answers_by_key(annual)["water"]
    assert (water.unit, water.explanation) == ("litre", "Dry.")
    assert sorted(annual.smelters.values_list("metal", "name", "number", "country", "status")) == [
        ("gold", "Hill Gold", "", None, "unknown"),
        ("tin", "River Tin", "CID001", "VN", "conformant"),
    ]


def test_every_error_is_told_by_sheet_and_cell_and_nothing_is_kept(sheet, send, annual):
    book = sheet()
    for key, column, value in (
        ("metered", ANSWER, "Perhaps"), ("water", ANSWER, "much"), ("sources", ANSWER, "Rain; Well"),
        ("policy-date", ANSWER, "31.1.2026"), ("words", NA, "yes"), ("smelters", NA, "perhaps"),
    ):  # fmt: skip
        write(book, key, column, value)
    write(book, "policy", 1, "no-such-key")
    book.worksheets[1].append(["smelters", "lead", "X", None, None, None])
    answer = send(book)
    rows = book.rows
    assert answer.status_code == 422
    assert told(answer) == [
        ("Answers", f"E{rows['metered']}", "Perhaps"),
        ("Answers", f"E{rows['water']}", "much"),
        ("Answers", f"E{rows['sources']}", "Rain; Well"),
        ("Answers", f"G{rows['smelters']}", "perhaps"),
        ("Answers", f"A{rows['policy']}", "no-such-key"),
        ("Answers", f"E{rows['policy-date']}", "31.1.2026"),
        ("Answers", f"G{rows['words']}", "yes"),
        ("Smelters", "C2", "X"),
    ]
    assert kept(annual) == {}
    assert annual.smelters.count() == 0
    assert Survey.objects.get(pk=annual.pk).state == "not_started"


def test_a_wrong_unit_and_a_question_twice_are_told(sheet, send, annual):
    book = sheet()
    write(book, "water", ANSWER, 5)
    write(book, "water", UNIT, "gallon")
    write(book, "words", 1, "metered")
    assert told(send(book)) == [
        ("Answers", f"F{book.rows['water']}", "gallon"),
        ("Answers", f"A{book.rows['words']}", "metered"),
    ]


def test_an_answer_changed_in_the_portal_meanwhile_is_told_and_stays(
    sheet, send, annual, colleague, mill_user, now
):
    operations.save_answers(
        survey=annual, answers={"words": "First.", "sources": "sea"}, by=mill_user, at=now
    )
    book = sheet()
    write(book, "words", ANSWER, "In the sheet.")
    write(book, "metered", ANSWER, "No")
    for key, value in (("words", "In the portal."), ("sources", "rain")):
        seen = mark(answers_by_key(annual)[key])
        operations.save_answer(
            survey=annual, key=key, answer=Given(value), seen=seen, by=colleague, at=now
        )
    answer = send(book)
    assert kept(annual) == {"metered": "no", "words": "In the portal.", "sources": "rain"}
    texts = [str(message) for message in answer.wsgi_request._messages]
    assert next(text for text in texts if "colleague" in text).startswith(
        "colleague answered “Anything else?” with “In the portal.”"
    )
    assert "The sheet says “In the sheet.”" in " ".join(texts)
    assert len(texts) == 2


def test_a_list_of_smelters_changed_in_the_portal_meanwhile_stays(
    sheet, send, annual, colleague, mill_user, now
):
    asked = question(annual, "smelters")
    operations.add_smelters(survey=annual, question=asked, smelters=[TIN], by=mill_user, at=now)
    book = sheet()
    book.worksheets[1].append(["smelters", "cobalt", "In the sheet", None, None, None])
    operations.add_smelters(survey=annual, question=asked, smelters=[GOLD], by=colleague, at=now)
    send(book)
    assert sorted(annual.smelters.values_list("name", flat=True)) == ["Hill Gold", "River Tin"]


def test_a_list_can_be_shortened_in_the_sheet(sheet, send, annual, mill_user, now):
    asked = question(annual, "smelters")
    operations.add_smelters(
        survey=annual, question=asked, smelters=[TIN, GOLD], by=mill_user, at=now
    )
    book = sheet()
    book.worksheets[1].delete_rows(2)
    send(book)
    assert list(annual.smelters.values_list("name", flat=True)) == ["River Tin"]
    assert answers_by_key(annual)["smelters"].value == "1"


def test_a_file_that_is_no_sheet_is_refused(mills, annual):
    address = reverse("audits:survey_sheet_upload", args=[annual.pk])
    for content in (b"", b"%PDF-1.4 nothing", b"PK\x03\x04 broken"):
        answer = mills.post(address, {"file": SimpleUploadedFile("sheet.xlsx", content)})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_a_sheet_of_a_survey_handed_in_meanwhile_is_refused(sheet, send, annual, mill_user, now):
    book = sheet()
    write(book, "metered", ANSWER, "No")
    operations.submit_survey(survey=annual, answers={"words": "x"}, by=mill_user, at=now)
    assert send(book).status_code == 409
    assert kept(annual) == {"words": "x"}


def test_a_sheet_in_another_language_comes_back_too(mill_user, sheet, send, annual):
    mill_user.language = "zh-hant"
    mill_user.save()
    book = sheet()
    assert book.worksheets[0].cell(book.rows["water"], 3).value == "用水量是多少?"
    write(book, "metered", ANSWER, "是")
    assert send(book).status_code == 302
    assert kept(annual) == {"metered": "yes"}


def test_a_choice_with_a_semicolon_in_its_words_comes_back(sheet, send, annual):
    options = [["river", "River; lake", 0.5], ["rain", "Rain", 0.5], ["sea", "River", 0]]
    annual.questionnaire.questions.filter(key="sources").update(options=options)
    book = sheet()
    write(book, "sources", ANSWER, "Rain; River; lake")
    assert send(book).status_code == 302
    assert kept(annual) == {"sources": "river\nrain"}
    write(book, "sources", ANSWER, "River; Rain; Lake")
    assert [problem[2] for problem in told(send(book))] == ["River; Rain; Lake"]


def test_a_label_with_a_semicolon_comes_back_as_the_one_choice_it_is():
    asked = Question(kind="multiple", options=[["a", "Wells; rivers", 1], ["b", "Rain", 0]])
    read = cell_reader(asked)
    assert (read("wells; rivers"), read("Rain"), read("")) == ("a", "b", "")
