"""Our own tables of published figures (data/country_indicators.csv, data/sectors.csv), built from public ones.

Facts only: a code, a year, a number, and where it was published. Run again when a newer table is there:
`manage.py build_figures --data FOLDER`. Rows the tables no longer hold stay; a row with the same country,
factor and year is replaced.
"""

import csv
from collections import Counter
from pathlib import Path

from django.utils.translation import gettext_noop as _

DATA = Path(__file__).parent / "data"
WGI, RIGHTS, GOODS = (
    "country_wgi_2010-2022.csv",
    "country_human_rights_protection_2005-2019.csv",
    "us_dol_goods_child_forced_labor_2016.csv",
)
HDI, SECTORS = "country_hdi_hdr2023-24.csv", "sector_ghg_factors_naics2017_useeio_v1.2.csv"
FILES = (WGI, RIGHTS, GOODS, HDI, SECTORS)
#: Codes the World Bank once used that ISO does not know.
OLD_CODES = {"ADO": "AND", "KSV": "XKX", "ROM": "ROU", "TMP": "TLS", "WBG": "PSE", "ZAR": "COD"}
INDICATORS = {
    "cc": "control of corruption",
    "ge": "government effectiveness",
    "pv": "political stability and absence of violence",
    "rl": "rule of law",
    "rq": "regulatory quality",
    "va": "voice and accountability",
}
#: The sectors a buyer of goods meets: NAICS 2017 code and the name our pages use (and translate).
SECTOR_NAMES = {
    "334111": _("Computers"),
    "334112": _("Storage devices"),
    "334118": _("Computer peripherals"),
    "334220": _("Wireless equipment"),
    "334412": _("Bare printed circuit boards"),
    "334413": _("Semiconductors"),
    "334417": _("Connectors"),
    "334418": _("Printed circuit assembly"),
    "334419": _("Other electronic components"),
    "333242": _("Semiconductor machinery"),
    "333314": _("Optical instruments and lenses"),
    "333517": _("Machine tools"),
    "335312": _("Motors and generators"),
    "335911": _("Storage batteries"),
    "335912": _("Primary batteries"),
    "335929": _("Cables and wires"),
    "331110": _("Iron and steel"),
    "331313": _("Primary aluminium"),
    "331318": _("Aluminium rolling and extruding"),
    "331420": _("Copper rolling and alloying"),
    "331410": _("Smelting of other metals"),
    "331523": _("Die casting"),
    "332119": _("Metal stamping"),
    "332322": _("Sheet metal work"),
    "332710": _("Machine shops"),
    "332813": _("Plating, polishing and anodizing"),
    "325180": _("Inorganic chemicals"),
    "325199": _("Organic chemicals"),
    "325211": _("Plastics material and resin"),
    "325510": _("Paints and coatings"),
    "325520": _("Adhesives"),
    "326113": _("Plastics film and sheet"),
    "326160": _("Plastics bottles"),
    "326199": _("Plastics products"),
    "326299": _("Rubber products"),
    "327211": _("Flat glass"),
    "327212": _("Pressed and blown glass"),
    "327110": _("Ceramics"),
    "322130": _("Paperboard"),
    "322212": _("Folding boxes"),
    "322219": _("Other paperboard containers"),
    "326112": _("Plastics packaging film"),
    "323111": _("Printing"),
    "313210": _("Woven fabrics"),
    "313310": _("Textile finishing"),
    "315220": _("Clothing"),
    "212230": _("Mining of copper, nickel, lead and zinc"),
    "484121": _("Road freight"),
    "483111": _("Sea freight"),
    "481112": _("Air freight"),
    "493110": _("Warehousing"),
    "561910": _("Packaging and labelling services"),
    "541512": _("Computer systems design"),
}


def build(folder, book):
    """Write both tables anew from the files in `folder`; `book` resolves countries. The numbers written."""
    rows = {key_of(row): row for row in table("country_indicators")}
    for read in (world_governance, rights_protection, listed_goods, human_development):
        rows |= {key_of(row): row for row in read(Path(folder), book)}
    sectors = list(sector_rows(Path(folder)))
    write("country_indicators", ["country", "factor", "year", "value", "source"], rows.values())
    write("sectors", ["code", "name", "intensity", "year", "source"], sectors)
    return {"country figures": len(rows), "sectors": len(sectors)}


def world_governance(folder, book):
    """The newest estimate of each of the six indicators."""
    newest = {}
    for row in read_csv(folder / WGI):
        country = book.find(OLD_CODES.get(row["code"], row["code"])) or book.find(
            row["countryname"]
        )
        if country and row["estimate"] != "..":
            key = country, row["indicator"]
            newest[key] = max(newest.get(key, (0, "")), (int(row["year"]), row["estimate"]))
    for (country, code), (year, estimate) in newest.items():
        source = f"World Bank, Worldwide Governance Indicators, {INDICATORS[code]}"
        yield figure(country, f"wgi_{code}", year, float(estimate), source)


def rights_protection(folder, book):
    newest = {}
    for row in read_csv(folder / RIGHTS):
        country = book.find(row["Entity"])
        if country:
            score = int(row["Year"]), row["Human rights protection"]
            newest[country] = max(newest.get(country, (0, "")), score)
    for country, (year, score) in newest.items():
        source = "Fariss et al. (2020), human rights protection, via Our World in Data"
        yield figure(country, "human_rights", year, round(float(score), 3), source)


def listed_goods(folder, book):
    """How many goods of a listed country are made with forced, and with child labour. A country that is
    not on the list gets no figure: not listed is not proof of nothing."""
    goods = {"child_labour_goods": Counter(), "forced_labour_goods": Counter()}
    columns = {"child_labour_goods": "Child Labor", "forced_labour_goods": "Forced Labor"}
    for row in read_csv(folder / GOODS):
        country = book.find(row["Country"].strip())
        for factor, column in columns.items():
            if country:
                goods[factor][country] += bool(row[column].strip())
    for factor, counts in goods.items():
        for country, count in counts.items():
            source = "US Department of Labor, goods produced by child labor or forced labor, 2016"
            yield figure(country, factor, 2016, count, source)


def human_development(folder, book):
    for row in read_csv(folder / HDI):
        country = book.find(row["iso3"])
        if country and row["hdi_2022"]:
            yield figure(
                country,
                "hdi",
                2022,
                float(row["hdi_2022"]),
                "UNDP, Human Development Report 2023/24",
            )


def sector_rows(folder):
    """The sectors of SECTOR_NAMES with their factor including margins, 2021 US dollars."""
    published = {row["NAICS Code 2017"]: row for row in read_csv(folder / SECTORS)}
    for code, name in SECTOR_NAMES.items():
        yield {
            "code": code,
            "name": name,
            "intensity": published[code]["Supply Chain Emission Factors with Margins"],
            "year": 2021,
            "source": f"US EPA, supply chain emission factors v1.2 (NAICS 2017): {published[code]['NAICS Title 2017']}",
        }


def figure(country, factor, year, value, source):
    return {
        "country": country,
        "factor": factor,
        "year": str(year),
        "value": f"{value:g}" if abs(value) >= 100 else str(value),
        "source": source,
    }


def key_of(row):
    return row["country"], row["factor"], row["year"]


def table(name):
    return read_csv(DATA / f"{name}.csv")


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(name, columns, rows):
    rows = sorted(rows, key=lambda row: [str(row[column]) for column in columns[:3]])
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
