"""The real lists we try the importers with: which column is which, and how the outcome is told."""

import io
from collections import Counter

from django.core.management import call_command
from django.db.models import Count

from sustainportal.sheets.trying import imported, told

from .models import PossibleMatch, RiskClass, Site, Supplier, SupplierAlias

APPLE = "apple_suppliers_2012-2017_2020-2021.csv"
NIKE = "nike_factories_2023-08.csv"
QOG = "country_risk_indices_qog2022.csv"
HDR = "country_hdi_hdr2023-24.csv"
WGI = "country_wgi_2010-2022.csv"
CPI = "country_cpi_1995-2017_wide.csv"
RIGHTS = "country_human_rights_protection_2005-2019.csv"
OSH = "osh_facility_lists_2017-2019.csv"
FILES = (APPLE, NIKE, OSH, QOG, HDR, WGI, CPI, RIGHTS)
#: Of the Worldwide Governance Indicators: factor → what the file calls it.
WGI_ROWS = {
    "wgi_cc": "cc", "wgi_ge": "ge", "wgi_pv": "pv", "wgi_rl": "rl", "wgi_rq": "rq", "wgi_va": "va",
}  # fmt: skip
WGI_YEAR, CPI_YEAR, RIGHTS_YEAR = 2022, 2017, 2019
QOG_COLUMNS = {
    "cpi": "ti_cpi", "epi": "epi_epi", "hdi": "undp_hdi", "wgi_ge": "wbgi_gee", "wgi_rl": "wbgi_rle",
    "wgi_rq": "wbgi_rqe", "fh_aor": "fh_aor",
}  # fmt: skip
#: The countries in these lists are the sites'; nobody says where a supplier itself sits.
SUPPLIERS = {
    APPLE: {
        "name": "supplier_name",
        "country": "",
        "site_country": "country",
        "site_address": "supplier_address",
    },
    NIKE: {
        "name": "Supplier Group",
        "tier": "Factory Type",
        "site": "Factory Name",
        "site_country": "Country / Region",
        "female_percent": "% Female Workers",
        "migrant_percent": "% Migrant Workers",
        "region": "",  # of the world, and of the site
    },
}
#: The second list: facilities under their own names, with the country each sits in.
FACILITIES = {
    "name": "name", "country": "country", "category": "", "site": "", "site_address": "address",
    "site_country": "", "latitude": "lat", "longitude": "lng",
}  # fmt: skip
EXAMPLES = 6  # of each outcome of the second list
MOST_ASKED = 12  # open questions that are printed


def account(data, *, at):
    """Import everything and give the lines of the account as they become known."""
    for factor, column in QOG_COLUMNS.items():
        yield from figures(data / QOG, factor, 2018, column, "ccodealp", "QoG, January 2022")
    yield from figures(data / HDR, "hdi", 2022, "hdi_2022", "iso3", "UNDP HDR 2023/24")
    yield from more_figures(data)
    for name, columns in SUPPLIERS.items():
        yield from told(
            f"Suppliers from {name}", imported("import_suppliers", data / name, columns)
        )
    yield from second_list(data / OSH)
    yield from registry()
    yield from classes(at.year)


def more_figures(data):
    """Tables in other forms: long with several figures, wide by year, names without codes."""
    long = {"country": "code", "value": "estimate", "source": "", "year": "year", "factor": ""}
    for factor, indicator in WGI_ROWS.items():
        result = imported(
            "import_country_indicators", data / WGI, long, factor=factor, source="World Bank, WGI 2023",
            where=[f"indicator={indicator}", f"year={WGI_YEAR}"],
        )  # fmt: skip
        yield from told(f"Country figures {factor} {WGI_YEAR} from {WGI}", result)
    wide = {"country": "country", "value": str(CPI_YEAR)}
    result = imported(
        "import_country_indicators", data / CPI, wide, factor="cpi", year=CPI_YEAR,
        source="Transparency International, CPI 1995-2017", no_value=0, scale=10,
    )  # fmt: skip
    yield from told(f"Country figures cpi {CPI_YEAR} from {CPI} (× 10; 0.0 is no score)", result)
    names = {"country": "Entity", "year": "Year", "value": "Human rights protection"}
    result = imported(
        "import_country_indicators", data / RIGHTS, names, factor="human_rights",
        source="Fariss et al. 2020", where=[f"Year={RIGHTS_YEAR}"],
    )  # fmt: skip
    yield from told(f"Country figures human_rights {RIGHTS_YEAR} from {RIGHTS}", result)


def second_list(path):
    """A list of facilities merged into the registry: matched, queued and new, with examples and scores."""
    result = imported("import_suppliers", path, FACILITIES)
    yield from told(f"The second list: {path.name} into the registry", result)
    words = {"matched": "matched automatically", "asked": "queued for a person", "new": "new"}
    for kind, word in words.items():
        found = result.get("news", {}).get(kind, [])
        subjects = {one["subject"]: one for one in found}
        yield f"  {word}: {len(subjects)} names"
        for one in list(subjects.values())[:EXAMPLES]:
            yield f"    row {one['row']}: {one['subject']}{' – ' if one['note'] else ''}{one['note']}"


def figures(path, factor, year, value, country, source):
    columns = {"country": country, "value": value}
    result = imported(
        "import_country_indicators", path, columns, factor=factor, year=year, source=source
    )
    return told(f"Country figures {factor} {year} from {path.name}", result)


def registry():
    yield "The registry now"
    yield (
        f"  {Supplier.objects.count()} suppliers, {Site.objects.count()} sites,"
        f" {SupplierAlias.objects.count()} other spellings merged into them"
    )
    waiting = PossibleMatch.objects.open().prefetch_related("candidates")
    yield f"  {PossibleMatch.objects.matched_automatically().count()} names matched by their score alone"
    yield f"  {waiting.count()} names wait for a person's answer; the first {MOST_ASKED}:"
    for match in waiting[:MOST_ASKED]:
        known = ", ".join(str(supplier) for supplier in match.candidates.all())
        yield f"    {match.name} – the same as {known}?"


def classes(year):
    call_command("classify", str(year), json=True, stdout=io.StringIO())
    rows = Supplier.objects.filter(classifications__year=year).values_list(
        "classifications__in_scope", "classifications__risk_class"
    )
    counts = Counter(rows)
    labels = dict(RiskClass.choices)
    total = sum(counts.values())
    yield f"Risk {year}: {total} of {Supplier.objects.count()} suppliers judged"
    for (in_scope, name), count in sorted(counts.items(), key=lambda pair: -pair[1]):
        yield f"  {count} {labels[name].lower()}{'' if in_scope else ' (not in the year’s scope)'}"
    yield from unexplained(year)


def unexplained(year):
    """No company's row unexplained: those without a class, by the reason that their record gives."""
    rows = Supplier.objects.standing().filter(
        classifications__year=year, classifications__risk_class=RiskClass.NOT_CLASSIFIED
    )
    whys, first = Counter(), {}
    for name, code, country, coverage, sites in rows.annotate(places=Count("sites")).values_list(
        "name", "code", "country", "classifications__coverage", "places"
    ):
        why = "no country, neither of its own nor of a site" if not country and not sites else ""
        why = why or f"only {coverage:.0f} % of the model's weight has a reading"
        whys[why] += 1
        first.setdefault(why, f"{name} ({code})")
    unjudged = Supplier.objects.standing().exclude(classifications__year=year).count()
    yield f"  without a class: {sum(whys.values())}; not judged at all: {unjudged}"
    for why, count in whys.most_common():
        yield f"    {count} × {why}. First: {first[why]}"
