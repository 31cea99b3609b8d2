"""What is done in bulk can be scripted by the same code."""

import io
import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from suppliers import catalogue, real_lists
from suppliers.models import CountryIndicator, PossibleMatch, Supplier
from sustainportal.trail.models import Entry

DATA = settings.BASE_DIR.parent / "shared" / "data"


def told(command, *args, **options):
    """(the JSON it prints, whether it ended with status 0)."""
    out = io.StringIO()
    try:
        call_command(command, *map(str, args), json=True, stdout=out, **options)
    except CommandError:
        return json.loads(out.getvalue()), False
    return json.loads(out.getvalue()), True


@pytest.fixture
def loaded(db, now):
    catalogue.load(at=now)


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Firm,Land\nAmber Works,Vietnam\nBirch Optics,Atlantis\n", encoding="utf-8")
    return path


COLUMNS = ['name="Firm"', "country=Land"]


def test_one_refused_row_keeps_everything_out_and_ends_with_one(loaded, sheet):
    account, well = told("import_suppliers", sheet, column=COLUMNS)
    assert (account["rows_read"], account["refused_rows"], account["kept"], well) == (
        2,
        1,
        False,
        False,
    )
    assert account["refused"][0]["cell"] == "B3"
    assert Supplier.objects.count() == 0


def test_the_good_rows_are_kept_when_asked_and_the_trail_names_the_file(loaded, sheet):
    account, well = told("import_suppliers", sheet, column=COLUMNS, keep_good=True)
    assert (account["created"], account["kept"], well) == (1, True, False)
    assert Supplier.objects.get().name == "Amber Works"
    assert Entry.objects.get(event="suppliers.supplier.added").detail["file"] == "list.csv"


def test_a_dry_run_writes_nothing(loaded, sheet):
    told("import_suppliers", sheet, column=COLUMNS, dry_run=True)
    told_of = Entry.objects.filter(event__startswith="suppliers.supplier.")
    assert (Supplier.objects.count(), told_of.count()) == (0, 0)


def test_country_figures_from_one_column(loaded, tmp_path):
    path = tmp_path / "cpi.csv"
    path.write_text("iso,2024\nVNM,40\nTWN,67\nPRK,..\n", encoding="utf-8")
    account, well = told(
        "import_country_indicators", path, column=["country=iso", "value=2024"],
        factor="cpi", year=2024, source="Transparency International",
    )  # fmt: skip
    assert (account["created"], account["counts"], well) == (2, {"no_value": 1}, True)
    assert CountryIndicator.objects.get(country="TW", year=2024).value == 67


def test_every_catalogue_is_loaded_by_one_command(db):
    out = io.StringIO()
    call_command("load_catalogues", stdout=out)
    assert "suppliers: 249 countries" in out.getvalue()
    call_command("load_catalogues", stdout=out)


def test_try_real_says_what_is_missing(tmp_path):
    with pytest.raises(CommandError, match="Say where the lists are: --data FOLDER"):
        call_command("try_real", data=tmp_path)


@pytest.mark.skipif(not (DATA / real_lists.APPLE).exists(), reason="the public lists are not here")
def test_a_real_list_with_broken_lines_and_many_spellings_comes_in(loaded, tmp_path):
    """The first 500 rows of a public list: line breaks in cells, USA and Korea, "NA" for an address."""
    part = tmp_path / "part.csv"
    lines = (DATA / real_lists.APPLE).read_text(encoding="utf-8").split("\n20")[:501]
    part.write_text("\n20".join(lines) + "\n", encoding="utf-8")
    pairs = [f"{key}={heading}" for key, heading in real_lists.SUPPLIERS[real_lists.APPLE].items()]
    account, well = told("import_suppliers", part, column=pairs)
    assert (account["rows_read"], account["refused_rows"], well) == (500, 0, True)
    sums = [account[name] for name in ("created", "updated", "unchanged", "queued")]
    assert sum(sums) == 500
    assert Supplier.objects.filter(name__contains="\n").count() == 0
    again, _well = told("import_suppliers", part, column=pairs)
    assert (again["created"], again["updated"], again["queued"]) == (0, 0, account["queued"])
    assert PossibleMatch.objects.count() == len(
        {match.key for match in PossibleMatch.objects.open()}
    )


def test_refusals_are_told_in_groups_with_their_first_example():
    problem = {"column": "Tier", "cell": "B3", "value": "2", "reason": "Row 2 says “1”."}
    assert real_lists.reasons([problem, problem | {"cell": "B9", "reason": "Row 8 says “3”."}]) == [
        "  refused 2 × Tier: Row … says …. First: B3 “2”"
    ]


def test_rows_that_do_not_add_up_are_said_aloud():
    result = {name: 1 for name in real_lists.OUTCOMES} | {
        "rows_read": 5,
        "counts": {},
        "refused": [],
    }
    assert real_lists.told("List", result)[1].endswith("(adds up)")
    assert real_lists.told("List", result | {"rows_read": 6})[1].endswith("(DOES NOT ADD UP)")
