"""Operating figures in from paper: everything wrong at once, by cell; what is right is kept in sets."""

import csv
import datetime as dt
import json
from decimal import Decimal as D
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from scorecards.models import OperatingFigure, Quarter
from scorecards.operations import publish_quarter
from scorecards.operations.figures import keep_figures
from scorecards.workbooks import FigureImporter
from sustainportal.accounts.refusals import NotNow
from sustainportal.sheets.importing import importers, run
from sustainportal.trail.models import Entry

HEAD = ["Supplier code", "Quarter", "Quality", "Cost", "Delivery", "Technology", "Service"]


@pytest.fixture
def sheet(tmp_path):
    """`sheet(row, …)`: a CSV file with the usual headings."""

    def written(*rows):
        path = tmp_path / "figures.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEAD, *rows])
        return path

    return written


def figures():
    rows = OperatingFigure.objects.order_by("supplier__code", "dimension")
    return [(f.supplier.code, f.quarter_id, f.dimension, f.value) for f in rows]


def reasons(account):
    return [(p.cell, p.reason) for p in account.refused]


def test_the_importer_is_offered_on_the_import_pages():
    assert importers()["scorecards.figures"] is FigureImporter


def test_figures_come_in_and_open_their_quarter(sheet, mill, other_mill, buyer, now):
    path = sheet(["M-001", "2026Q3", 91.5, 80, "", "", ""], ["M-002", "2026Q3", "", "", 70, 60, 50])
    account = run(FigureImporter, path, by=buyer, at=now)
    assert (account.created, account.refused_rows) == (2, 0)
    assert figures() == [
        ("M-001", "2026Q3", "cost", D("80.00")),
        ("M-001", "2026Q3", "quality", D("91.50")),
        ("M-002", "2026Q3", "delivery", D("70.00")),
        ("M-002", "2026Q3", "service", D("50.00")),
        ("M-002", "2026Q3", "technology", D("60.00")),
    ]
    assert Quarter.objects.get().state == "open"
    quality = OperatingFigure.objects.get(dimension="quality")
    assert quality.source == "import 2026-08-17, row 2"
    assert Entry.objects.get(event="scorecards.figures.imported").detail == {"figures": 5}


def test_a_second_import_updates_what_differs_and_an_empty_cell_changes_nothing(
    sheet, mill, buyer, now
):
    run(FigureImporter, sheet(["M-001", "2026Q3", 90, 80, "", "", ""]), by=buyer, at=now)
    account = run(FigureImporter, sheet(["M-001", "2026Q3", 90, 85, "", "", ""]), by=buyer, at=now)
    assert account.updated == 1
    assert figures()[0] == ("M-001", "2026Q3", "cost", D("85.00"))
    same = run(FigureImporter, sheet(["M-001", "2026Q3", 90, "", "", "", ""]), by=buyer, at=now)
    assert (same.unchanged, len(figures())) == (1, 2)


def test_everything_wrong_is_told_at_once_and_nothing_is_kept(sheet, mill, buyer, now):
    path = sheet(
        ["M-001", "2026Q3", 90, "", "", "", ""],
        ["M-009", "2026Q3", 90, "", "", "", ""],
        ["M-001", "2026Q3", 95, "", "", "", ""],
        ["M-001", "2026Q2", "", "", "", "", ""],
        ["M-001", "2026Q1", 101, "", "", "", ""],
        ["M-001", "2062Q3", 90, "", "", "", ""],
    )
    account = run(FigureImporter, path, by=buyer, at=now)
    told = reasons(account)
    assert ("A3", "There is no supplier with this code.") in told
    assert ("A4", "Row 2 has this supplier and quarter already.") in told
    assert ("", "There is no figure in this row.") in told
    assert [cell for cell, _reason in told].count("C6") == 1
    assert ("B7", "This quarter has not begun yet.") in told
    assert (account.refused_rows, account.kept, figures()) == (5, False, [])


def test_a_published_quarter_takes_no_figures(sheet, published, mill, buyer, now):
    account = run(FigureImporter, sheet(["M-001", "2026Q2", 1, "", "", "", ""]), by=buyer, at=now)
    assert reasons(account) == [("B2", "This quarter is published: its figures do not change.")]


def test_the_command_prints_one_object_and_fails_when_rows_were_refused(sheet, mill):
    out = StringIO()
    path = str(sheet(["M-001", "2026Q3", 90, "", "", "", ""]))
    call_command("import_operating_figures", path, "--json", stdout=out)
    assert json.loads(out.getvalue())["created"] == 1
    path = str(sheet(["M-009", "2026Q3", 90, "", "", "", ""]))
    with pytest.raises(CommandError, match="1 of 1 rows were refused"):
        call_command("import_operating_figures", path, "--json", stdout=StringIO())


def test_figures_kept_after_the_computation_came_in_after_it_whenever_handed_in(
    computed, mill, buyer, now
):
    early = computed.computed_at - dt.timedelta(hours=1)
    keep_figures([(mill.pk, computed.pk, "cost", D(50), 2)], by=buyer, at=early)
    with pytest.raises(NotNow, match="Compute the quarter again"):
        publish_quarter(quarter=computed, by=buyer, at=now)
