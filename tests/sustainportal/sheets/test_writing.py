"""What goes out comes back: the same columns, the same values, no formula anybody could be tricked by."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

from suppliers.models import Commodity
from sustainportal.sheets.columns import Column
from sustainportal.sheets.importing import Importer, run
from sustainportal.sheets.reading import open_table
from sustainportal.sheets.writing import download, write_template, write_xlsx

COLUMNS = [
    Column("code", "Code", required=True, max_length=80),
    Column("note", "Note", multiline=True),
    Column("count", "Count", kind="integer"),
    Column("price", "Price", kind="decimal"),
    Column("share", "Share, %", kind="percent", places=3),
    Column("day", "Day", kind="date"),
    Column("moment", "Moment", kind="datetime"),
    Column("key", "Key", kind="boolean"),
    Column("tier", "Tier", kind="choice", choices=[(1, "1 – first"), (2, "2 – second")]),
    Column("quarter", "Quarter", kind="quarter"),
]
MOMENT = dt.datetime(2026, 8, 17, 9, 0, 30, tzinfo=dt.UTC)
TRICKY = [
    "=cmd|' /C calc'!A0", "=1+1", "+886 2 1234", "-5", "-", "@SUM(A1)", "'quoted", "'=1", "''=1",
    "\u3000wide".strip(), "007", "1e5", "Ünï, \"coded\"; 紅河", "_x0041_", "a,b;c", "http://example.test/x",
]  # fmt: skip
BLANK = dict.fromkeys([column.key for column in COLUMNS[1:]])


def example(code, **values):
    return {"code": code, **BLANK, "note": "", **values}


ROWS = [
    example(
        "A",
        note="two\nlines",
        count=-5,
        price=Decimal("1234567.89"),
        share=Decimal("33.333"),
        day=dt.date(2026, 11, 22),
        moment=MOMENT,
        key=True,
        tier=2,
        quarter="2026Q3",
    ),
    example("B", count=0, price=Decimal("-0.5"), share=Decimal(0), key=False, tier=1),
    *[example(text, note=text) for text in TRICKY],
]


class Mirror(Importer):
    """Says for every row whether it came back as it went out."""

    name = "test.mirror"
    columns = COLUMNS

    def judge(self, rows):
        for row in rows:
            same = dict(row.values) == self.sent[row.number]
            row.outcome = "unchanged" if same else "updated"
            assert same, (dict(row.values), self.sent[row.number])

    def keep(self, rows):
        pass


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_export_read_in_again_says_all_unchanged(tmp_path, kind, language):
    path = tmp_path / "export"
    with translation.override(language):
        path.write_bytes(body(download(COLUMNS, ROWS, name="list", kind=kind)))
    mirror = Mirror()
    mirror.sent = dict(enumerate(ROWS, start=2))
    account = run(mirror, path, by=None, at=MOMENT, dry_run=True)
    assert (account.rows_read, account.unchanged, account.refused) == (len(ROWS), len(ROWS), [])


def test_a_workbook_holds_texts_numbers_and_dates_and_no_formula(tmp_path):
    path = tmp_path / "export.xlsx"
    write_xlsx(COLUMNS, ROWS, path)
    sheet = openpyxl.load_workbook(path).active
    assert {cell.data_type for row in sheet for cell in row} == {"s", "n", "d"}
    assert [cell.data_type for cell in sheet[2]] == [
        "s",
        "s",
        "n",
        "n",
        "n",
        "d",
        "d",
        "s",
        "s",
        "s",
    ]
    assert sheet["A4"].value == "=cmd|' /C calc'!A0" and sheet["A4"].data_type == "s"
    assert all(cell.hyperlink is None for cell in sheet["A"])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:J{len(ROWS) + 1}"
    assert [sheet["F2"].number_format, sheet["G2"].number_format] == [
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm:ss",
    ]
    assert sheet["G2"].value == timezone.localtime(MOMENT).replace(tzinfo=None)
    assert sheet.column_dimensions["A"].width > 30 > sheet.column_dimensions["C"].width


def test_a_csv_begins_with_its_mark_and_no_cell_begins_like_a_formula():
    text = body(download(COLUMNS, ROWS, name="list", kind="csv")).decode("utf-8")
    assert text.startswith("\ufeffCode,Note,Count")
    assert "\n'=1+1,'=1+1," in text and "\n'-5,'-5," in text and "\n''=1,''=1," in text
    assert ",-5,1234567.89,33.333,2026-11-22,2026-08-17 17:00:30,yes,2 – second,2026Q3" in text


def test_a_download_names_its_file_and_kind():
    for kind, content_type in (("xlsx", "application/vnd.openxmlformats"), ("csv", "text/csv")):
        response = download(COLUMNS, [], name="suppliers", kind=kind)
        assert response["Content-Type"].startswith(content_type)
        assert response["Content-Disposition"] == f'attachment; filename="suppliers.{kind}"'
        assert body(response)


def test_an_export_of_nothing_has_its_headings(tmp_path):
    path = tmp_path / "export.xlsx"
    write_xlsx(COLUMNS, [], path)
    with open_table(path) as table:
        assert [cells for _number, cells in table.rows()] == [[column.label for column in COLUMNS]]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_queryset_is_read_in_chunks(kind, django_assert_num_queries):
    Commodity.objects.bulk_create([Commodity(code=f"C{n}", name="x") for n in range(30)])
    columns = [Column("code", "Code"), Column("length", "Length", value=lambda row: len(row.code))]
    rows = Commodity.objects.order_by("pk")
    with django_assert_num_queries(1):
        assert body(download(columns, rows, name="x", kind=kind))
    assert rows._result_cache is None


def test_a_value_is_found_by_path_callable_or_key():
    class Thing:
        name = "n"
        inner = None

    thing = Thing()
    assert Column("name", "N").read(thing) == "n"
    assert Column("x", "X", value="inner.name").read(thing) is None
    thing.inner = {"name": "deep"}
    assert Column("x", "X", value="inner.name").read(thing) == "deep"
    assert Column("x", "X", value=lambda row: row.name * 2).read(thing) == "nn"


def test_a_text_longer_than_a_cell_is_cut_visibly(tmp_path):
    path = tmp_path / "export.xlsx"
    write_xlsx([Column("text", "Text")], [{"text": "x" * 32_767}, {"text": "x" * 32_768}], path)
    with open_table(path) as table:
        _heading, (_two, [fits]), (_three, [cut]) = table.rows()
    assert (len(fits), fits[-1], len(cut), cut[-1]) == (32_767, "x", 32_767, "…")


# --- template ---------------------------------------------------------------------------------
def template(columns=COLUMNS):
    file = io.BytesIO()
    write_template(columns, file)
    return file


def test_a_template_has_headings_help_and_lists_to_choose_from():
    sheet, words = openpyxl.load_workbook(template())
    assert [cell.value for cell in sheet[1]] == ["Code *", *[c.label for c in COLUMNS[1:]]]
    assert sheet["A1"].comment.text == "Text, at most 80 characters. Required."
    assert sheet["I1"].comment.text == "One of: 1 – first, 2 – second."
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {"H2:H1048576": '"yes,no"', "I2:I1048576": '"1 – first,2 – second"'}
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].number_format == "@"
    assert [cell.value for cell in words[1]] == ["Heading", "Required", "What to write"]
    assert [cell.value for cell in words[2]] == [
        "Code",
        "yes",
        "Text, at most 80 characters. Required.",
    ]
    assert words.max_row == len(COLUMNS) + 1


def test_a_filled_template_can_be_imported(tmp_path):
    book = openpyxl.load_workbook(template())
    sheet = book.worksheets[0]
    for index, value in enumerate(["A", None, 5], start=1):
        sheet.cell(2, index, value)
    path = tmp_path / "filled.xlsx"
    book.save(path)
    mirror = Mirror()
    mirror.sent = {2: example("A", count=5)}
    account = run(mirror, path, by=None, at=MOMENT, dry_run=True)
    assert account.unchanged == 1
    assert account.not_used == []


def test_an_empty_template_is_a_file_without_rows(tmp_path):
    path = tmp_path / "empty.xlsx"
    write_template(COLUMNS, path)
    assert run(Mirror(), path, by=None, at=MOMENT, dry_run=True).rows_read == 0


def test_labels_that_a_list_cannot_hold_are_explained_instead():
    columns = [Column("x", "X", kind="choice", choices=[("a", "A, or so"), ("b", "B")])]
    sheet, _words = openpyxl.load_workbook(template(columns))
    assert sheet.data_validations.dataValidation == []
    assert sheet["A1"].comment.text == "One of: A, or so, B."


def test_help_is_part_of_the_explanation():
    columns = [
        Column("x", "X", help="Ask the buyer.", max_length=5, example="M-1"),
        Column("y", "Y", kind="integer", minimum=0),
        Column("z", "Z", kind="decimal", minimum=0, maximum=10),
    ]
    sheet, _words = openpyxl.load_workbook(template(columns))
    assert [cell.comment.text for cell in sheet[1]] == [
        "Ask the buyer. Text, at most 5 characters. For example: M-1.",
        "A whole number. At least 0.",
        "A number. From 0 to 10.",
    ]


def test_the_words_of_a_csv_are_in_the_readers_language_to_the_last_row():
    columns = [Column("key", "Key", value=lambda row: gettext("yes"))]
    with translation.override("zh-hant"):
        word = gettext("yes")
        response = download(columns, [{}], name="list", kind="csv")
    assert word != "yes"
    assert body(response).decode("utf-8-sig").split() == ["Key", word]
