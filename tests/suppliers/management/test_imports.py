"""What is done in bulk can be scripted by the same code."""

import io
import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from suppliers import catalogue, real_lists
from suppliers.models import CountryIndicator, PossibleMatch, Supplier
from sustainportal.sheets import trying
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


def test_one_figure_of_a_long_table_on_another_scale(loaded, tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(
        "code,indicator,year,estimate\nVNM,rl,2022,4.1\nVNM,cc,2022,9\nTWN,RL,2022,0.0\nROM,rl,2021,1\n",
        encoding="utf-8",
    )
    account, well = told(
        "import_country_indicators", path, column=["country=code", "value=estimate"], factor="cpi",
        source="Test", where=["indicator=rl", "year=2022"], scale=10.0, no_value=0.0,
    )  # fmt: skip
    assert (account["created"], account["counts"], well) == (
        1,
        {"no_value": 1, "left_out": 2},
        True,
    )
    assert CountryIndicator.objects.get(country="VN", factor="cpi", year=2022).value == 41


def test_a_heading_that_is_not_there_cannot_choose_rows(loaded, tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("code,estimate\nVNM,1\n", encoding="utf-8")
    account, well = told(
        "import_country_indicators", path, column=["country=code", "value=estimate"], factor="cpi",
        source="Test", year=2022, where=["indicator=rl"],
    )  # fmt: skip
    assert (account, well) == (
        {"error": "There is no heading “indicator” to choose rows by."},
        False,
    )


def test_a_list_that_comes_again_is_told_as_json(loaded, tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("Firm\nAmber Works\nBirch Optics\n", encoding="utf-8")
    second.write_text("Firm\nAMBER WORKS Ltd.\nCobalt Magnets\n", encoding="utf-8")
    told("import_suppliers", first, column=["name=Firm"], source="Group", as_of="2026-03-31")
    account, well = told(
        "import_suppliers", second, source="Group", as_of="2026-06-30", dry_run=True
    )
    names = {kind: [one["subject"] for one in some] for kind, some in account["news"].items()}
    assert well
    assert names == {
        "matched": ["AMBER WORKS Ltd. → Amber Works (A00001)"],
        "changed": ["Amber Works (A00001)"],
        "new": ["Cobalt Magnets"],
        "gone": ["Birch Optics (A00002)"],
    }
    older, well = told("import_suppliers", first, source="Group", as_of="2026-03-30")
    assert (list(older), well) == (["error"], False)


def test_a_day_needs_its_list(loaded, sheet):
    with pytest.raises(CommandError, match="name the list with --source"):
        call_command("import_suppliers", str(sheet), as_of="2026-03-31")


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
    asked = PossibleMatch.objects.open()
    assert asked.count() == len({match.key for match in asked})
    assert again["counts"].get("matched_automatically", 0) == 0


def test_refusals_are_told_in_groups_with_their_first_example():
    problem = {"column": "Tier", "cell": "B3", "value": "2", "reason": "Row 2 says “1”."}
    assert trying.reasons([problem, problem | {"cell": "B9", "reason": "Row 8 says “3”."}]) == [
        "  refused 2 × Tier: Row … says …. First: B3 “2”"
    ]


def test_rows_that_do_not_add_up_are_said_aloud():
    result = {name: 1 for name in trying.OUTCOMES} | {
        "rows_read": 5,
        "counts": {},
        "refused": [],
    }
    assert trying.told("List", result)[1].endswith("(adds up)")
    assert trying.told("List", result | {"rows_read": 6})[1].endswith("(DOES NOT ADD UP)")
