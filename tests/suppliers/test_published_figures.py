"""The shipped tables of published figures: complete, in range, with year and source on each row."""

from suppliers.catalogue import rows_of
from suppliers.catalogue_risk import FACTORS
from suppliers.models import Factor
from suppliers.published_figures import SECTOR_NAMES, listed_goods, read_csv
from suppliers.rules.countries import CountryBook

COUNTRY = {code for code, row in FACTORS.items() if row[-1] == Factor.Origin.COUNTRY}


def test_every_figure_is_in_the_range_of_its_factor_with_a_year_and_a_source():
    rows = rows_of("country_indicators")
    assert {row["factor"] for row in rows} == COUNTRY
    assert len({(row["country"], row["factor"], row["year"]) for row in rows}) == len(rows)
    for row in rows:
        _name, _unit, _help, _worse, lowest, highest, _origin = FACTORS[row["factor"]]
        assert lowest <= float(row["value"]) <= (1000 if highest is None else highest)
        assert 2000 <= int(row["year"]) <= 2030
        assert 10 < len(row["source"]) <= 200


def test_every_sector_has_an_intensity_with_a_year_and_a_source():
    rows = rows_of("sectors")
    assert {row["code"] for row in rows} == set(SECTOR_NAMES)
    for row in rows:
        assert 0 < float(row["intensity"]) < 5
        assert (row["year"], row["source"][:6]) == ("2021", "US EPA")


def test_a_country_that_is_not_listed_gets_no_figure(tmp_path):
    (tmp_path / "us_dol_goods_child_forced_labor_2016.csv").write_text(
        "Country,Good,Child Labor,Forced Labor\nIndia ,Bricks,X,X\nIndia,Carpets,X,\n", "utf-8"
    )
    book = CountryBook({"IN": "IN", "VN": "VN"}, {"india": "IN", "vietnam": "VN"}, {})
    found = {(row["country"], row["factor"]): row["value"] for row in listed_goods(tmp_path, book)}
    assert found == {("IN", "child_labour_goods"): "2", ("IN", "forced_labour_goods"): "1"}


def test_a_byte_order_mark_is_no_part_of_a_heading(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("\ufeffcode,name\n1,A\n", "utf-8")
    assert read_csv(path) == [{"code": "1", "name": "A"}]
