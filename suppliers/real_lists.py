"""The real lists we try the importers with: which column is which, and how the outcome is told."""

import io
import json
import re
from collections import Counter

from django.core.management import CommandError, call_command

from .models import PossibleMatch, RiskClass, Site, Supplier, SupplierAlias

APPLE = "apple_suppliers_2012-2017_2020-2021.csv"
NIKE = "nike_factories_2023-08.csv"
QOG = "country_risk_indices_qog2022.csv"
HDR = "country_hdi_hdr2023-24.csv"
FILES = (APPLE, NIKE, QOG, HDR)
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
    },
}
OUTCOMES = ("created", "updated", "unchanged", "queued", "refused_rows")


def in_use():
    """Whether the database has suppliers already."""
    return Supplier.objects.exists()


def account(data, *, at):
    """Import everything and give the lines of the account as they become known."""
    for factor, column in QOG_COLUMNS.items():
        yield from figures(data / QOG, factor, 2018, column, "ccodealp", "QoG, January 2022")
    yield from figures(data / HDR, "hdi", 2022, "hdi_2022", "iso3", "UNDP HDR 2023/24")
    for name, columns in SUPPLIERS.items():
        yield from told(
            f"Suppliers from {name}", imported("import_suppliers", data / name, columns)
        )
    yield from registry()
    yield from classes(at.year)


def figures(path, factor, year, value, country, source):
    columns = {"country": country, "value": value}
    result = imported(
        "import_country_indicators", path, columns, factor=factor, year=year, source=source
    )
    return told(f"Country figures {factor} {year} from {path.name}", result)


def imported(command, path, columns, **options):
    """What `manage.py <command> --json --keep-good` prints, as a dictionary."""
    out = io.StringIO()
    pairs = [f"{key}={heading}" for key, heading in columns.items()]
    try:
        call_command(
            command, str(path), column=pairs, keep_good=True, json=True, stdout=out, **options
        )
    except CommandError:
        pass  # some rows were refused: the account says which
    return json.loads(out.getvalue())


def told(title, result):
    if "error" in result:
        return [title, f"  refused as a whole: {result['error']}"]
    numbers = {name: result[name] for name in OUTCOMES}
    adds_up = sum(numbers.values()) == result["rows_read"]
    lines = [
        title,
        f"  {result['rows_read']} rows read = "
        + " + ".join(f"{number} {name.removesuffix('_rows')}" for name, number in numbers.items())
        + (" (adds up)" if adds_up else " (DOES NOT ADD UP)"),
    ]
    lines += [f"  {name.replace('_', ' ')}: {number}" for name, number in result["counts"].items()]
    return lines + reasons(result["refused"])


def reasons(refused):
    """Refusals grouped by what they say, numbers and quotations aside, each with its first example."""
    groups, first = Counter(), {}
    for problem in refused:
        kind = re.sub(r"\d+|“[^”]*”", "…", problem["reason"])
        groups[problem["column"], kind] += 1
        first.setdefault((problem["column"], kind), problem)
    return [
        f"  refused {count} × {column}: {kind} First: {first[column, kind]['cell']} “{first[column, kind]['value']}”"
        for (column, kind), count in groups.most_common()
    ]


def registry():
    yield "The registry now"
    yield (
        f"  {Supplier.objects.count()} suppliers, {Site.objects.count()} sites,"
        f" {SupplierAlias.objects.count()} other spellings merged into them"
    )
    waiting = PossibleMatch.objects.open().prefetch_related("candidates")
    yield f"  {waiting.count()} names wait for a person's answer:"
    for match in waiting:
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
