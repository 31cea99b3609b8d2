"""Readings from a workbook: every refusal at its cell, corrections told, and the command for scripts."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from suppliers import catalogue_risk
from suppliers.models import FactorReading, ReadingNote
from suppliers.workbooks import ReadingImporter
from sustainportal.sheets.importing import run
from sustainportal.trail.models import Entry

ROW = {
    "code": "M-001", "factor": "audit_score", "value": "170.5", "read_on": "2026-08-01", "source": "Firm A",
    "link": "",
}  # fmt: skip


@pytest.fixture
def take(sheet, mill, buyer, now):
    catalogue_risk.load(at=now)

    def take(*rows, **how):
        importer = ReadingImporter()
        importer.source = "readings.csv"
        return run(importer, sheet(*rows), by=buyer, at=now, **how)

    return take


def test_a_row_is_a_reading_with_the_file_as_its_reason(take, mill):
    account = take(ROW, ROW | {"factor": "Self-assessment", "value": "88"})
    assert (account.created, account.refused_rows) == (2, 0)
    found = FactorReading.objects.order_by("factor").values_list("factor", "value", "source")
    assert list(found) == [("audit_score", 170.5, "Firm A"), ("saq_score", 88.0, "Firm A")]
    assert set(ReadingNote.objects.values_list("kind", "reason", "by")) == {
        ("imported", "from the file readings.csv", "buyer")
    }
    assert Entry.objects.about(mill).first().detail["reason"] == "from the file readings.csv"


def test_the_same_again_changes_nothing_and_another_value_corrects(take):
    take(ROW)
    again = take(ROW, ROW | {"source": "Firm B"})
    assert (again.unchanged, again.created) == (1, 1)
    assert take(ROW | {"value": "171"}).updated == 1
    assert ReadingNote.objects.count() == 3


@pytest.mark.parametrize(
    ("wrong", "cell", "says"),
    [
        ({"code": "M-999"}, "A2", "There is no supplier with the code M-999."),
        ({"factor": "cpi"}, "B2", ""),
        ({"factor": "nonsense"}, "B2", ""),
        ({"value": "high"}, "C2", "“high” is not a number."),
        ({"value": "NaN"}, "C2", "NaN is not a finite number."),
        ({"value": "41,5"}, "C2", "“41,5” has a comma."),
        ({"value": "201"}, "C2", "201.0 is out of range (0.0 to 200.0)."),
        ({"value": ""}, "C2", ""),
        ({"read_on": "2026-08-18"}, "D2", "2026-08-18 would come from the future."),
        ({"read_on": "soon"}, "D2", ""),
        ({"source": ""}, "E2", ""),
        ({"link": "javascript:alert(1)"}, "F2", ""),
    ],
)
def test_a_refusal_names_the_cell(take, reasons, wrong, cell, says):
    account = take(ROW | wrong)
    assert account.refused_rows == 1
    [told] = [told for told in reasons(account) if told.startswith(cell)]
    assert says in told
    assert FactorReading.objects.count() == 0


def test_every_refusal_of_a_row_is_told_at_once(take, reasons):
    account = take(ROW | {"code": "X", "value": "much", "read_on": "2030-01-01"})
    assert [told.partition(":")[0] for told in reasons(account)] == ["A2", "C2", "D2"]


def test_two_rows_that_contradict_each_other_are_refused(take, reasons):
    account = take(ROW, ROW | {"value": "12"})
    assert "Row 2 gives 170.5 for the same" in reasons(account)[0]


def test_a_withdrawn_reading_that_comes_again_counts_again(take, now):
    take(ROW)
    FactorReading.objects.update(withdrawn_at=now)
    assert take(ROW).updated == 1
    assert FactorReading.objects.valid().count() == 1


def test_the_command_imports_the_good_rows_and_gives_the_others_back(take, sheet, tmp_path):
    path = sheet(ROW, ROW | {"code": "nobody"}, name="two.csv")
    out, refused = io.StringIO(), tmp_path / "refused.csv"
    with pytest.raises(CommandError, match="1 of 2 rows were refused; 1 were kept"):
        call_command("import_readings", str(path), json=True, keep_good=True, refused=str(refused), stdout=out)  # fmt: skip
    assert json.loads(out.getvalue())["created"] == 1
    assert "There is no supplier with the code nobody." in refused.read_text(encoding="utf-8-sig")
    assert FactorReading.objects.count() == 1


def test_a_dry_run_writes_nothing(take, sheet):
    call_command("import_readings", str(sheet(ROW)), dry_run=True, stdout=io.StringIO())
    assert FactorReading.objects.count() == 0
