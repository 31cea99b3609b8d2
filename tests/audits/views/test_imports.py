"""The import page of findings: a foreign list, the words nobody knows, the next edition."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audits.models import Audit, Finding
from audits.operations.foreign_words import words_of
from sustainportal.sheets.models import Upload

HEAD = "code,audit_number,started_on,finding_number,provision,rating,description,due_on\n"
LINES = (
    "M-001,17,03/04/2024,1,5144 A,S,Locked.,NA\n"
    "M-001,17,03/04/2024,2,B2,Minor,Blocked.,\n"
)


@pytest.fixture
def hand_in(as_user, catalogues, site):
    """`hand_in(user, text)` uploads a foreign list as that user and gives (browser, upload)."""

    def handed(user, text=HEAD + LINES, listing="Office"):
        browser = as_user(user)
        file = SimpleUploadedFile("office.csv", text.encode())
        answer = browser.post("/sheets/import/audits.findings/", {"file": file, "listing": listing})
        assert answer.status_code == 302
        return browser, Upload.objects.latest("pk")

    return handed


def test_words_nobody_knows_are_asked_for_one_page_for_all(hand_in, buyer):
    browser, upload = hand_in(buyer)
    page = browser.get(upload.get_absolute_url()).text
    assert page.count(f"/audits/import/{upload.pk}/words/") == 4
    form = browser.get(f"/audits/import/{upload.pk}/words/").context["form"]
    assert list(form.fields) == ["dates", "missing_0", "severity_0", "default", "provision_0"]


def test_the_answers_are_remembered_and_the_file_is_read_again(hand_in, buyer):
    browser, upload = hand_in(buyer)
    answers = {"dates": "%m/%d/%Y", "severity_0": "major", "provision_0": "B3", "missing_0": "on"}
    answer = browser.post(f"/audits/import/{upload.pk}/words/", answers)
    assert answer.url == upload.get_absolute_url()
    upload.refresh_from_db()
    assert (upload.account["created"], upload.account["refused_rows"]) == (2, 0)
    [_number, _outcome, shown] = upload.account["first_rows"][0]
    assert (shown["rating"], shown["provision"]) == ("Major", "B3")
    browser.post(f"/sheets/{upload.pk}/keep/")
    assert Finding.objects.filter(audit__source="Office").count() == 2
    assert words_of("Office").severity == {"S": "major"}
    _browser, again = hand_in(buyer)
    assert again.account["unchanged"] == 2


def test_an_answer_that_is_no_rating_is_refused(hand_in, buyer):
    browser, upload = hand_in(buyer)
    answer = browser.post(f"/audits/import/{upload.pk}/words/", {"severity_0": "horrible"})
    assert (answer.status_code, words_of("Office").severity) == (422, {})


def test_only_whose_file_it_is_answers(hand_in, as_user, buyer, second_buyer, mill_user):
    _browser, upload = hand_in(buyer)
    address = f"/audits/import/{upload.pk}/words/"
    assert as_user(second_buyer).get(address).status_code == 404
    assert as_user(mill_user).get(address).status_code == 403


def test_a_file_without_questions_has_no_such_page(hand_in, buyer):
    browser, upload = hand_in(buyer, HEAD + "M-001,17,2024-03-04,2,B2,Minor,Blocked.,\n")
    assert browser.get(f"/audits/import/{upload.pk}/words/").status_code == 404


def test_the_template_has_the_columns_with_lists_to_choose_from(as_user, buyer, catalogues):
    answer = as_user(buyer).get("/sheets/template/audits.findings/")
    page = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert [cell.value for cell in page[1]][:4] == [
        "Audit", "Supplier code *", "Site", "Number of the audit there",
    ]  # fmt: skip
    assert len(page.data_validations.dataValidation) >= 3


def test_refused_rows_go_back_with_their_reason(hand_in, buyer):
    browser, upload = hand_in(buyer)
    lines = b"".join(browser.get(f"/sheets/{upload.pk}/refused/").streaming_content).decode("utf-8-sig")
    assert lines.splitlines()[0].endswith(",Reason")
    assert len(lines.splitlines()) == 3


def test_sales_and_suppliers_import_no_findings(as_user, sales, mill_user):
    for person in (sales, mill_user):
        assert as_user(person).get("/sheets/import/audits.findings/").status_code == 403
    assert Audit.objects.count() == 0


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_sheet_that_goes_out_is_the_sheet_that_comes_in(finding, as_user, auditor, strange_auditor, kind):
    def rows(person):
        answer = as_user(person).get(f"/audits/findings/sheet/?kind={kind}")
        content = b"".join(answer.streaming_content)
        if kind == "csv":
            return len(content.decode("utf-8-sig").splitlines()) - 1
        return openpyxl.load_workbook(io.BytesIO(content)).active.max_row - 1

    assert (rows(auditor), rows(strange_auditor)) == (1, 0)


def test_without_the_name_of_a_list_no_words_are_asked_for(hand_in, buyer):
    browser, upload = hand_in(buyer, listing="")
    address = f"/audits/import/{upload.pk}/words/"
    assert address not in browser.get(upload.get_absolute_url()).text
    assert browser.get(address).status_code == 404
