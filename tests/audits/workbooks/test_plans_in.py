"""Plans of many findings in Excel: downloaded, filled in, handed in; and never somebody else's."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audits import operations
from audits.models import Finding, Plan
from audits.queries.plan_sheet import findings_by_reference, waiting_for_plan
from audits.workbooks import PlanImporter
from audits.workbooks.plan_sheet import write_plans
from sustainportal.sheets.importing import run
from sustainportal.sheets.models import Upload

from .conftest import reasons, sheet  # noqa: F401

ANSWER = {
    "Why? 1": "Nobody looked.", "Why? 2": "It was nobody's task.",
    "Action 1: what is done": "Opened.", "Action 1: responsible person": "Ms Tran",
    "Action 1: starts on": "2026-08-12", "Action 1: done by": "2026-08-13",
    "Action 2: what is done": "Panic bars.", "Action 2: responsible person": "Mr Le",
    "Action 2: starts on": "2026-08-14", "Action 2: done by": "2026-09-30",
}  # fmt: skip


@pytest.fixture
def book(as_user, finding):
    """`book(user)` is the sheet that this person downloads, opened."""

    def opened(user):
        answer = as_user(user).get("/audits/findings/due/sheet/")
        assert answer.status_code == 200
        return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))

    return opened


def filled(book, answers, row=2, **more):
    """The bytes of a book whose row says these things."""
    page = book.active
    headings = {cell.value: cell.column for cell in page[1]}
    for heading, value in (answers | more).items():
        page.cell(row, headings[heading]).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def hand_in(tmp_path, mill_user, now):
    """`hand_in(bytes, by=…)` imports them and gives the account."""

    def taken(content, by=mill_user, **options):
        path = tmp_path / "plans.xlsx"
        path.write_bytes(content)
        return run(PlanImporter, path, by=by, at=now, **options)

    return taken


def test_the_sheet_holds_what_waits_with_lists_and_a_hidden_step(book, finding, mill_user):
    page = book(mill_user).active
    headings = {cell.value: cell.column_letter for cell in page[1]}
    assert page[f"{headings['Finding']}2"].value == finding.reference
    assert page[f"{headings['What was found']}2"].value == finding.description
    assert page[f"{headings['Action 2: kind']}2"].value == "Corrective action"
    assert page.column_dimensions[headings["Last step seen"]].hidden is True
    assert len(page.data_validations.dataValidation) == 3
    assert page.max_row == 2


def test_a_filled_row_is_submitted_as_on_the_page(book, hand_in, finding, mill_user):
    account = hand_in(filled(book(mill_user), ANSWER))
    assert (account.kept, account.created, account.refused_rows) == (True, 1, 0)
    plan = Plan.objects.get(finding=finding)
    assert (plan.root_cause, plan.whys) == (
        "It was nobody's task.", ["Nobody looked.", "It was nobody's task."],
    )  # fmt: skip
    assert [(a.kind, a.text, a.responsible) for a in plan.actions.all()] == [
        ("containment", "Opened.", "Ms Tran"), ("corrective", "Panic bars.", "Mr Le"),
    ]  # fmt: skip
    finding.refresh_from_db()
    assert (finding.state, finding.submitted_by) == ("submitted", mill_user)


def test_a_row_without_an_answer_stays_as_it_is(book, hand_in, finding, mill_user):
    account = hand_in(filled(book(mill_user), {}))
    assert (account.unchanged, Plan.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"Action 2: what is done": None}, "U2 Please fill this in, or say why nothing needs to be done."),
        ({"Action 2: responsible person": None},
         "V2 Please fill this in, or say why nothing needs to be done."),
        ({"Action 2: kind": None}, "T2 Choose what kind of action it is."),
        ({"Action 2: kind": "Magic"}, "T2 One of these is expected: Immediate containment, "
         "Corrective action, Preventive action."),
        ({"Action 2: starts on": "2026-08-07"}, "W2 Not before the finding was discovered."),
        ({"Action 2: done by": "2026-08-13"}, "X2 Not before the action starts."),
        ({"Action 2: done by": "soon"},
         "X2 A date is expected: a date cell, or a text such as 2026-11-22."),
        ({"Why? 1": None, "Why? 2": None}, "N2 Please fill this in, or say why nothing needs to be done."),
        ({"No action, because": "It is fine as it is."},
         "AD2 A finding of this rating must be corrected."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_cell(book, hand_in, mill_user, answers, expected):
    account = hand_in(filled(book(mill_user), ANSWER | answers))
    assert (account.kept, expected in reasons(account)) == (False, True), reasons(account)
    assert Plan.objects.count() == 0


def test_what_moved_meanwhile_is_told_and_nothing_written_over(book, hand_in, finding, mill_user, now):
    content = filled(book(mill_user), ANSWER)
    operations.remark(finding=finding, text="We look into it.", by=mill_user, at=now)
    [reason] = reasons(hand_in(content))
    assert reason.startswith("A2 mill_user was here before you:")
    assert Plan.objects.count() == 0


def test_handed_in_twice_the_second_is_told(book, hand_in, mill_user):
    content = filled(book(mill_user), ANSWER)
    hand_in(content)
    account = hand_in(content)
    assert (account.refused_rows + account.unchanged, Plan.objects.count()) == (1, 1)


def test_good_rows_are_kept_and_bad_ones_go_back(
    sheet, find, finish, mill_user, now, tmp_path  # noqa: F811
):
    find()
    find(code="A1", rating="minor", description="Fees.")
    finish()
    first, second = Finding.objects.order_by("number")
    path = sheet(as_csv(first), as_csv(second) | {"root_cause": "", "text_2": ""})
    account = run(
        PlanImporter, path, by=mill_user, at=now, keep_good=True, refused=tmp_path / "returned"
    )
    assert (account.created, account.refused_rows) == (1, 1)
    assert list(Plan.objects.values_list("finding", flat=True)) == [first.pk]
    assert second.reference in (tmp_path / "returned").read_text(encoding="utf-8-sig")


def as_csv(finding):
    return {
        "finding": finding.reference, "seen": finding.last_step(), "root_cause": "Nobody looked.",
        "kind_2": "corrective", "text_2": "Bars.", "responsible_2": "Mr Le",
        "starts_on_2": "2026-08-14", "expected_on_2": "2026-09-30",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["stranger", "sales", "auditor", "buyer"])
def test_nobody_else_reaches_a_finding_by_its_number(sheet, finding, who, request, now):  # noqa: F811
    person = request.getfixturevalue(who)
    if who in ("auditor", "buyer", "sales"):
        from django.test import Client

        browser = Client()
        browser.force_login(person, backend="sustainportal.accounts.backends.RoleBackend")
        assert browser.get("/sheets/import/audits.plans/").status_code == 403
        assert browser.get("/audits/findings/due/sheet/").status_code == 403
        return
    for reference in (finding.reference, finding.reference.lower(), f"au-{finding.audit_id}-1", "AU-99999-1", "1"):
        account = run(PlanImporter, sheet(as_csv(finding) | {"finding": reference}), by=person, at=now)
        assert reasons(account) == ["A2 This finding is unknown, or not yours."]
    assert Plan.objects.count() == 0


def test_a_draft_of_an_auditor_is_not_in_the_sheet_and_cannot_be_answered(sheet, find, mill_user, now, book):  # noqa: F811
    draft = find(code="C1", description="Draft.", audit=_another(find))
    account = run(PlanImporter, sheet(as_csv(draft)), by=mill_user, at=now)
    assert reasons(account) == ["A2 This finding is unknown, or not yours."]


def _another(find):
    from audits.models import Audit

    audit = Audit.objects.latest("pk")
    audit.pk, audit.state = None, "in_progress"
    audit.final_at = audit.final_by = audit.final_on = audit.score = None
    audit.outcome = ""
    audit.save()
    return audit


def test_the_stranger_downloads_only_their_own(book, stranger):
    assert book(stranger).active.max_row == 1


def test_the_whole_way_in_the_browser(as_user, book, mill_user, finding):
    content = filled(book(mill_user), ANSWER)
    browser = as_user(mill_user)
    file = SimpleUploadedFile("plans.xlsx", content)
    answer = browser.post("/sheets/import/audits.plans/", {"file": file})
    upload = Upload.objects.get()
    assert answer.url == upload.get_absolute_url()
    page = browser.get(answer.url)
    assert page.context["account"]["created"] == 1
    browser.post(f"/sheets/{upload.pk}/keep/")
    assert Plan.objects.get().finding == finding


def test_a_returned_plan_comes_filled_in_with_the_reason(book, walk, mill_user):
    finding = walk("needs_revision")
    page = book(mill_user).active
    headings = {cell.value: cell.column for cell in page[1]}
    assert page.cell(2, headings["Why it came back"]).value == "Why only now?"
    assert page.cell(2, headings["Root cause"]).value == finding.plans.get().root_cause


def test_a_text_like_a_formula_goes_out_as_text(find, finish, mill_user):
    find(description="=HYPERLINK(1)")
    finish()
    file = io.BytesIO()
    write_plans(waiting_for_plan(mill_user), file)
    page = openpyxl.load_workbook(file).active
    headings = {cell.value: cell.column for cell in page[1]}
    cell = page.cell(2, headings["What was found"])
    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(1)")


def test_a_sheet_of_thousands_of_references_is_looked_up_at_once(
    finding, mill_user, stranger, django_assert_num_queries
):
    references = {f"AU-{finding.audit_id:05d}-{number}" for number in range(1, 2001)}
    references |= {f"AU-{number:05d}-1" for number in range(1, 2001)}
    with django_assert_num_queries(1):
        found = findings_by_reference(references, mill_user)
    assert found == {finding.reference.casefold(): finding}
    assert findings_by_reference({finding.reference}, stranger) == {}
