"""Published country figures come in: long and wide, gaps, doubles."""

import pytest

from suppliers import catalogue_risk
from suppliers.models import CountryIndicator
from suppliers.workbooks import IndicatorImporter
from sustainportal.sheets.importing import run
from sustainportal.trail.models import Entry


@pytest.fixture
def take(sheet, places, buyer, now):
    catalogue_risk.load(at=now)

    def take(*rows, mapping=None, keep_good=False, **fixed):
        importer = IndicatorImporter(**fixed)
        return run(importer, sheet(*rows), by=buyer, at=now, mapping=mapping, keep_good=keep_good)

    return take


def test_the_long_form_says_everything_in_columns(take):
    row = {"country": "Viet Nam", "factor": "cpi", "year": "2024", "value": "40", "source": "TI"}
    assert take(row, row | {"country": "TWN", "value": "67.5"}).created == 2
    figures = CountryIndicator.objects.order_by("country").values_list(
        "country", "factor", "year", "value", "source"
    )
    assert list(figures) == [("TW", "cpi", 2024, 67.5, "TI"), ("VN", "cpi", 2024, 40, "TI")]


def test_one_column_of_a_wide_file_with_the_rest_fixed(take):
    account = take(
        {"iso": "VNM", "2016": "33", "2017": "35"},
        mapping={"country": "iso", "value": "2017"},
        factor="cpi",
        year=2017,
        source="TI",
    )
    assert (account.created, account.not_used) == (1, ["2016"])
    assert CountryIndicator.objects.get().value == 35


@pytest.mark.parametrize("gap", ["", "..", "NA", "n/a", "-"])
def test_a_gap_is_no_figure_and_is_counted(take, gap):
    account = take({"country": "VN", "value": gap}, factor="cpi", year=2017, source="TI")
    assert (account.unchanged, account.counts) == (1, {"no_value": 1})
    assert CountryIndicator.objects.count() == 0


def test_a_corrected_figure_replaces_the_old_one_and_the_trail_says_how_many(take):
    fixed = {"factor": "cpi", "year": 2017, "source": "TI"}
    take({"country": "VN", "value": "35"}, {"country": "CN", "value": "41"}, **fixed)
    again = take({"country": "VN", "value": "36"}, {"country": "CN", "value": "41"}, **fixed)
    assert (again.updated, again.unchanged) == (1, 1)
    assert CountryIndicator.objects.get(country="VN").value == 36
    entries = Entry.objects.filter(event="suppliers.indicators.imported").order_by("pk")
    assert [entry.detail["figures"] for entry in entries] == [2, 1]


@pytest.mark.parametrize(
    ("row", "fixed", "reason"),
    [
        ({"country": "World", "value": "1"}, {}, "No country is known by this spelling."),
        (
            {"country": "Vietnamm", "value": "1"},
            {},
            "No country is known by this spelling. Did you mean Vietnam?",
        ),
        (
            {"country": "VN", "value": "about 5"},
            {},
            "A number is expected, such as 41.5; “..” or an empty cell is no figure.",
        ),
        ({"country": "VN", "value": "101"}, {}, "The factor goes from 0.0 to 100.0."),
        (
            {"country": "VN", "value": "5"},
            {"year": None},
            "There is neither a column nor a fixed answer for this.",
        ),
        ({"country": "", "value": "5"}, {}, "This cell must not be empty."),
    ],
)
def test_what_cannot_be_a_figure_is_refused(take, row, fixed, reason):
    account = take(row, **({"factor": "cpi", "year": 2017, "source": "TI"} | fixed))
    assert [problem.reason for problem in account.refused] == [reason]


def test_two_spellings_of_one_country_must_agree(take):
    fixed = {"factor": "cpi", "year": 2017, "source": "TI", "keep_good": True}
    account = take(
        {"country": "Viet Nam", "value": "35"},
        {"country": "VN", "value": "35"},
        {"country": "Vietnam", "value": "36"},
        **fixed,
    )
    assert (account.created, account.unchanged, account.refused_rows) == (1, 1, 1)
    assert account.refused[0].reason == "Row 2 gives 35.0 for the same country, factor and year."


@pytest.mark.parametrize(
    ("cell", "value"),
    [("value", "1e999"), ("link", "javascript:alert(1)"), ("link", "//example.test/x")],
)
def test_what_is_no_figure_and_what_is_no_web_address_is_refused(take, cell, value):
    row = {"country": "VNM", "factor": "hdi", "year": "2024", "value": "0.7", "source": "UNDP"}
    account = take(row | {"link": "https://example.test/hdi"} | {cell: value}, keep_good=True)
    assert [problem.cell[0] for problem in account.refused] == ["D" if cell == "value" else "F"]
