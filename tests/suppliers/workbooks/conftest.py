import csv

import pytest

from suppliers.models import Country, CountryAlias
from suppliers.workbooks import SupplierImporter
from sustainportal.sheets.importing import run


@pytest.fixture
def places(country):
    """Vietnam, China and Taiwan, with a spelling or two."""
    Country.objects.create(code="CN", alpha3="CHN", name="China")
    Country.objects.create(code="TW", alpha3="TWN", name="Taiwan")
    for spelling, code in (
        ("Viet Nam", "VN"),
        ("China", "CN"),
        ("Taiwan", "TW"),
        ("Vietnam", "VN"),
    ):
        CountryAlias.objects.create(spelling=spelling, country_id=code)


@pytest.fixture
def sheet(tmp_path):
    """`sheet({"name": …}, …)` is a .csv of these rows, headed by the keys."""

    def write(*rows, name="list.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def take(sheet, places, buyer, now):
    """`take(row, …)` imports these rows and gives the account."""

    def take(*rows, keep_good=False, dry_run=False):
        importer = SupplierImporter()
        importer.source = "list.csv"
        return run(importer, sheet(*rows), by=buyer, at=now, keep_good=keep_good, dry_run=dry_run)

    return take


@pytest.fixture
def reasons():
    """`reasons(account)`: what was refused, as "cell: sentence"."""

    def told(account):
        return [f"{problem.cell}: {problem.reason}" for problem in account.refused]

    return told
