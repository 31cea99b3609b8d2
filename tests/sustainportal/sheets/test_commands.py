"""The same importer for scripts: what it prints, and how it exits."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from suppliers.models import Commodity
from sustainportal.sheets.commands import ImportCommand
from sustainportal.trail.models import Entry

from .conftest import HEAD, CommodityImporter

pytestmark = pytest.mark.django_db


class Command(ImportCommand):
    importer = CommodityImporter


def called(*arguments):
    """(what was printed, why it ended badly or None)"""
    out = io.StringIO()
    try:
        call_command(Command(stdout=out, stderr=io.StringIO()), *map(str, arguments))
    except CommandError as error:
        assert error.returncode == 1
        return out.getvalue(), str(error)
    return out.getvalue(), None


GOOD = [HEAD, ["A", "Cotton"], ["B", "Silk"]]
BAD = [[*HEAD, "Remarks"], ["A", "Cotton"], ["B", "never"]]


def test_a_good_file_is_kept(sheet_file):
    printed, trouble = called(sheet_file(GOOD))
    assert trouble is None
    assert printed == (
        "2 rows read: 2 created, 0 updated, 0 unchanged, 0 queued, 0 refused.\nchunk rows kept: 2\n"
    )
    assert Commodity.objects.count() == 2


def test_a_preview_keeps_nothing(sheet_file):
    printed, trouble = called(sheet_file(GOOD), "--dry-run")
    assert trouble is None
    assert printed.endswith("This was a preview; nothing was written.\n")
    assert Commodity.objects.count() == 0


def test_refused_rows_are_told_and_end_with_status_1(sheet_file):
    printed, trouble = called(sheet_file(BAD))
    assert trouble == "1 of 2 rows were refused; nothing was kept."
    assert printed.splitlines()[:2] == [
        "Not used: Remarks",
        "B3 Commodity name (never): This name is not taken.",
    ]
    assert Commodity.objects.count() == 0


def test_good_rows_are_kept_and_refused_ones_written_out(sheet_file, tmp_path):
    _printed, trouble = called(sheet_file(BAD), "--keep-good", "--refused", tmp_path / "back")
    assert trouble == "1 of 2 rows were refused; 1 were kept."
    assert Commodity.objects.get().code == "A"
    assert (tmp_path / "back").stat().st_size > 0


def test_json_is_one_object(sheet_file):
    printed, trouble = called(sheet_file(BAD), "--json")
    found = json.loads(printed)
    assert trouble
    assert (found["rows_read"], found["created"], found["refused_rows"]) == (2, 1, 1)
    assert found["refused"][0]["cell"] == "B3"
    printed, trouble = called(sheet_file(GOOD), "--json")
    assert trouble is None
    assert json.loads(printed)["kept"] is True


def test_a_bad_file_is_one_sentence(csv_file):
    sentence = "This is a web page or XML, not a sheet; save it as .xlsx or .csv."
    assert called(csv_file(b"<html>")) == ("", sentence)
    printed, trouble = called(csv_file(b"<html>"), "--json")
    assert trouble == sentence
    assert json.loads(printed) == {"error": sentence}
    assert called(csv_file(b"x").with_name("none.csv"))[1] == "There is no file none.csv."


def test_headings_are_mapped(sheet_file):
    path = sheet_file([["Nr", "Stoff"], ["A", "Cotton"]])
    assert called(path, "--column", "code=Nr", "--column", 'name="Stoff"')[1] is None
    assert Commodity.objects.get().name == "Cotton"
    assert called(path, "--column", "code")[1] == '--column code: write it as FIELD="Heading".'


def test_a_sheet_is_named(workbook):
    path = workbook(GOOD, change=lambda sheet: sheet.parent.create_sheet("Empty", 0))
    assert called(path)[1] == "There is nothing in this file."
    assert called(path, "--sheet", "sheet1")[1] is None


def test_the_person_who_imports_is_named_in_the_trail(sheet_file, buyer):
    assert called(sheet_file(GOOD), "--by", "buyer")[1] is None
    assert {entry.actor for entry in Entry.objects.all()} == {"buyer"}
    assert called(sheet_file(GOOD), "--by", "nobody")[1] == "There is no active user named nobody."
