"""A person hands a file in, looks at it, keeps it, and takes the refused rows back."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suppliers.models import Commodity
from sustainportal.accounts.refusals import NotYours
from sustainportal.jobs import operations as jobs
from sustainportal.jobs.models import Job
from sustainportal.sheets import operations, views
from sustainportal.sheets.models import Upload
from sustainportal.sheets.reading import open_table
from sustainportal.trail.models import Entry

from .conftest import HEAD

pytestmark = pytest.mark.django_db
GOOD = [HEAD, ["A", "Cotton", 1.5, "2026-11-22", "Small"], ["B", "Silk"]]
BAD = [[*HEAD, "Remarks"], ["A", "Cotton"], ["B", "never", "<b>heavy</b>"]]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path, importer):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def desk(as_user, buyer):
    return as_user(buyer)


def address(name, *arguments):
    return reverse(f"sheets:{name}", args=arguments)


UPLOAD = ("upload", "test.commodities")


@pytest.fixture
def handed_in(desk):
    """`handed_in(path)` hands a file in as the buyer and returns its upload."""

    def hand_in(path):
        file = SimpleUploadedFile(path.name, path.read_bytes())
        answer = desk.post(address(*UPLOAD), {"file": file})
        upload = Upload.objects.first()
        assert answer.status_code == 302 and answer.url == upload.get_absolute_url()
        return upload

    return hand_in


def seen(desk, upload):
    answer = desk.get(upload.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def pressed(desk, name, upload):
    return desk.post(address(name, upload.pk))


# --- who may ----------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["upload", "template"])
def test_only_those_whom_the_importer_names_may_hand_in(
    as_user, buyer, admin_user, mill_user, name
):
    assert as_user(buyer).get(address(name, "test.commodities")).status_code == 200
    assert as_user(admin_user).get(address(name, "test.commodities")).status_code == 403
    assert as_user(mill_user).get(address(name, "test.commodities")).status_code == 403
    assert as_user(buyer).get(address(name, "no.such")).status_code == 404


def test_a_file_is_seen_by_nobody_but_the_person_who_handed_it_in(
    handed_in, workbook, as_user, second_buyer, admin_user, mill_user, sales
):
    upload = handed_in(workbook(BAD))
    pages = ["upload_detail", "upload_mapping", "upload_refused"]
    buttons = ["upload_read", "upload_keep", "upload_keep_good"]
    people = (second_buyer, 404), (admin_user, 404), (mill_user, 404), (sales, 403)
    for person, status in people:
        stranger = as_user(person)
        answers = [stranger.get(address(name, upload.pk)).status_code for name in pages]
        answers += [stranger.post(address(name, upload.pk)).status_code for name in buttons]
        assert set(answers) == {status}
    assert Commodity.objects.count() == 0


def test_buttons_are_pressed_not_opened(handed_in, workbook, desk):
    upload = handed_in(workbook(GOOD))
    for name in ("upload_read", "upload_keep", "upload_keep_good"):
        assert desk.get(address(name, upload.pk)).status_code == 405


# --- the way of a good file -------------------------------------------------------------------
def test_a_good_file_is_shown_before_it_is_kept(handed_in, workbook, desk, buyer):
    upload = handed_in(workbook(GOOD, name="Commodities 2026.xlsx"))
    page = seen(desk, upload)
    assert upload.state == Upload.State.PREVIEWED
    assert (upload.name, upload.by) == ("Commodities 2026.xlsx", buyer)
    assert "Keep all 2 rows" in page and "keep-good" not in page
    assert "<td>Cotton</td><td>1.5</td><td>2026-11-22</td><td>Small</td>" in page
    assert Commodity.objects.count() == 0


def test_a_good_file_is_kept_once(handed_in, workbook, desk, buyer):
    upload = handed_in(workbook(GOOD))
    assert pressed(desk, "upload_keep", upload).url == upload.get_absolute_url()
    upload.refresh_from_db()
    assert upload.state == Upload.State.KEPT and upload.kept_at
    assert sorted(Commodity.objects.values_list("code", flat=True)) == ["A", "B"]
    page = seen(desk, upload)
    assert "Every row is kept." in page and "Keep" not in page
    entry = Entry.objects.get(event="sheets.upload.kept")
    assert (entry.actor, entry.subject, entry.detail["created"]) == (str(buyer), upload.name, 2)
    assert Entry.objects.about(upload).count() == 2
    for name in ("upload_keep", "upload_keep_good", "upload_read"):
        assert pressed(desk, name, upload).status_code == 409
    assert Commodity.objects.count() == 2


def test_what_is_stored_has_a_name_that_nobody_guesses(handed_in, workbook, settings):
    upload = handed_in(workbook(GOOD))
    assert upload.file.name.startswith("sheets/") and "file" not in upload.file.name
    assert len(upload.sha256) == 64
    assert (settings.MEDIA_ROOT / upload.file.name).stat().st_mode & 0o777 == 0o600


# --- the way of a file with mistakes ----------------------------------------------------------
def test_every_mistake_is_shown_with_its_cell(handed_in, sheet_file, desk):
    upload = handed_in(sheet_file(BAD))
    page = seen(desk, upload)
    assert "Keep the 1 good row and take the refused ones back" in page
    assert "Columns not used: Remarks" in page
    assert "C3" in page and "&lt;b&gt;heavy&lt;/b&gt;" in page
    assert "A number is expected, such as 1234.5." in page
    assert "B3" in page and "This name is not taken." in page


def test_the_good_rows_are_kept_and_the_refused_ones_taken_back(handed_in, sheet_file, desk):
    path = sheet_file(BAD)
    upload = handed_in(path)
    assert pressed(desk, "upload_keep_good", upload).status_code == 302
    assert Commodity.objects.get().code == "A"
    assert "The good rows are kept." in seen(desk, upload)
    answer = desk.get(address("upload_refused", upload.pk))
    assert answer["Content-Disposition"] == f'attachment; filename="file-refused{path.suffix}"'
    back = path.with_name("back")
    back.write_bytes(b"".join(answer.streaming_content))
    with open_table(back) as table:
        [(_one, headings), (_two, cells)] = table.rows()
    assert headings == [*HEAD, "Remarks", "Reason"]
    assert cells[:3] == ["B", "never", "<b>heavy</b>"]


def test_all_or_nothing_is_nothing_when_the_database_changed_since_the_preview(
    handed_in, workbook, desk, importer, monkeypatch
):
    upload = handed_in(workbook(GOOD))

    class Stricter(importer):
        def judge(self, rows):
            super().judge(rows)
            rows[-1].refuse("name", "No longer.")

    monkeypatch.setattr("sustainportal.sheets.importing._registry", {importer.name: Stricter})
    assert pressed(desk, "upload_keep", upload).status_code == 302
    page = seen(desk, upload)
    assert "Nothing was kept: since the preview some rows can no longer be taken." in page
    assert "Keep the 1 good row" in page
    assert Commodity.objects.count() == 0


def test_a_file_without_refused_rows_has_none_to_take_back(handed_in, workbook, desk):
    upload = handed_in(workbook(GOOD))
    assert desk.get(address("upload_refused", upload.pk)).status_code == 404


def test_many_mistakes_are_shown_page_by_page(handed_in, workbook, desk):
    upload = handed_in(workbook([HEAD, *[[f"C{n}", "never"] for n in range(120)]]))
    own = upload.get_absolute_url()
    cells = []
    for number in (1, 2, 3, 4):
        page = desk.get(own, {"page": number}).context
        cells += [problem.cell for problem in page["problems"]]
    assert cells == [f"B{n}" for n in range(2, 122)]
    assert desk.get(own, {"page": "x"}).context["problems"][0].cell == "B2"
    assert desk.get(own, {"page": "0"}).context["problems"][0].cell == "B2"


# --- files that cannot be read ----------------------------------------------------------------
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(handed_in, csv_file, desk):
    upload = handed_in(csv_file(b"<html>"))
    page = seen(desk, upload)
    assert upload.state == Upload.State.REFUSED
    assert "This is a web page or XML, not a sheet" in page
    assert "Keep" not in page and "Which column" not in page
    assert pressed(desk, "upload_keep", upload).status_code == 409


@pytest.mark.parametrize("content", [b"", b"x" * 101])
def test_an_empty_or_too_large_file_is_not_taken(desk, settings, content):
    settings.UPLOAD_MAX_BYTES = 100
    answer = desk.post(address(*UPLOAD), {"file": SimpleUploadedFile("a.csv", content)})
    assert answer.status_code == 422
    assert ("empty" if not content else "larger than") in answer.content.decode()
    assert Upload.objects.count() == 0


def test_no_file_is_asked_for_again(desk):
    assert desk.post(address(*UPLOAD), {}).status_code == 422


def test_headings_that_do_not_match_are_chosen_by_hand(handed_in, sheet_file, desk):
    upload = handed_in(sheet_file([["Nr", "Stoff", "Size"], ["A", "Cotton", "huge"]]))
    assert upload.state == Upload.State.REFUSED
    page = seen(desk, upload)
    assert "The heading “Code” was not found in row 1." in page
    own = address("upload_mapping", upload.pk)
    assert own in page
    form = desk.get(own).content.decode()
    assert '<option value="Stoff">Stoff</option>' in form
    assert '<option value="Size" selected>Size</option>' in form
    answer = desk.post(own, {"column_code": "Nr", "column_name": "Stoff"})
    assert answer.url == upload.get_absolute_url()
    upload.refresh_from_db()
    assert upload.state == Upload.State.PREVIEWED
    assert upload.mapping == {"code": "Nr", "name": "Stoff", "weight": "", "day": "", "size": ""}
    assert upload.account["not_used"] == ["Size"]
    assert "Keep the 1 row" in seen(desk, upload)
    assert '<option value="Nr" selected>Nr</option>' in desk.get(own).content.decode()


def test_a_heading_that_is_not_in_the_file_cannot_be_chosen(handed_in, workbook, desk):
    upload = handed_in(workbook(GOOD))
    answer = desk.post(address("upload_mapping", upload.pk), {"column_code": "Elsewhere"})
    assert answer.status_code == 422


def test_another_sheet_is_chosen_by_hand(handed_in, workbook, desk):
    def change(sheet):
        sheet.parent.create_sheet("Second").append(HEAD)
        sheet.parent["Second"].append(["Z", "Zinc"])

    upload = handed_in(workbook(GOOD, change=change))
    assert "not read: Second" in seen(desk, upload)
    desk.post(address("upload_mapping", upload.pk), {"sheet": "Second", "column_code": "Code"})
    upload.refresh_from_db()
    assert (upload.state, upload.sheet, upload.account["rows_read"]) == ("previewed", "Second", 1)
    assert upload.mapping == {}


def test_choosing_other_columns_while_the_file_is_read_leaves_it_to_be_read_again(
    handed_in, workbook, buyer, now
):
    upload = handed_in(workbook(GOOD))
    found = operations.read(upload, by=buyer, at=now)
    operations.choose(upload, mapping={"code": "Code"}, sheet="", by=buyer, at=now)
    assert operations.preview(upload, found, by=buyer, at=now) == {}
    upload.refresh_from_db()
    assert upload.state == Upload.State.UPLOADED


def test_what_an_earlier_reading_stored_is_removed(
    handed_in, workbook, desk, settings, django_capture_on_commit_callbacks
):
    upload = handed_in(workbook(BAD))
    with django_capture_on_commit_callbacks(execute=True):
        pressed(desk, "upload_read", upload)
    upload.refresh_from_db()
    stored = {path.name for path in (settings.MEDIA_ROOT / "sheets").iterdir()}
    kept = {upload.file.name, upload.problems.name, upload.returned.name}
    assert {f"sheets/{name}" for name in stored} == kept


def test_only_the_person_who_handed_a_file_in_may_use_it(handed_in, workbook, second_buyer, now):
    upload = handed_in(workbook(GOOD))
    with pytest.raises(NotYours):
        operations.keep(upload, good_only=False, by=second_buyer, at=now)
    with pytest.raises(NotYours):
        operations.keep(upload, good_only=False, by=None, at=now)


def test_a_locked_database_is_told_in_a_sentence(handed_in, workbook, desk, importer, monkeypatch):
    class Locked(importer):
        def keep(self, rows):
            raise OperationalError("database is locked")

    upload = handed_in(workbook(GOOD))
    monkeypatch.setattr("sustainportal.sheets.importing._registry", {importer.name: Locked})
    answer = pressed(desk, "upload_keep", upload)
    assert answer.status_code == 409
    assert "Somebody else changed the same rows" in answer.content.decode()
    upload.refresh_from_db()
    assert upload.state == Upload.State.PREVIEWED


# --- large files ------------------------------------------------------------------------------
@pytest.fixture
def all_are_large(monkeypatch):
    monkeypatch.setattr(views, "SMALL", 0)


def worked(kind):
    job = Job.objects.get(kind=kind)
    return jobs.run(job, at=job.asked_at)


def test_a_large_file_is_read_and_kept_by_a_worker(all_are_large, handed_in, workbook, desk):
    upload = handed_in(workbook(BAD))
    page = seen(desk, upload)
    assert upload.state == Upload.State.UPLOADED
    assert "job-progress" in page and "<form" not in page.partition("job-progress")[2]
    assert worked("sheets.preview").result["rows_read"] == 2
    page = seen(desk, upload)
    assert "Keep the 1 good row" in page and "job-progress" not in page
    assert pressed(desk, "upload_keep_good", upload).status_code == 302
    assert "job-progress" in seen(desk, upload)
    assert Commodity.objects.count() == 0
    assert worked("sheets.keep").result["created"] == 1
    upload.refresh_from_db()
    assert (upload.state, Commodity.objects.get().code) == ("kept", "A")
    assert Job.objects.get(kind="sheets.keep").done_address == upload.get_absolute_url()


def test_a_large_file_that_cannot_be_read_is_told_on_its_page(
    all_are_large, handed_in, csv_file, desk
):
    upload = handed_in(csv_file(b"<html>"))
    worked("sheets.preview")
    upload.refresh_from_db()
    assert upload.state == Upload.State.REFUSED
    assert "This is a web page" in seen(desk, upload)


def test_a_worker_tells_in_the_language_of_the_person(all_are_large, handed_in, workbook, buyer):
    buyer.language = "zh-hant"
    buyer.save()
    upload = handed_in(workbook([HEAD, ["A", ""]]))
    worked("sheets.preview")
    upload.refresh_from_db()
    assert upload.account["refused_rows"] == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_preview(all_are_large, handed_in, workbook, importer, monkeypatch):
    open_transactions = []

    class Watched(importer):
        def judge(self, rows):
            open_transactions.append(connection.in_atomic_block)
            super().judge(rows)

    monkeypatch.setattr("sustainportal.sheets.importing._registry", {importer.name: Watched})
    upload = handed_in(workbook(GOOD))
    worked("sheets.preview")
    upload.refresh_from_db()
    assert (upload.state, open_transactions) == ("previewed", [False])


# --- the list and the template ----------------------------------------------------------------
def test_the_list_shows_ones_own_files_and_what_can_be_imported(
    handed_in, workbook, desk, as_user, second_buyer
):
    handed_in(workbook(GOOD, name="mine.xlsx"))
    page = desk.get(address("upload_list")).content.decode()
    assert "mine.xlsx" in page and address(*UPLOAD) in page
    assert "mine.xlsx" not in as_user(second_buyer).get(address("upload_list")).content.decode()


def test_the_list_asks_as_much_for_three_files_as_for_one(
    handed_in, workbook, desk, django_assert_num_queries
):
    handed_in(workbook(GOOD))
    with CaptureQueriesContext(connection) as queries:
        desk.get(address("upload_list"))
        one = len(queries)
    handed_in(workbook(GOOD))
    handed_in(workbook(GOOD))
    with django_assert_num_queries(one):
        desk.get(address("upload_list"))


def test_the_empty_template_can_be_downloaded(desk):
    answer = desk.get(address("template", "test.commodities"))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.worksheets[0]["A1"].value == "Code *"
    assert answer["Content-Disposition"] == 'attachment; filename="test.commodities.xlsx"'


def test_the_form_says_what_to_write(desk):
    page = desk.get(address(*UPLOAD)).content.decode()
    assert "Weight, kg" in page and "One of: Small, Large." in page
    assert 'enctype="multipart/form-data"' in page
