"""Certificates come in with a workbook, wait for another person, and never twice."""

import csv
import datetime as dt

import pytest

from suppliers.models import Certificate, Site
from suppliers.operations import accept_certificate
from suppliers.workbooks import CertificateImporter
from sustainportal.accounts.refusals import NotYours
from sustainportal.sheets.importing import run
from sustainportal.trail.models import Entry

HEAD = ["supplier", "site", "kind", "number", "issuer", "scope", "issued_on", "expires_on"]
GOOD = ["M-001", "", "ISO 9001", "Q-1", "Meridian", "Dyeing", "2025-01-01", "2027-12-31"]


@pytest.fixture
def take_in(code, mill, buyer, now, tmp_path):
    """`take_in(row, …)` imports these rows, each a list of cells."""

    def taken(*rows, **options):
        path = tmp_path / "certificates.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEAD, *rows])
        return run(CertificateImporter, path, by=buyer, at=now, **options)

    return taken


def changed(**cells):
    return [cells.get(key, cell) for key, cell in zip(HEAD, GOOD, strict=True)]


def reasons(account):
    return [(problem.column, problem.reason) for problem in account.problems]


def test_imported_certificates_wait_for_another_person(take_in, mill, buyer, second_buyer, now):
    account = take_in(GOOD, changed(kind="iso_14001", site="Red River Plant 1"))
    assert (account.created, account.kept) == (2, True)
    first, second = Certificate.objects.order_by("kind_id")
    assert (second.state, second.by, second.file) == ("handed_in", buyer, None)
    assert first.site == Site.objects.get(supplier=mill)
    assert second.expires_on == dt.date(2027, 12, 31)
    assert Entry.objects.filter(event="suppliers.certificate.imported").count() == 2
    with pytest.raises(NotYours):
        accept_certificate(certificate=second, by=buyer, at=now)
    accept_certificate(certificate=second, by=second_buyer, at=now)


def test_the_same_file_again_changes_nothing(take_in):
    take_in(GOOD)
    account = take_in(GOOD)
    assert (account.created, account.unchanged) == (0, 1)
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"supplier": "M-9"}, "supplier", "no supplier with this code"),
        ({"site": "Nowhere"}, "site", "no site of this name"),
        ({"kind": "ISO 1"}, "kind", "One of these is expected"),
        ({"issued_on": "2026-08-18"}, "issued_on", "not come yet"),
        ({"expires_on": "2025-01-01"}, "expires_on", "ends after it was issued"),
        ({"issued_on": "soon"}, "issued_on", "A date is expected"),
        ({"number": ""}, "number", "must not be empty"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_its_cell(take_in, cells, column, reason):
    account = take_in(
        GOOD, changed(number="Q-2", **cells) if "number" not in cells else changed(**cells)
    )
    assert (account.refused_rows, account.kept) == (1, False)
    assert reasons(account)[0][0] == column
    assert reason in reasons(account)[0][1]
    assert not Certificate.objects.exists()


def test_one_certificate_twice_in_a_file_and_other_details_are_refused(take_in):
    assert "Row 2 has this certificate already." in reasons(take_in(GOOD, GOOD))[0][1]
    take_in(GOOD)
    account = take_in(changed(issuer="Northbridge"))
    assert "here with other details" in reasons(account)[0][1]


def test_expired_ones_complete_the_history(take_in):
    assert take_in(changed(issued_on="2018-01-01", expires_on="2020-12-31")).created == 1
