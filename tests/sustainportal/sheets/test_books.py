"""Several sheets that belong together: read in any language, judged as one, kept or not."""

import pytest
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook

from sustainportal.sheets import books
from sustainportal.sheets.books import Part
from sustainportal.sheets.columns import Column
from sustainportal.sheets.importing import Importer, run
from sustainportal.sheets.refusals import SheetRefused
from sustainportal.sheets.template import write_book

pytestmark = pytest.mark.django_db

HEADS = [Column("name", _("Name"), required=True)]
ROWS = [Column("head", _("Supplier"), required=True), Column("count", _("Year"), kind="integer")]


class Book(Importer):
    name, permission = "tests.book", "sheets.upload"
    columns = ROWS
    parts = (
        Part("heads", "Heads", HEADS),
        Part("rows", _("Suppliers"), ROWS),
        Part("notes", "Notes", HEADS, optional=True),
    )
    kept = None

    def judge_book(self, book):
        known = {row.values["name"] for row in book["heads"]}
        for row in [*book["heads"], *book["rows"], *book["notes"]]:
            row.outcome = "created"
        for row in book["rows"]:
            if row.values["head"] not in known:
                row.refuse("head", "Nobody knows this one.")

    def keep_book(self, book):
        type(self).kept = {key: [row.number for row in rows] for key, rows in book.items()}


@pytest.fixture
def taken(tmp_path, now):
    """`taken({sheet: rows})` imports such a workbook."""
    Book.kept = None

    def take(sheets, **options):
        workbook = Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(tmp_path / "book.xlsx")
        return run(Book, tmp_path / "book.xlsx", by=None, at=now, **options)

    return take


GOOD = {"Heads": [["Name"], ["A"]], "Suppliers": [["Supplier", "Year", "More"], [], ["A", 2026]]}


def test_all_sheets_are_kept_as_one(taken):
    account = taken(GOOD)
    assert (account.kept, account.rows_read, account.created) == (True, 2, 2)
    assert Book.kept == {"heads": [2], "rows": [3], "notes": []}
    assert (account.sheet, account.sheets) == ("Suppliers", ["Heads", "Suppliers"])
    assert account.not_used == ["Suppliers: More"]
    assert [number for number, _outcome, _values in account.first_rows] == [3]


@pytest.mark.parametrize("title", ["供應商", "供应商", "SUPPLIERS", "rows"])
def test_a_sheet_is_known_by_its_name_in_every_language_and_by_its_key(taken, title):
    assert taken({"Heads": GOOD["Heads"], title: GOOD["Suppliers"]}).rows_read == 2


def test_one_refused_row_keeps_everything_out_even_if_good_ones_are_asked_for(taken):
    sheets = GOOD | {"Suppliers": [["Supplier", "Year"], ["A", 2026], ["B", "soon"]]}
    account = taken(sheets, keep_good=True)
    assert (account.kept, account.refused_rows, Book.kept) == (False, 1, None)
    assert [(one["sheet"], one["cell"]) for one in account.as_dict()["refused"]] == [
        ("Suppliers", "A3"), ("Suppliers", "B3"),
    ]  # fmt: skip


def test_a_preview_keeps_nothing(taken):
    assert (taken(GOOD, dry_run=True).kept, Book.kept) == (False, None)


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        ({"Suppliers": GOOD["Suppliers"]},
         "There is no sheet named “Heads”; there are: Suppliers."),
        (GOOD | {"Heads": []}, "Sheet “Heads”: There is nothing in this file."),
        (GOOD | {"Heads": [["Nome"], ["A"]]},
         "Sheet “Heads”: None of the first 11 rows of the sheet “Heads” holds a heading that is known here."),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_read_is_named(taken, sheets, sentence):
    with pytest.raises(SheetRefused) as refusal:
        taken(sheets)
    assert str(refusal.value) == sentence


def test_an_optional_sheet_is_read_where_it_is(taken):
    account = taken(GOOD | {"Notes": [["Name"], ["x"], ["y"]]})
    assert (account.rows_read, Book.kept["notes"]) == (4, [2, 3])


@pytest.mark.parametrize(("most", "good"), [(1, True), (0, False)])
def test_a_sheet_has_no_more_rows_than_memory_should_hold(taken, monkeypatch, most, good):
    monkeypatch.setattr(books, "MOST_ROWS", most)
    if good:
        assert taken(GOOD).kept
        return
    with pytest.raises(SheetRefused, match="more than 0 rows"):
        taken(GOOD)


def test_headings_are_not_mapped(taken):
    with pytest.raises(SheetRefused, match="those of its template"):
        taken(GOOD, mapping={"head": "More"})


def test_what_is_written_can_be_taken_in_again(tmp_path, now):
    rows = {"heads": [{"name": "=A1"}], "rows": [{"head": "=A1", "count": 5}]}
    write_book(Book.parts, tmp_path / "out.xlsx", rows)
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Heads", "Suppliers", "Notes", "Columns"]
    assert [cell.value for cell in book["Columns"][2]][:3] == ["Heads", "Name", "yes"]
    assert run(Book, tmp_path / "out.xlsx", by=None, at=now).created == 2
