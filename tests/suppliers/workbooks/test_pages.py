"""The same importer from the page: preview, keep, and the refused row back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from suppliers.models import Supplier
from suppliers.workbooks import SUPPLIER_COLUMNS
from sustainportal.trail.models import Entry

ADDRESS = "/sheets/import/suppliers.suppliers/"


@pytest.fixture
def desk(as_user, buyer, places, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return as_user(buyer)


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile("our list.xlsx", file.getvalue())


def test_a_workbook_is_previewed_and_kept_under_its_own_name(desk):
    file = workbook(["Supplier name", "Country"], ["Amber Works", "Viet Nam"], ["Birch", "Taiwan"])
    page = desk.post(ADDRESS, {"file": file})
    assert Supplier.objects.count() == 0
    desk.post(f"{page['Location']}keep/")
    assert Supplier.objects.count() == 2
    added = Entry.objects.filter(event="suppliers.supplier.added").first()
    assert (added.detail["file"], added.actor) == ("our list.xlsx", "buyer")


def test_an_unknown_country_is_shown_by_its_cell_and_comes_back_with_its_reason(desk):
    file = workbook(["Supplier name", "Country"], ["Amber Works", "Vietnam"], ["Birch", "Taiwann"])
    page = desk.post(ADDRESS, {"file": file})["Location"]
    text = desk.get(page).content.decode()
    assert "B3" in text
    assert "Did you mean Taiwan?" in text
    desk.post(f"{page}keep-good/")
    assert Supplier.objects.get().name == "Amber Works"
    answer = desk.get(f"{page}refused/")
    rows = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in rows[1]] == ["Supplier name", "Country", "Reason"]
    assert [cell.value for cell in rows[2]][:2] == ["Birch", "Taiwann"]


def test_the_template_has_every_column(desk):
    answer = desk.get("/sheets/template/suppliers.suppliers/")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headings = [cell.value for cell in load_workbook(io.BytesIO(content)).worksheets[0][1]]
    assert [str(heading).removesuffix(" *") for heading in headings] == [
        str(column.label) for column in SUPPLIER_COLUMNS
    ]


@pytest.mark.parametrize("who", ["mill_user", "auditor", "sales"])
def test_nobody_else_imports_suppliers(as_user, request, who):
    assert as_user(request.getfixturevalue(who)).get(ADDRESS).status_code == 403
