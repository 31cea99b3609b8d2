"""One account for every row, all or nothing, and refused rows that can come back."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.db import IntegrityError

from suppliers.models import Commodity
from sustainportal.accounts.refusals import NotNow
from sustainportal.sheets import importing
from sustainportal.sheets.importing import run
from sustainportal.sheets.refusals import SheetRefused
from sustainportal.trail.models import Entry

from .conftest import HEAD, CommodityImporter, said

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 8, 17, 9, 0, tzinfo=dt.UTC)


def imported(path, importer=CommodityImporter, **how):
    return run(importer, path, by=None, at=NOW, **how)


def commodities():
    return dict(Commodity.objects.order_by("code").values_list("code", "name"))


def numbers(account):
    return (
        account.rows_read, account.created, account.updated, account.unchanged, account.queued,
        account.refused_rows,
    )  # fmt: skip


MIXED = [
    HEAD,
    ["A", "Cotton", 1.25, "2026-11-22", "Small"],
    ["B", "never", "heavy", "22.11.2026", "tiny"],
    ["C", "wait"],
    [],
    ["A", "Silk"],
    ["D", "Linen"],
    ["", "Wool"],
    ["E", "Jute"],
]


@pytest.fixture
def known():
    Commodity.objects.create(code="D", name="Linen")
    Commodity.objects.create(code="E", name="Yute")


def test_good_rows_are_kept_with_their_trail(sheet_file):
    account = imported(sheet_file([HEAD, ["A", "Cotton"], ["B", "Silk"]]))
    assert numbers(account) == (2, 2, 0, 0, 0, 0)
    assert account.kept is True
    assert commodities() == {"A": "Cotton", "B": "Silk"}
    assert [entry.event for entry in Entry.objects.all()] == ["test.commodity.added"] * 2


def test_everything_wrong_is_found_at_once_and_nothing_is_kept(sheet_file, known):
    account = imported(sheet_file(MIXED))
    assert numbers(account) == (7, 1, 1, 1, 1, 3)
    assert account.kept is False
    assert said(account) == [
        ("B3", "This name is not taken."),
        ("C3", "A number is expected, such as 1234.5."),
        ("D3", "A date is expected: a date cell, or a text such as 2026-11-22."),
        ("E3", "One of these is expected: Small, Large."),
        ("A6", "The code is in row 2 already."),
        ("A8", "This cell must not be empty."),
    ]
    assert commodities() == {"D": "Linen", "E": "Yute"}
    assert Entry.objects.count() == 0


def test_a_refusal_carries_row_heading_and_value(sheet_file):
    [problem] = imported(sheet_file([HEAD, ["A", "Cotton", "1,500"]])).refused
    assert (problem.row, problem.column, problem.cell, problem.value) == (
        2, "Weight, kg", "C2", "1,500",
    )  # fmt: skip


def test_the_good_rows_are_kept_when_that_is_asked_for(sheet_file, known):
    account = imported(sheet_file(MIXED), keep_good=True)
    assert numbers(account) == (7, 1, 1, 1, 1, 3)
    assert account.kept is True
    assert account.counts == {"chunk_rows_kept": 4}
    assert commodities() == {"A": "Cotton", "D": "Linen", "E": "Jute"}


def test_a_preview_writes_nothing_and_opens_no_transaction(
    sheet_file, known, django_assert_num_queries
):
    path = sheet_file(MIXED)
    with django_assert_num_queries(1) as asked:
        account = imported(path, dry_run=True)
    assert numbers(account) == (7, 1, 1, 1, 1, 3)
    assert account.kept is False
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["SELECT"]
    assert commodities() == {"D": "Linen", "E": "Yute"}


def test_the_same_file_again_changes_nothing(sheet_file):
    path = sheet_file([HEAD, ["A", "Cotton"]])
    imported(path)
    assert numbers(imported(path)) == (1, 0, 0, 1, 0, 0)
    assert Entry.objects.count() == 1


def test_the_account_as_plain_data(sheet_file, known):
    plain = imported(sheet_file([[*HEAD, "Remarks"], ["A", "never"], ["D", "Linen"]])).as_dict()
    sheet = plain.pop("sheet")
    assert sheet in {"Sheet1", ""}
    assert plain == {
        "importer": "test.commodities",
        "kept": False,
        "rows_read": 2,
        "created": 0,
        "updated": 0,
        "unchanged": 1,
        "queued": 0,
        "refused_rows": 1,
        "counts": {"chunk_rows_kept": 0},
        "told": {},
        "questions": {},
        "news": {},
        "not_used": ["Remarks"],
        "notes": [],
        "refused": [
            {
                "row": 2,
                "column": "Commodity name",
                "cell": "B2",
                "value": "never",
                "reason": "This name is not taken.",
            }
        ],
    }


def test_a_column_that_is_not_in_the_file_is_none_and_can_be_told_from_an_empty_one(sheet_file):
    seen = []

    class Curious(CommodityImporter):
        def judge(self, rows):
            super().judge(rows)
            seen.extend((row.values["size"], "size" in row.values) for row in rows)

    imported(sheet_file([["Code", "Commodity name"], ["A", "x"]]), Curious)
    imported(sheet_file([HEAD, ["B", "x"]]), Curious)
    assert seen == [(None, False), (None, True)]


def test_a_row_may_be_refused_as_a_whole_or_for_a_column_that_is_not_there(sheet_file):
    class Strict(CommodityImporter):
        def judge(self, rows):
            for row in rows:
                row.refuse(None, "Not this one.")
                row.refuse("size", "A size is needed.")

    account = imported(sheet_file([["Code", "Commodity name"], ["A", "x"]]), Strict)
    assert [(p.row, p.column, p.cell, p.value) for p in account.refused] == [
        (2, "", "", ""),
        (2, "Size", "", ""),
    ]


# --- chunks -----------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 9, 10, 11, 25])
def test_no_row_vanishes_between_chunks(sheet_file, monkeypatch, count):
    monkeypatch.setattr(importing, "CHUNK", 10)
    told = []
    rows = [[f"C{n}", f"Name {n}"] for n in range(count)]
    account = imported(sheet_file([HEAD, *rows, ["C0", "again"]]), keep_good=True, told=told.append)
    assert numbers(account) == (count + 1, count, 0, 0, 0, 1)
    assert Commodity.objects.count() == count
    assert told == [*range(10, count + 1, 10), count + 1][: len(told)]
    assert told[-1] == count + 1


def test_a_refusal_in_the_last_chunk_undoes_the_first(sheet_file, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 2)
    account = imported(sheet_file([HEAD, *[[f"C{n}", "x"] for n in range(5)], ["Z", "never"]]))
    assert numbers(account) == (6, 5, 0, 0, 0, 1)
    assert commodities() == {}
    assert Entry.objects.count() == 0


def test_an_importer_that_forgets_a_row_is_stopped(sheet_file):
    class Forgetful(CommodityImporter):
        def judge(self, rows):
            pass

    with pytest.raises(AssertionError, match="left row 2 without an outcome"):
        imported(sheet_file([HEAD, ["A", "x"]]), Forgetful)


def test_a_failure_while_keeping_leaves_nothing(sheet_file):
    class Failing(CommodityImporter):
        def keep(self, rows):
            super().keep(rows)
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        imported(sheet_file([HEAD, ["A", "x"]]), Failing, keep_good=True)
    assert commodities() == {}


class Overtaken(CommodityImporter):
    """Between judging and keeping, somebody else adds the same code."""

    def keep(self, rows):
        Commodity.objects.create(code="A", name="Theirs")
        super().keep(rows)


def test_two_imports_at_once_are_told_in_a_sentence(sheet_file):
    with pytest.raises(NotNow, match="Somebody else changed the same rows") as refusal:
        imported(sheet_file([HEAD, ["A", "Ours"]]), Overtaken)
    assert isinstance(refusal.value.__cause__, IntegrityError)
    assert commodities() == {}


class Late(CommodityImporter):
    """Finds out only while keeping that a row cannot be kept."""

    def keep(self, rows):
        bad = [row for row in rows if row.values["code"] == "B"]
        super().keep([row for row in rows if row not in bad])
        for row in bad:
            row.refuse("code", "It was closed meanwhile.")


def test_a_row_refused_while_keeping_is_refused(sheet_file):
    path = sheet_file([HEAD, ["A", "x"], ["B", "y"]])
    with pytest.raises(NotNow, match=r"Row 3: It was closed meanwhile\. Nothing was kept\."):
        imported(path, Late)
    assert commodities() == {}
    with pytest.raises(NotNow, match=r"Row 3: "):  # part of the row may be written already
        imported(path, Late, keep_good=True)
    assert commodities() == {}


# --- refused rows come back -------------------------------------------------------------------
def read_back(path):
    if path.read_bytes().startswith(b"PK"):
        return [
            list(row) for row in openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active.values
        ]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[cell or None for cell in row] for row in csv.reader(file)]


def test_refused_rows_come_back_in_the_same_format_with_their_reasons(sheet_file, tmp_path):
    back = tmp_path / "back"
    path = sheet_file(
        [["Remarks", *HEAD], ["first", "A", "Cotton"], ["007", "B", "never", "x", None, "Small"]]
    )
    imported(path, keep_good=True, refused=back)
    assert back.read_bytes()[:2] == (b"PK" if path.suffix == ".xlsx" else b"\xef\xbb")
    assert read_back(back) == [
        ["Remarks", *HEAD, "Reason"],
        ["007", "B", "never", "x", None, "Small",
         "Commodity name: This name is not taken.; "
         "Weight, kg: A number is expected, such as 1234.5."],
    ]  # fmt: skip


def test_refused_rows_once_corrected_are_taken_as_they_are(
    sheet_file, workbook, csv_file, tmp_path
):
    back = tmp_path / "back"
    path = sheet_file([HEAD, ["A", "Cotton"], ["B", "never", "1.5", "2026-11-22", "l"]])
    imported(path, keep_good=True, refused=back)
    rows = read_back(back)
    rows[1][1] = "Silk"
    again = (workbook if path.suffix == ".xlsx" else csv_file)(rows, name="again")
    account = imported(again, refused=tmp_path / "none")
    assert numbers(account) == (1, 1, 0, 0, 0, 0)
    assert account.not_used == []
    assert not (tmp_path / "none").exists()
    assert commodities() == {"A": "Cotton", "B": "Silk"}


def test_rows_refused_again_have_one_reason_column(sheet_file, workbook, csv_file, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    path = sheet_file([HEAD, ["B", "never"]])
    imported(path, keep_good=True, refused=first)
    path.write_bytes(first.read_bytes())
    imported(path, keep_good=True, refused=second)
    assert read_back(second) == read_back(first)


def test_a_formula_comes_back_as_a_text_that_is_refused_again(workbook, csv_file, tmp_path):
    back = tmp_path / "back"
    for path in (workbook([HEAD, ["A", "=B3&C3"]]), csv_file([HEAD, ["A", "=B3&C3"]])):
        account = imported(path, refused=back)
        assert said(account) == [("B2", "This is a formula; paste its value.")]
        assert account.refused[0].value == "=B3&C3"
        assert read_back(back)[1][1] == "formula: =B3&C3"
        path.write_bytes(back.read_bytes())
        assert said(imported(path)) == [("B2", "This is a formula; paste its value.")]


def test_numbers_dates_and_shown_zeros_come_back_as_they_were(workbook, tmp_path):
    def change(sheet):
        sheet.append(["A", "never", 1.5, dt.date(2026, 11, 22)])
        sheet.append([7, "never", 0.5, dt.datetime(2026, 11, 22, 8, 30)])
        sheet["A3"].number_format = "000"
        sheet["C3"].number_format = "0%"

    back = tmp_path / "back"
    imported(workbook([HEAD], change=change), refused=back)
    sheet = openpyxl.load_workbook(io.BytesIO(back.read_bytes())).active
    assert [cell.value for cell in sheet[2]][:4] == ["A", "never", 1.5, dt.datetime(2026, 11, 22)]
    assert sheet["A3"].value == "007"
    assert (sheet["C3"].value, sheet["C3"].number_format) == (0.5, "0.##%")
    assert sheet["D3"].value == dt.datetime(2026, 11, 22, 8, 30)


@pytest.mark.parametrize("title", ["2026 supply", "'quoted'", "a_b"])
def test_the_sheet_of_refused_rows_has_the_name_it_had(workbook, tmp_path, title):
    back = tmp_path / "back.xlsx"
    imported(workbook([HEAD, ["A", "never"]], title=title), refused=back)
    assert openpyxl.load_workbook(back).sheetnames == [title.strip("'")]


# --- a file that is refused as a whole --------------------------------------------------------
def test_a_refused_file_says_which_sheets_it_holds(workbook):
    with pytest.raises(SheetRefused) as refusal:
        imported(workbook([["nothing", "known"]]))
    assert refusal.value.sheets == ["Sheet1"]


def test_an_importer_is_registered_complete(monkeypatch):
    monkeypatch.setattr(importing, "_registry", {})
    assert importing.register(CommodityImporter) is CommodityImporter

    class Nameless(CommodityImporter):
        permission = ""

    with pytest.raises(ValueError, match="Nameless has no permission"):
        importing.register(Nameless)
