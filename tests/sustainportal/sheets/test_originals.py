"""Files as companies and authorities published them, where they are at hand."""

from pathlib import Path

import openpyxl
import pytest
from django.conf import settings

from sustainportal.sheets.reading import open_table
from sustainportal.sheets.refusals import SheetRefused

ORIGINALS = Path(settings.BASE_DIR).parent / "shared" / "data" / "originals"

if ORIGINALS.is_dir():

    @pytest.mark.parametrize(
        ("name", "count", "first"),
        [
            ("osh_list12.csv", 16, ["country", "name", "address", "sector"]),
            ("osh_list12.xlsx", 16, ["country", "name", "address", "sector"]),
            ("us_dol_TVPRA2016.xlsx", 380, ["Country", "Good", "Child Labor", "Forced Labor"]),
            ("cpi_raw_cp1252.csv", 253, ["country", "1995", "1996", "1997"]),
        ],
    )
    def test_a_published_file_is_read_whole(name, count, first):
        with open_table(ORIGINALS / name) as table:
            rows = list(table.rows())
            assert table.filled == len(rows) == count
        assert rows[0][0] == 1 and rows[0][1][:4] == first

    def test_the_same_list_reads_the_same_from_both_formats():
        """But for one address, which the publisher broke in the workbook."""
        read = []
        for name in ("osh_list12.csv", "osh_list12.xlsx"):
            with open_table(ORIGINALS / name) as table:
                read.append(dict(table.rows()))
        differing = [number for number in read[0] if read[0][number] != read[1][number]]
        assert differing == [10]
        assert read[1][10][2].startswith("Rua da Saudade, N¬∫ 280")

    @pytest.mark.parametrize("name", ["osh_list12.xlsx", "us_dol_TVPRA2016.xlsx"])
    def test_our_reader_sees_what_openpyxl_sees(name):
        book = openpyxl.load_workbook(ORIGINALS / name)
        expected = [[cell for cell in row if cell is not None] for row in book.worksheets[0].values]
        with open_table(ORIGINALS / name) as table:
            ours = [[cell for cell in cells if cell is not None] for _number, cells in table.rows()]
        assert ours == [row for row in expected if row]

    def test_a_name_in_an_old_encoding_is_read_right():
        with open_table(ORIGINALS / "cpi_raw_cp1252.csv") as table:
            assert any("Côte" in cells[0] for _number, cells in table.rows())
            assert "Windows-1252" in table.notes[0]

    @pytest.mark.parametrize("name", ["osh_list12.xls", "nike_imap_export_2023-08.xls"])
    def test_an_old_workbook_is_refused_with_what_to_do(name):
        with pytest.raises(SheetRefused, match=r"an old workbook \(\.xls\); save it as \.xlsx"):
            open_table(ORIGINALS / name).__enter__()
