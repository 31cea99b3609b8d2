"""A small importer of our own, and files as people make them."""

import csv

import openpyxl
import pytest

from suppliers.models import Commodity
from sustainportal.sheets import importing
from sustainportal.sheets.columns import Column
from sustainportal.trail.operations import entry, record_many

COLUMNS = [
    Column("code", "Code", required=True, max_length=10, aliases=("Commodity code",)),
    Column("name", "Commodity name", required=True, max_length=40),
    Column("weight", "Weight, kg", kind="decimal", places=2),
    Column("day", "Day", kind="date"),
    Column("size", "Size", kind="choice", choices=[("s", "Small"), ("l", "Large")]),
]


class CommodityImporter(importing.Importer):
    """Commodities by code; the name "wait" is queued, the name "never" is refused."""

    name = "test.commodities"
    title = "Commodities"
    columns = COLUMNS
    permission = "suppliers.import_suppliers"

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.seen, self.kept = {}, 0

    def judge(self, rows):
        codes = {row.values["code"] for row in rows}
        known = dict(Commodity.objects.filter(code__in=codes).values_list("code", "name"))
        for row in rows:
            code, name = row.values["code"], row.values["name"]
            if code and code in self.seen:
                row.refuse("code", f"The code is in row {self.seen[code]} already.")
            self.seen.setdefault(code, row.number)
            if name == "never":
                row.refuse("name", "This name is not taken.")
            row.plan = "add" if code not in known else "rename"
            if name == "wait":
                row.outcome = "queued"
            elif code not in known:
                row.outcome = "created"
            else:
                row.outcome = "unchanged" if known[code] == name else "updated"

    def keep(self, rows):
        new = [row for row in rows if row.outcome == "created"]
        made = Commodity.objects.bulk_create(
            [Commodity(code=row.values["code"], name=row.values["name"]) for row in new]
        )
        record_many([entry("test.commodity.added", m, by=self.by, at=self.at) for m in made])
        for row in rows:
            if row.outcome == "updated":
                Commodity.objects.filter(code=row.values["code"]).update(name=row.values["name"])
        self.kept += len(rows)

    def counts(self):
        return {"chunk_rows_kept": self.kept}


@pytest.fixture
def importer(monkeypatch):
    importing.importers()
    monkeypatch.setitem(importing._registry, CommodityImporter.name, CommodityImporter)
    return CommodityImporter


@pytest.fixture
def workbook(tmp_path):
    """`workbook(rows, …)` is the path of an .xlsx file; `change(sheet)` may do anything to the sheet."""

    def make(rows, *, name="file.xlsx", title="Sheet1", change=None):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = title
        for row in rows:
            sheet.append(row)
        if change:
            change(sheet)
        path = tmp_path / name
        book.save(path)
        return path

    return make


@pytest.fixture
def csv_file(tmp_path):
    """`csv_file(rows or bytes)` is the path of a .csv file."""

    def make(content, *, name="file.csv", encoding="utf-8", delimiter=","):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            with path.open("w", encoding=encoding, newline="") as file:
                csv.writer(file, delimiter=delimiter).writerows(content)
        return path

    return make


@pytest.fixture(params=["xlsx", "csv"])
def sheet_file(request, workbook, csv_file):
    """Both kinds of file, one after the other."""
    return workbook if request.param == "xlsx" else csv_file


HEAD = ["Code", "Commodity name", "Weight, kg", "Day", "Size"]


def said(account):
    """The refusals in short: (cell, reason)."""
    return [(problem.cell, problem.reason) for problem in account.refused]
