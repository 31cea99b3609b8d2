"""Sheets of findings for tests: a file of rows, an import of them, and what was refused."""

import csv

import pytest

from audits.workbooks import FindingImporter
from sustainportal.sheets.importing import run

PAST = {
    "code": "M-001", "audit_number": "A-7", "started_on": "2024-03-04", "closing_on": "2024-03-06",
    "finding_number": "1", "provision": "B2", "rating": "Major",
    "description": "Two of five exits were locked.", "discovered_on": "2024-03-05",
}  # fmt: skip


@pytest.fixture
def sheet(tmp_path):
    """`sheet({"code": …}, …)` is a .csv of these rows, headed by the keys."""

    def write(*rows, name="list.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def take(sheet, catalogues, site, buyer, now):
    """`take(row, …)` imports these rows and gives the account."""

    def taken(*rows, by=buyer, listing="Their list", words=None, mapping=None, **options):
        importer = FindingImporter(words)
        importer.source, importer.listing = "list.csv", listing
        return run(importer, sheet(*rows), by=by, at=now, mapping=mapping, **options)

    return taken


def reasons(account):
    """What was refused, as "cell sentence"."""
    return [f"{problem.cell} {problem.reason}".strip() for problem in account.refused]
