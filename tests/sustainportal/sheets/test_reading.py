"""Every wrong file is answered with one sentence; every right one gives its rows with the sheet's numbers."""

import datetime as dt
import io
import random
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Alignment

from sustainportal.sheets import archive
from sustainportal.sheets.cells import ErrorValue, Formula, Padded, Percent
from sustainportal.sheets.reading import open_table
from sustainportal.sheets.refusals import SheetRefused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rows(path, **how):
    with open_table(path, **how) as table:
        return list(table.rows())


def refused(path, **how):
    with pytest.raises(SheetRefused) as refusal:
        rows(path, **how)
    return str(refusal.value)


def repacked(path, changes, drop=()):
    """The same zip file with parts changed (name -> function of its bytes), added or dropped."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist() if name not in drop}
    for name, change in changes.items():
        parts[name] = change(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


# --- what it is -------------------------------------------------------------------------------
def test_a_workbook_is_known_by_its_content_whatever_its_name(workbook):
    assert rows(
        workbook([["a", 1]], name="list.txt.xlsx").rename(workbook([["a", 1]]).parent / "x.csv")
    ) == [(1, ["a", 1])]


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (OLE + b"\0" * 600, "an old workbook (.xls); save it as .xlsx or .csv"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"<html><table>", "a web page or XML"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><Workbook/>", "a web page or XML"),
        (b"%PDF-1.7\n", "not a sheet"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a sheet"),
        (b"\x1f\x8b\x08\0", "not a sheet"),
        (b"", "The file is empty"),
        (b"\n \n,,\n", "nothing in this file"),
        (b"\xef\xbb\xbf", "nothing in this file"),
    ],
)
def test_another_kind_of_file_is_named(csv_file, start, words):
    assert words in refused(csv_file(start))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["xl/vbaProject.bin"], "contains macros"),
        (["xl/workbook.bin"], "binary workbook"),
        (["mimetype"], "an OpenDocument file; save it as .xlsx or .csv"),
        (["Index/Document.iwa"], "a Numbers file; export it as .xlsx or .csv"),
    ],
)
def test_another_kind_of_zip_is_named(workbook, names, words):
    assert words in refused(repacked(workbook([["a"]]), dict.fromkeys(names, lambda data: b"x")))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("photo.txt", "x")
    assert "not a workbook" in refused(path)


def test_a_macro_workbook_without_its_macros_is_refused_all_the_same(workbook):
    path = repacked(
        workbook([["a"]]),
        {
            "[Content_Types].xml": lambda data: data.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
        },
    )
    assert "contains macros" in refused(path)


def test_a_damaged_workbook_is_refused(workbook):
    whole = workbook([["a", "b"]] * 50).read_bytes()
    path = workbook([["a"]])
    for broken in (whole[: len(whole) // 2], whole[:300] + b"\0" * 50 + whole[350:], b"PK\x03\x04"):
        path.write_bytes(broken)
        assert "damaged" in refused(path)


def test_broken_xml_is_refused(workbook):
    path = workbook([["a"]])
    assert "damaged" in refused(repacked(path, {SHEET: lambda data: data[:-20]}))
    assert "damaged" in refused(repacked(path, {"xl/workbook.xml": lambda data: b"<x"}))
    assert "damaged" in refused(repacked(path, {}, drop=["xl/_rels/workbook.xml.rels"]))


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(csv_file, settings):
    path = csv_file(b"a,b\n1,2\n")
    settings.UPLOAD_MAX_BYTES = 8
    assert len(rows(path)) == 2
    settings.UPLOAD_MAX_BYTES = 7
    assert "at most" in refused(path)


def test_a_file_that_is_not_there(tmp_path):
    assert refused(tmp_path / "no.xlsx") == "There is no file no.xlsx."


# --- bombs and tricks -------------------------------------------------------------------------
def test_a_part_that_unpacks_to_too_much_is_refused(workbook, monkeypatch):
    path = repacked(workbook([["a"]]), {"xl/media/big.bin": lambda data: b"\0" * (3 << 20)})
    assert "unpacks to far more" in refused(path)
    monkeypatch.setattr(archive, "MOST_RATIO", 2_000)
    assert rows(path) == [(1, ["a"])]
    monkeypatch.setattr(archive, "MOST_UNPACKED", 3 << 20)
    assert "unpacks to far more" in refused(path)


def test_too_many_parts_are_refused(workbook, monkeypatch):
    path = workbook([["a"]])
    with zipfile.ZipFile(path) as file:
        monkeypatch.setattr(archive, "MOST_PARTS", len(file.namelist()))
    assert rows(path) == [(1, ["a"])]
    monkeypatch.setattr(archive, "MOST_PARTS", archive.MOST_PARTS - 1)
    assert "unpacks to far more" in refused(path)


def test_a_directory_that_lies_about_sizes_is_found_out(workbook):
    """The part says that it holds 10 bytes; the reader stops there and the checksum does not hold."""
    path = repacked(workbook([["a"]]), {"xl/media/big.bin": lambda data: b"\0" * 5000})
    data = bytearray(path.read_bytes())
    true, lie = (5000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    while (at := data.find(true)) >= 0:
        data[at : at + 4] = lie
    path.write_bytes(data)
    assert "damaged" in refused(path)


def test_two_parts_of_one_name_are_refused(workbook):
    path = workbook([["a"]])
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(SHEET, b"<worksheet/>")
    assert "damaged" in refused(path)


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part",
    [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml"],
)
def test_xml_with_a_document_type_is_refused(workbook, part):
    def bad(data):
        head, _mark, rest = data.rpartition(b"?>")
        return head + (b"?>" if head else b"") + DOCTYPE + rest

    assert "damaged" in refused(repacked(workbook([["a"]]), {part: bad}))


def test_xml_in_an_encoding_that_could_hide_something_is_refused(workbook):
    def utf16(data):
        text = data.decode("utf-8").rpartition("?>")[2]
        return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")

    def other(data):
        return b'<?xml version="1.0" encoding="cp037"?>' + data.rpartition(b"?>")[2]

    assert "damaged" in refused(repacked(workbook([["a"]]), {SHEET: utf16}))
    assert "damaged" in refused(repacked(workbook([["a"]]), {SHEET: other}))


def test_a_row_number_that_no_sheet_has_is_refused(workbook):
    path = workbook([["a"]])
    with zipfile.ZipFile(path) as file:
        assert b'<row r="1"' in file.read(SHEET)
    far = {SHEET: lambda data: data.replace(b'<row r="1"', b'<row r="99999999999"')}
    assert "damaged" in refused(repacked(path, far))


def test_a_sheet_may_be_a_thousand_columns_wide(workbook):
    assert len(rows(workbook([["a"] * 1000]))[0][1]) == 1000
    assert "wider than 1000 columns" in refused(workbook([["a"] * 1001]))


def test_a_cell_with_more_text_than_any_sheet_holds_is_refused(workbook):
    def cell(text):
        return (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + text + b"</t></is></c></row>"
            b"</sheetData></worksheet>"
        )

    path = workbook([["a"]])
    assert (
        len(rows(repacked(path, {SHEET: lambda data: cell(b"ab>d" * 10_000)}))[0][1][0]) == 40_000
    )
    long = bytes(range(97, 123)) * 20_000
    assert "far more text" in refused(repacked(path, {SHEET: lambda data: cell(long)}))
    longer = random.Random(1).randbytes(2_500_000).hex().encode()
    assert "unpacks to far more" in refused(repacked(path, {SHEET: lambda data: cell(longer)}))


def test_a_part_that_is_read_as_a_whole_must_be_small(workbook, monkeypatch):
    path = workbook([["a"]])
    monkeypatch.setattr(archive, "MOST_SMALL_PART", 1_000)
    assert "unpacks to far more" in refused(path)
    monkeypatch.setattr(archive, "MOST_SMALL_PART", 100_000)
    pivot = random.Random(1).randbytes(200_000).hex().encode()
    repacked(path, {"xl/pivotCache/records1.xml": lambda data: b"<x>" + pivot + b"</x>"})
    assert rows(path) == [(1, ["a"])]


def test_a_workbook_part_where_none_belongs_is_refused(workbook):
    moved = {
        "[Content_Types].xml": lambda data: data.replace(b"/xl/workbook.xml", b"/far/off/book.xml"),
        "far/off/book.xml": lambda data: b"<workbook/>",
    }
    assert "damaged" in refused(repacked(workbook([["a"]]), moved))


def test_characters_that_no_text_may_hold_are_marked_for_refusal(workbook):
    path = workbook([["a"]])
    repacked(
        path, {SHEET: lambda data: data.replace(b"<t>a</t>", b"<t>a_xD800_b_x0000_c_x000D_d</t>")}
    )
    assert rows(path) == [(1, ["a\x1ab\x1ac\rd"])]


# --- which sheet ------------------------------------------------------------------------------
def three_sheets(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.sheet_state = "hidden"
    for name in ("Suppliers", "Sites"):
        book.create_sheet(name).append([name])
    book.active = 1
    path = tmp_path / "three.xlsx"
    book.save(path)
    return path


def test_the_first_visible_sheet_is_read_and_the_others_are_named(tmp_path):
    with open_table(three_sheets(tmp_path)) as table:
        assert (table.sheet, list(table.rows())) == ("Suppliers", [(1, ["Suppliers"])])
        assert table.notes == ["The sheet “Suppliers” was read; not read: Sites."]
        assert table.sheets == ["Notes", "Suppliers", "Sites"]


def test_a_sheet_is_chosen_by_its_name(tmp_path):
    path = three_sheets(tmp_path)
    assert rows(path, sheet="sites ") == [(1, ["Sites"])]
    assert refused(path, sheet="Site") == (
        "There is no sheet named “Site”; there are: Notes, Suppliers, Sites."
    )
    assert refused(path, sheet="Notes") == "There is nothing in this file."


def test_a_csv_file_has_no_sheets(csv_file):
    assert "no sheets to choose from" in refused(csv_file(b"a,b\n"), sheet="x")


# --- cells ------------------------------------------------------------------------------------
def test_cells_come_as_they_are_shown(tmp_path):
    path = tmp_path / "cells.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    formats = {
        code: book.add_format({"num_format": code}) for code in ("0.0%", "00000", "yyyy/m/d")
    }
    sheet.write_row("A1", ["text", 12, 1.5, True])
    sheet.write_formula("E1", "=1+1", value=2)
    sheet.write_number("F1", 0.35, formats["0.0%"])
    sheet.write_number("G1", 42, formats["00000"])
    sheet.write_datetime("H1", dt.datetime(2026, 11, 22), formats["yyyy/m/d"])
    sheet.write_string("I1", "=not a formula")
    sheet.write_string("J1", " two  spaces ")
    sheet.write_string("K1", "_x0041_")
    sheet.write_rich_string("L1", "half ", book.add_format({"bold": True}), "bold")
    sheet.write_number("N1", -3)
    book.close()
    [(number, cells)] = rows(path)
    assert number == 1
    assert cells == [
        "text", 12, 1.5, True, "=1+1", 0.35, "00042", dt.datetime(2026, 11, 22), "=not a formula",
        " two  spaces ", "_x0041_", "half bold", None, -3,
    ]  # fmt: skip
    kinds = {4: Formula, 5: Percent, 6: Padded, 8: str, 1: int}
    assert {index: type(cells[index]) for index in kinds} == kinds


def test_error_cells_and_array_formulas_are_seen(workbook):
    def change(sheet):
        sheet["A1"] = "#N/A"
        sheet["A1"].data_type = "e"
        sheet["B1"] = openpyxl.worksheet.formula.ArrayFormula("B1:B2", "=A1:A2*2")

    [(_number, cells)] = rows(workbook([], change=change))
    assert [type(cell) for cell in cells] == [ErrorValue, Formula]


def test_phonetic_guides_are_not_part_of_a_name(tmp_path):
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>東</t>'
        '<rPh sb="0" eb="1"><t>higashi</t></rPh></si></sst>'
    )
    path = tmp_path / "shared.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write_string("A1", "a")
    book.close()
    assert rows(path) == [(1, ["a"])]
    repacked(path, {"xl/sharedStrings.xml": lambda data: strings.encode()})
    assert rows(path) == [(1, ["東"])]
    assert "damaged" in refused(repacked(path, {"xl/sharedStrings.xml": lambda data: b"<sst/>"}))


def test_row_numbers_match_the_sheet_and_hidden_rows_are_read(workbook):
    def change(sheet):
        sheet["A5"] = "five"
        sheet["B9"] = "nine"
        sheet["A12"].alignment = Alignment(wrap_text=True)  # formatted, but empty
        sheet.row_dimensions[5].hidden = True

    assert rows(workbook([["one"]], change=change)) == [
        (1, ["one"]),
        (5, ["five"]),
        (9, [None, "nine"]),
    ]


def test_rows_are_counted_without_parsing(workbook):
    with open_table(workbook([["a"], [], ["b"], [None], ["c"]])) as table:
        assert table.filled == 3


def test_dates_count_from_1904_where_the_workbook_says_so(workbook):
    def change(sheet):
        sheet.parent.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    assert rows(workbook([[dt.date(2026, 11, 22)]], change=change)) == [
        (1, [dt.datetime(2026, 11, 22)])
    ]


def test_a_prefix_before_every_tag_changes_nothing(workbook):
    def prefixed(data):
        text = data.replace(b"</", b"</x:").replace(b"<x:/", b"</")
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"is", b"t"):
            for end in (b" ", b">", b"/"):
                text = text.replace(b"<" + tag + end, b"<x:" + tag + end)
        return text.replace(b"xmlns=", b"xmlns:x=")

    body = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>7</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    assert rows(repacked(workbook([["a"]]), {SHEET: lambda data: prefixed(body)})) == [
        (1, [7, "x"])
    ]


# --- csv --------------------------------------------------------------------------------------
TEXT = "代碼,名稱\n007,紅河紡織股份有限公司\n"
SIMPLE = "代码,名称\n007,红河纺织有限公司，中国\n"
LATIN = "Code,Name\n007,Côte d’Ivoire Société Générale – São Paulo\n"


@pytest.mark.parametrize(
    ("text", "encoding", "assumed"),
    [
        (TEXT, "utf-8", None),
        (TEXT, "utf-8-sig", None),
        (TEXT, "utf-16", None),
        (TEXT, "cp950", "Big5"),
        (SIMPLE, "gb18030", "GB18030"),
        (LATIN, "cp1252", "Windows-1252"),
        ("Code,Name\n007,Zoë\n", "cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_of_a_csv_is_found_out_and_said_where_it_is_assumed(
    csv_file, text, encoding, assumed
):
    with open_table(csv_file(text.encode(encoding))) as table:
        assert list(table.rows()) == [
            (number, line.split(",")) for number, line in enumerate(text.splitlines(), start=1)
        ]
        assert [assumed in note for note in table.notes] == ([True] if assumed else [])


def test_an_encoding_that_was_named_is_used_or_refused(csv_file):
    path = csv_file(LATIN.encode("cp1252"))
    assert rows(path, encoding="cp1252")[1][1][1].startswith("Côte")
    assert "cannot be read as utf-8" in refused(path, encoding="utf-8")
    assert "no encoding named klingon" in refused(path, encoding="klingon")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_out(csv_file, delimiter):
    path = csv_file([["Code", "Name, long; or not"], ["1", "a;b,c"]], delimiter=delimiter)
    assert rows(path) == [(1, ["Code", "Name, long; or not"]), (2, ["1", "a;b,c"])]


def test_row_numbers_of_a_csv_count_records_and_blank_lines(csv_file):
    path = csv_file(b'Code,Name\n1,"two\nlines"\n\n3,x\n')
    assert rows(path) == [(1, ["Code", "Name"]), (2, ["1", "two\nlines"]), (4, ["3", "x"])]


@pytest.mark.parametrize(
    "text", [b'a,b\n1,"open\n2,3\n', b'a,b\n1,"x"y\n', b"a,b\n1," + b"x" * 32768]
)
def test_a_csv_row_that_cannot_be_read_is_named(csv_file, text):
    assert refused(csv_file(text)).startswith("Row 2 cannot be read")


def test_a_csv_may_be_a_thousand_columns_wide(csv_file):
    assert len(rows(csv_file(b"a," * 999 + b"a\n"))[0][1]) == 1000
    assert len(rows(csv_file(b"a," * 1000 + b"," * 5000 + b"\n"))[0][1]) == 1000
    assert "wider than 1000 columns" in refused(csv_file(b"a," * 1000 + b"a\n"))
    assert "wider than 1000 columns" in refused(csv_file(b"a\n" + b"," * 4_000_001 + b"\n"))
    assert "wider than 1000 columns" in refused(csv_file(b"a\n" + b'"\n",' * 1_000_001 + b"\n"))


def test_formulas_in_a_csv_are_seen_and_texts_from_an_export_come_back(csv_file):
    [(_number, cells)] = rows(csv_file(b"=1+1,'=1+1,''=1,'-5,-5,'tis,=\"007\",+886 2\n"))
    assert cells == ["=1+1", "=1+1", "'=1", "-5", "-5", "'tis", "007", "+886 2"]
    assert [type(cell) is Formula for cell in cells] == [True] + [False] * 7


def test_a_workbook_opened_in_memory_leaves_no_file_open(workbook):
    path = workbook([["a"]])
    with open_table(path) as table:
        assert list(table.rows()) == list(table.rows())
    assert io.BytesIO(path.read_bytes()).getvalue()
    path.unlink()
