"""Findings in and out by command: what goes out comes back unchanged."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from audits.models import Audit, Finding
from sustainportal.trail.models import Entry

from .workbooks.conftest import PAST, sheet, take  # noqa: F401

FOREIGN = (
    "insp,when,plant,no,rule,grade,due,done\n"
    "17,03/04/2024,M-001,1,5144 A,S,04/30/2024,05/02/2024\n"
    "17,03/04/2024,M-001,2,5144 B,O,NA,NA\n"
    "18,03/05/2024,M-001,NA,NA,NA,NA,NA\n"
)
COLUMNS = ["audit_number=insp", "started_on=when", "code=plant", "finding_number=no", "provision=rule",
           "rating=grade", "due_on=due", "closed_on=done"]  # fmt: skip
SAID = {
    "column": COLUMNS, "date_format": ["mm/dd/yyyy"], "severity": ["S=major", "O=minor"],
    "provision": ["5144=B3"], "missing": ["NA"], "source": "Office",
}  # fmt: skip


def told(command, *args, **options):
    """(the JSON it prints, whether it ended with status 0)."""
    out = io.StringIO()
    try:
        call_command(command, *map(str, args), json=True, stdout=out, **options)
    except CommandError:
        return json.loads(out.getvalue()), False
    return json.loads(out.getvalue()), True


@pytest.fixture
def foreign(tmp_path, catalogues, site):
    path = tmp_path / "office.csv"
    path.write_text(FOREIGN, encoding="utf-8")
    return path


def test_a_foreign_list_comes_in_by_its_own_words(foreign):
    account, well = told("import_findings", foreign, **SAID)
    assert (account["created"], account["refused_rows"], well) == (3, 0, True)
    assert account["counts"] == {
        "audits_created": 2, "audits_without_findings": 1, "findings_created": 2, "findings_closed": 1,
    }  # fmt: skip
    assert [row.rating for row in Finding.objects.order_by("number")] == ["major", "minor"]


def test_its_next_edition_needs_no_words_any_more(foreign):
    told("import_findings", foreign, **SAID)
    account, well = told("import_findings", foreign, source="Office")
    assert (account["unchanged"], account["created"], well) == (3, 0, True)


def test_a_dry_run_keeps_nothing(foreign):
    account, well = told("import_findings", foreign, dry_run=True, **SAID)
    assert (account["created"], account["kept"], well) == (3, False, True)
    assert (Audit.objects.count(), Entry.objects.filter(event__startswith="audits.audit").count()) == (0, 0)


def test_one_refused_row_ends_with_one_and_names_its_cell(foreign):
    account, well = told("import_findings", foreign, **SAID | {"severity": ["S=major"]})
    assert (account["refused_rows"], account["kept"], well) == (1, False, False)
    assert account["refused"][0]["cell"] == "F3"
    assert account["questions"] == {"severity": ["O"]}


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"severity": ["S"]}, "--severity S: write it as"),
        ({"severity": ["S=bad"]}, "there are priority, major"),
        ({"date_format": ["day first"]}, "--date-format day first"),
        ({"protocol": "ISO 9"}, "--protocol ISO 9: there are RBA"),
    ],
)
def test_options_that_mean_nothing_are_named(foreign, options, match):
    with pytest.raises(CommandError, match=match):
        call_command("import_findings", str(foreign), **options)


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_what_goes_out_comes_back_unchanged(take, walk, foreign, tmp_path, name):  # noqa: F811
    walk("closed")
    told("import_findings", foreign, **SAID)
    take(PAST | {"description": "'=1+1\nand two lines", "site": "Red River Plant 1"})
    before = (list(Finding.objects.order_by("pk").values()), list(Audit.objects.order_by("pk").values()))
    trail = Entry.objects.count()
    call_command("export_findings", out=str(tmp_path / name))
    account, well = told("import_findings", tmp_path / name)
    assert (account["rows_read"], account["unchanged"], well) == (5, 5, True), account["refused"]
    after = (list(Finding.objects.order_by("pk").values()), list(Audit.objects.order_by("pk").values()))
    assert (after, Entry.objects.count()) == (before, trail)


def test_an_export_is_of_one_year_or_supplier_when_asked(take, foreign, other_mill, walk):  # noqa: F811
    walk("closed")
    told("import_findings", foreign, **SAID)

    def lines(**options):
        out = io.StringIO()
        call_command("export_findings", stdout=out, **options)
        return len(out.getvalue().splitlines()) - 1

    assert (lines(), lines(year=2024), lines(year=2026), lines(supplier="M-002")) == (4, 3, 1, 0)
    with pytest.raises(CommandError, match="no supplier with the code X"):
        call_command("export_findings", supplier="X")
