"""A questionnaire as a workbook: out and in unchanged, built from nothing, refused cell by cell."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from audits.models import Question, Questionnaire
from audits.operations.questionnaires import copy_questionnaire
from audits.workbooks.questionnaires import QuestionnaireImporter, write_questionnaire
from sustainportal.sheets.importing import run
from sustainportal.sheets.models import Upload
from sustainportal.sheets.refusals import SheetRefused
from sustainportal.sheets.template import write_book
from sustainportal.trail.models import Entry

HEAD = [["Title", "Version"], ["Water", "1"]]
SECTIONS = [
    ["Code", "Title", "Title, traditional Chinese"],
    ["A", "Use", "用水"],
    ["B", "Loss", ""],
]
CHOICES = [
    ["List", "Value", "Label", "Label, traditional Chinese", "Share of the weight"],
    ["scale", "yes", "Yes", "是", 1],
    ["scale", "partly", "Partly", "部分", 0.5],
    ["scale", "no", "No", "否", 0],
]
ASKED = ["Section", "Key", "Kind", "Question", "Choices", "Weight", "Shown only if this question",
         "Was answered with", "Unit", "Other units", "Lowest plausible", "Highest plausible"]  # fmt: skip
QUESTIONS = [
    ASKED,
    ["A", "meters", "One of several", "Are there meters?", "scale", 2],
    ["A", "litres", "Number", "How much?", "", 0, "meters", "yes; partly", "m³", "L = 0.001; ML = 1000", 0, 1e6],
    ["B", "leaks", "Text", "Where does it leak?", "", 0],
]  # fmt: skip
GOOD = {"Questionnaire": HEAD, "Sections": SECTIONS, "Questions": QUESTIONS, "Choices": CHOICES}


@pytest.fixture
def book(tmp_path):
    """`book({sheet: rows})` is the path of such a workbook."""

    def write(sheets, name="water.xlsx"):
        workbook = Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def take(book, catalogues, buyer, now):
    """`take(Questions=…)` imports the good workbook with these sheets instead."""

    def taken(dry_run=False, **sheets):
        path = book(GOOD | sheets)
        return run(QuestionnaireImporter, path, by=buyer, at=now, dry_run=dry_run)

    return taken


@pytest.fixture
def written(tmp_path, catalogues):
    """`written(questionnaire)` is the path of its workbook."""

    def write(questionnaire):
        path = tmp_path / "out.xlsx"
        with path.open("wb") as file:
            write_questionnaire(questionnaire, file)
        return path

    return write


def refused(account):
    return [f"{one.sheet} {one.cell or one.row} {one.reason}" for one in account.refused]


def changed(rows, number, **cells):
    """The rows with some cells of one of them changed, by heading; row 1 are the headings."""
    rows = [[*row, *[None] * (len(rows[0]) - len(row))] for row in rows]
    for heading, value in cells.items():
        rows[number - 1][rows[0].index(heading)] = value
    return rows


def facts(questionnaire):
    """All that a reader of the questionnaire would see, without ids."""
    questions = [
        {
            field.name: getattr(question, field.name)
            for field in Question._meta.fields
            if field.name not in {"id", "questionnaire", "section", "shown_if"}
        }
        | {"asked": question.asked()}
        for question in questionnaire.questions.all()
    ]
    sections = list(
        questionnaire.sections.values_list("code", "number", "title", "title_hant", "title_hans")
    )
    return questionnaire.intro, questionnaire.title_hans, sections, questions


def test_a_questionnaire_is_built_from_a_workbook(take, buyer):
    account = take()
    assert refused(account) == []
    assert (account.kept, account.rows_read, account.created) == (True, 9, 9)
    made = Questionnaire.objects.get(title="Water")
    assert [section.title_hant for section in made.sections.all()] == ["用水", ""]
    meters, litres, leaks = made.questions.all()
    assert meters.options == [
        ["yes", "Yes", 1, "是", ""], ["partly", "Partly", 0.5, "部分", ""], ["no", "No", 0, "否", ""],
    ]  # fmt: skip
    assert (litres.shown_if, litres.shown_if_values) == (meters, ["yes", "partly"])
    assert litres.other_units == [["L", 0.001], ["ML", 1000]]
    assert (litres.least, litres.most, leaks.number) == (0, 1_000_000, 3)
    for question in made.questions.all():
        question.full_clean()
    entry = Entry.objects.get(event="audits.questionnaire.imported")
    assert (entry.actor_id, entry.detail) == (str(buyer.pk), {"questions": 3})


@pytest.mark.parametrize("version", ["2026.1", "2026.2", "2026"])
def test_what_goes_out_comes_back_unchanged(written, buyer, now, version):
    questionnaire = Questionnaire.objects.get(version=version)
    before = facts(questionnaire)
    account = run(QuestionnaireImporter, written(questionnaire), by=buyer, at=now)
    assert (refused(account), account.unchanged) == ([], account.rows_read)
    assert Entry.objects.filter(event="audits.questionnaire.imported").count() == 0
    copy = written(questionnaire)
    workbook = load_workbook(copy)
    workbook["Questionnaire"]["D2"] = "copy"
    workbook.save(copy)
    assert run(QuestionnaireImporter, copy, by=buyer, at=now).kept
    assert facts(Questionnaire.objects.get(version="copy")) == before


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans"])
def test_a_workbook_of_one_language_is_understood_in_another(written, buyer, now, language):
    questionnaire = Questionnaire.objects.get(version="2026.2")
    with override(language):
        path = written(questionnaire)
    account = run(QuestionnaireImporter, path, by=buyer, at=now, dry_run=True)
    assert (refused(account), account.unchanged) == ([], account.rows_read)


def test_an_unused_version_is_replaced_and_what_is_gone_is_told(take):
    take()
    account = take(Questions=changed(QUESTIONS[:3], 2, Question="Are there meters on every line?"))
    assert (account.updated, account.unchanged) == (1, 7)
    assert account.counts == {"questions_removed": 1}
    made = Questionnaire.objects.get(title="Water")
    assert [question.key for question in made.questions.all()] == ["meters", "litres"]
    assert made.questions.get(key="meters").text == "Are there meters on every line?"


def test_a_version_that_was_sent_out_is_fixed(written, survey, buyer, now):
    account = run(QuestionnaireImporter, written(survey.questionnaire), by=buyer, at=now)
    assert account.kept is False
    assert refused(account) == [
        "Questionnaire D2 This version has been sent out and is fixed; give the new one a version of its own."
    ]
    assert survey.questionnaire.questions.count() == 12


def test_a_preview_keeps_nothing(take):
    account = take(dry_run=True)
    assert (account.kept, account.created, refused(account)) == (False, 9, [])
    assert Questionnaire.objects.filter(title="Water").count() == 0


@pytest.mark.parametrize(
    ("cells", "sentences"),
    [
        ((2, {"Section": "C"}), ["A2 The sheet of sections has no such code."]),
        ((2, {"Section": None}), ["A2 This cell must not be empty."]),
        ((2, {"Key": "two words"}),
         ["B2 Only the letters a–z, digits, - and _ are taken, without spaces.",
          "G3 There is no question with the key “meters”."]),
        ((4, {"Key": "meters"}), ["B4 Row 2 of this sheet says the same."]),
        ((2, {"Choices": "colours"}), ["E2 The sheet of choices has no list of this name."]),
        ((2, {"Choices": None}), ["E2 This kind of question needs a list of choices."]),
        ((4, {"Choices": "scale"}), ["E4 Only a question with choices has choices."]),
        ((2, {"Weight": -1}), ["F2 The number must be between 0 and 999."]),
        ((4, {"Weight": 1}), ["F4 A text earns nothing: give it weight 0."]),
        ((3, {"Shown only if this question": "gone"}),
         ["G3 There is no question with the key “gone”."]),
        ((3, {"Shown only if this question": "leaks"}),
         ["G3 “leaks” is asked later; a condition asks an earlier question."]),
        ((3, {"Shown only if this question": "litres"}),
         ["G3 “litres” is asked later; a condition asks an earlier question."]),
        ((3, {"Shown only if this question": None}),
         ["H3 Name the question these answers belong to."]),
        ((3, {"Was answered with": "yes; never"}),
         ["H3 “meters” has no choice “never”; it has: yes, partly, no."]),
        ((3, {"Was answered with": None}),
         ["H3 Name at least one answer that shows the question."]),
        ((3, {"Other units": "L 0.001"}), ["J3 “L 0.001”: write it as unit = number."]),
        ((3, {"Other units": "L = 0; ML = x"}),
         ["J3 “L = 0”: write it as unit = number.", "J3 “ML = x”: write it as unit = number."]),
        ((3, {"Other units": "m³ = 1"}), ["J3 Unit 1: “m³” is there already."]),
        ((2, {"Unit": "m³"}), ["I2 Only a number has this."]),
        ((3, {"Lowest plausible": 2e6}), ["L3 The highest plausible number is below the lowest."]),
    ],
)  # fmt: skip
def test_each_fault_is_told_by_its_cell_and_nothing_is_kept(take, cells, sentences):
    number, values = cells
    account = take(Questions=changed(QUESTIONS, number, **values))
    assert refused(account) == [f"Questions {text}" for text in sentences]
    assert account.kept is False
    assert Questionnaire.objects.filter(title="Water").count() == 0


def test_the_faults_of_all_sheets_are_told_at_once(take):
    account = take(
        Questionnaire=[*HEAD, ["Second", "2"]],
        Sections=[*SECTIONS, ["A", "Again", ""]],
        Choices=[*CHOICES, ["scale", "no", "No", "", 0], ["scale", "a;b", "Both", "", 2]],
        Questions=changed(changed(QUESTIONS, 3, Unit=None), 4, Kind="Poem"),
    )
    told = refused(account)
    assert told[:2] == [
        "Questionnaire A3 A workbook holds one questionnaire.",
        "Sections A4 Row 2 of this sheet says the same.",
    ]
    assert told[2] == "Questions J3 Other units need a unit that they are turned into."
    assert told[3].startswith("Questions C4 One of these is expected: One of several,")
    assert told[4:] == [
        "Choices B5 Row 4 of this sheet says the same.",
        "Choices E6 The number must be between 0 and 1.",
    ]
    assert account.refused_rows == 6
    assert account.as_dict()["refused"][0]["sheet"] == "Questionnaire"


def test_a_list_of_choices_that_nobody_uses_is_told(take):
    account = take(Choices=[*CHOICES, ["colours", "red", "Red", "", 0]])
    assert account.counts == {"lists_not_used": 1}


def test_missing_sheets_and_headings_are_told_together(book, catalogues, buyer, now):
    path = book({"Questionnaire": HEAD, "Questions": [["Section", "Kind"], ["A", "Text"]]})
    with pytest.raises(SheetRefused) as refusal:
        run(QuestionnaireImporter, path, by=buyer, at=now)
    assert str(refusal.value) == (
        "There is no sheet named “Sections”; there are: Questionnaire, Questions. "
        "Sheet “Questions”: The heading “Key” was not found in row 1. "
        "The heading “Question” was not found in row 1."
    )


def test_a_csv_file_is_no_workbook_of_several_sheets(tmp_path, catalogues, buyer, now):
    path = tmp_path / "list.csv"
    path.write_text("Title,Version\nWater,1\n", encoding="utf-8")
    with pytest.raises(SheetRefused, match="begin with the empty template"):
        run(QuestionnaireImporter, path, by=buyer, at=now)


def test_an_empty_template_has_every_sheet_and_is_refused_as_empty(
    tmp_path, catalogues, buyer, now
):
    path = tmp_path / "template.xlsx"
    write_book(QuestionnaireImporter.parts, path)
    assert load_workbook(path).sheetnames == [
        "Questionnaire", "Sections", "Questions", "Choices", "Columns",
    ]  # fmt: skip
    with pytest.raises(SheetRefused, match="need rows"):
        run(QuestionnaireImporter, path, by=buyer, at=now)


def test_a_text_that_looks_like_a_formula_comes_back_as_text(written, buyer, now):
    original = Questionnaire.objects.get(version="2026.1")
    copy = copy_questionnaire(questionnaire=original, version="x", by=buyer, at=now)
    copy.questions.filter(key="fees").update(text="=1+1 fees?")
    account = run(QuestionnaireImporter, written(copy), by=buyer, at=now)
    assert (refused(account), account.unchanged) == ([], account.rows_read)


# --- the page and the command -----------------------------------------------------------------
def upload(browser, path):
    with path.open("rb") as file:
        browser.post(reverse("sheets:upload", args=["audits.questionnaires"]), {"file": file})
    return Upload.objects.get()


@pytest.mark.parametrize("person", ["buyer", "admin_user"])
def test_procurement_and_administrators_take_one_in_by_the_page(
    request, as_user, book, catalogues, person
):
    browser = as_user(request.getfixturevalue(person))
    kept = upload(browser, book(GOOD))
    page = browser.get(kept.get_absolute_url())
    assert kept.account["created"] == 9
    assert reverse("sheets:upload_mapping", args=[kept.pk]) not in page.text
    browser.post(reverse("sheets:upload_keep", args=[kept.pk]))
    assert Questionnaire.objects.filter(title="Water").count() == 1


def test_the_page_names_sheet_and_cell_and_offers_no_half(as_user, buyer, book, catalogues):
    browser = as_user(buyer)
    kept = upload(browser, book(GOOD | {"Questions": changed(QUESTIONS, 2, Choices="colours")}))
    page = browser.get(kept.get_absolute_url())
    [problem] = page.context["problems"]
    assert (problem.sheet, problem.cell) == ("Questions", "E2")
    assert reverse("sheets:upload_keep_good", args=[kept.pk]) not in page.text
    browser.post(reverse("sheets:upload_keep_good", args=[kept.pk]))
    assert Questionnaire.objects.filter(title="Water").count() == 0


@pytest.mark.parametrize("person", ["mill_user", "auditor"])
def test_nobody_else_may(request, as_user, catalogues, person):
    browser = as_user(request.getfixturevalue(person))
    assert browser.get(reverse("sheets:upload", args=["audits.questionnaires"])).status_code == 403
    address = reverse("sheets:template", args=["audits.questionnaires"])
    assert browser.get(address).status_code == 403


def test_the_template_page_gives_a_workbook_of_all_sheets(as_user, buyer, catalogues):
    browser = as_user(buyer)
    page = browser.get(reverse("sheets:upload", args=["audits.questionnaires"]))
    assert [str(title) for title, _columns in page.context["sheets"]] == [
        "Questionnaire", "Sections", "Questions", "Choices",
    ]  # fmt: skip
    answer = browser.get(reverse("sheets:template", args=["audits.questionnaires"]))
    sheets = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).sheetnames
    assert sheets[:2] == ["Questionnaire", "Sections"]


def test_an_administrator_downloads_one_as_a_workbook(as_user, admin_user, catalogues):
    questionnaire = Questionnaire.objects.get(version="2026.2")
    answer = as_user(admin_user).post(
        reverse("admin:audits_questionnaire_changelist"),
        {"action": "as_workbook", "_selected_action": [questionnaire.pk]},
    )
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book["Questions"].max_row == questionnaire.questions.count() + 1


def called(*arguments):
    out = io.StringIO()
    call_command("import_questionnaire", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_a_script_takes_one_in(book, catalogues):
    path = book(GOOD)
    preview = json.loads(called(path, "--dry-run", "--json"))
    assert (preview["kept"], preview["created"], preview["refused"]) == (False, 9, [])
    assert "9 rows read: 9 created" in called(path)
    assert "0 created, 0 updated, 9 unchanged" in called(path)


def test_a_script_is_told_sheet_and_cell(book, catalogues, capsys):
    path = book(GOOD | {"Questions": changed(QUESTIONS, 2, Choices="colours")})
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"1 of 9 rows were refused; nothing was kept\."):
        call_command("import_questionnaire", str(path), stdout=out)
    assert out.getvalue().startswith(
        "Questions E2 Choices (colours): The sheet of choices has no list of this name.\n"
    )


@pytest.mark.parametrize("factor", ["1e400", "1e20000", "1e-400", "1.1e9", "0.9e-9", "NaN"])
def test_a_factor_beyond_bounds_is_refused_at_once(take, factor):
    account = take(Questions=changed(QUESTIONS, 3, **{"Other units": f"L = {factor}"}))
    assert account.kept is False
    assert refused(account) == [f"Questions J3 “L = {factor}”: write it as unit = number."]


def test_a_value_with_a_wide_semicolon_is_refused(take):
    account = take(Choices=changed(CHOICES, 3, Value="a；b"))
    assert "Choices B3 A value holds no semicolon." in refused(account)
