"""Which row holds the headings, and which heading is which column."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from sustainportal.sheets.cells import column_letter
from sustainportal.sheets.columns import Column
from sustainportal.sheets.headings import match_headings
from sustainportal.sheets.reading import open_table
from sustainportal.sheets.refusals import HeadingsRefused, SheetRefused

from .conftest import COLUMNS, HEAD

ROW = ["A1", "Cotton", 1.5, None, "s"]


def matched(path, mapping=None, columns=COLUMNS):
    with open_table(path) as table:
        return match_headings(columns, table, mapping)


def refused(path, mapping=None, columns=COLUMNS):
    with pytest.raises(SheetRefused) as refusal:
        matched(path, mapping, columns)
    return refusal.value


def test_headings_match_in_any_order_case_width_and_spacing(sheet_file):
    match = matched(
        sheet_file([["SIZE", "Ｃｏｄｅ *", " commodity  NAME ", "weight,kg"], ["s", "A", "B", "1"]])
    )
    assert match.used == {"size": 0, "code": 1, "name": 2, "weight": 3}
    assert (match.number, match.not_used) == (1, [])


def test_a_key_or_an_alias_is_a_heading_too(sheet_file):
    assert matched(sheet_file([["name", "Commodity code"], ["A", "B"]])).used == {
        "code": 1,
        "name": 0,
    }


def test_the_label_wins_over_an_alias(sheet_file):
    match = matched(sheet_file([["Commodity code", "Code", "Commodity name"], ["A", "B", "C"]]))
    assert match.used == {"code": 1, "name": 2}
    assert match.not_used == ["Commodity code"]


def test_headings_are_understood_in_every_language(sheet_file):
    column = Column("yes", gettext_lazy("Yes"), required=True)
    with translation.override("zh-hant"):
        heading = str(column.label)
    assert heading != "Yes"
    assert matched(sheet_file([[heading], ["1"]]), columns=[column]).used == {"yes": 0}


def test_a_heading_may_have_lines_and_odd_characters(sheet_file):
    match = matched(sheet_file([["Code", "Commodity\nname", "a\ttab"], ROW]))
    assert match.headings == ["Code", "Commodity name", "a tab"]
    assert match.not_used == ["a tab"]


def test_headings_that_mean_nothing_here_are_listed(sheet_file):
    match = matched(sheet_file([["Code", "Remarks", "Commodity name", "Remarks", "Reason"], ROW]))
    assert match.not_used == ["Remarks", "Remarks"]
    assert match.reason == 4


def test_a_required_heading_that_is_missing_is_named_with_what_is_near(sheet_file):
    refusal = refused(sheet_file([["Code", "Comodity nam", "Weight, kg"], ROW]))
    assert str(refusal) == (
        "The heading “Commodity name” was not found in row 1 (did you mean “Comodity nam”?)."
    )
    assert isinstance(refusal, HeadingsRefused)
    assert refusal.headings == ["Code", "Comodity nam", "Weight, kg"]


def test_every_missing_heading_is_named(sheet_file):
    assert str(refused(sheet_file([["Weight, kg", "Day"], ROW]))) == (
        "The heading “Code” was not found in row 1. "
        "The heading “Commodity name” was not found in row 1."
    )


@pytest.mark.parametrize("above", [0, 1, 9, 10])
def test_up_to_ten_rows_may_stand_above_the_headings(sheet_file, above):
    rows = [[f"note {n}"] for n in range(above)]
    match = matched(sheet_file([*rows, HEAD, ROW]))
    assert match.number == above + 1


def test_more_rows_above_the_headings_are_too_many(sheet_file):
    refusal = refused(sheet_file([*[[f"note {n}"] for n in range(11)], HEAD, ROW]))
    assert str(refusal).startswith("None of the first 11 rows of ")
    assert refusal.headings == ["note 0"]


def test_an_empty_row_above_the_headings_counts_as_the_sheet_counts(sheet_file):
    assert matched(sheet_file([["title"], [], HEAD, ROW])).number == 3


@pytest.mark.parametrize("second", ["Code", "CODE", "code"])
def test_two_headings_for_one_column_are_refused(sheet_file, second):
    assert str(refused(sheet_file([["Code", "Commodity name", second], ROW]))) == (
        f"Several headings mean “Code”: A1 “Code”, C1 “{second}”. Rename or remove one."
    )


def test_a_mapping_says_what_a_heading_means(sheet_file):
    path = sheet_file([["Nr", "Stoff", "Code"], ROW])
    assert matched(path, {"code": "nr", "name": "Stoff"}).used == {"code": 0, "name": 1}
    assert matched(path, {"code": "nr", "name": "Stoff"}).not_used == ["Code"]


def test_a_mapping_to_what_is_not_there_is_refused(sheet_file):
    path = sheet_file([["Code", "Stoff"], ROW])
    assert str(refused(path, {"name": "Stof"})) == (
        "The heading “Stof” was not found in row 1 (did you mean “Stoff”?)."
    )
    assert str(refused(path, {"nam": "Stoff"})) == (
        "There is no column nam here; there are: code, name, weight, day, size."
    )
    assert str(refused(path, {"name": "Stoff", "day": "When"})) == (
        "The heading “When” was not found in row 1."
    )


def test_a_mapping_to_nothing_leaves_an_optional_column_out(sheet_file):
    match = matched(sheet_file([HEAD, ROW]), {"size": ""})
    assert "size" not in match.used
    assert match.not_used == ["Size"]


@pytest.mark.parametrize(
    ("merged", "refused_as"),
    [
        ("A1:C1", None),  # a title above
        ("H2:H4", None),  # beside the table
        ("A3:B3", "A3:B3"),
        ("B4:B5", "B4:B5"),
        ("A1:A3", "A1:A3"),
        ("E9:G9", "E9:G9"),
    ],
)
def test_merged_cells_in_the_table_are_refused_by_their_range(workbook, merged, refused_as):
    path = workbook([["Title"], [], HEAD, ROW, ROW], change=lambda sheet: sheet.merge_cells(merged))
    if refused_as is None:
        assert matched(path).number == 3
    else:
        assert str(refused(path)) == (
            f"In the sheet “Sheet1” cells are merged: {refused_as}. "
            "Undo the merging, so that every row has its own cells."
        )


def test_of_many_merged_ranges_the_first_are_named(workbook):
    def change(sheet):
        for row in range(2, 9):
            sheet.merge_cells(f"A{row}:B{row}")

    assert "A6:B6 and 2 more." in str(refused(workbook([HEAD, *[ROW] * 8], change=change)))


def test_a_sheet_may_have_as_many_rows_as_the_limit_and_no_more(sheet_file, settings):
    path = sheet_file([["note"], HEAD, *[[f"C{n}", "x"] for n in range(5)], [None], ["C9", "x"]])
    settings.SHEET_MAX_ROWS = 6
    assert matched(path).number == 2
    settings.SHEET_MAX_ROWS = 5
    assert str(refused(path)) == (
        "There are 6 rows in this sheet; at most 5 are taken at once. Split it into several files."
    )


def test_far_too_many_rows_are_refused_before_any_is_read(sheet_file, settings):
    path = sheet_file([HEAD, *[[f"C{n}", "x"] for n in range(40)]])
    settings.SHEET_MAX_ROWS = 5
    with pytest.raises(SheetRefused, match="There are 40 rows in this sheet; at most 5"):
        open_table(path).__enter__()


@pytest.mark.parametrize(
    ("number", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA")]
)
def test_a_column_has_the_letter_of_a_sheet(number, letter):
    assert column_letter(number) == letter
