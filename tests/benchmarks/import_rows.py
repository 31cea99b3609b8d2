"""What it costs to take a supplier workbook in, with preview and trail: seconds and peak memory.

Each size is one fresh process on a fresh PostgreSQL database (DATABASE_URL, or the local one as
`postgres`) and one on SQLite. The same rows kept by bare Django (openpyxl and bulk_create, without
a preview, a trail or any check) stand beside it.
"""

import datetime as dt
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .databases import fresh_postgres, portal_environment

SIZES = [int(size) for size in os.environ.get("BENCH_ROWS", "1000,10000,50000").split(",")]
AT = dt.datetime(2026, 8, 17, 9, tzinfo=dt.UTC)
HEADINGS = ["code", "name", "country", "tier", "category", "site", "site_address", "workers",
            "commodity", "quarter", "share", "amount", "currency"]  # fmt: skip


def write(path, size):
    """A workbook of `size` different suppliers, each with a site and a purchase."""
    import xlsxwriter

    chance = random.Random("import")
    words = [
        "Red",
        "Blue",
        "North",
        "South",
        "Jade",
        "Cedar",
        "River",
        "Hill",
        "Stone",
        "Maple",
        "Iron",
        "Lotus",
        "Amber",
        "Pine",
    ]
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Suppliers")
    sheet.write_row(0, 0, HEADINGS)
    for number in range(1, size + 1):
        name = " ".join(chance.choices(words, k=3)) + f" {number:06} Co., Ltd."
        country = chance.choice(["Vietnam", "China", "Thailand", "Mexico", "Germany"])
        sheet.write_row(number, 0, [
            f"B-{number:06}", name, country, chance.randrange(1, 4), "Parts", "Plant 1",
            f"{number} Harbour Road", chance.randrange(20, 5000), f"Commodity {number % 40}",
            "2026Q2", 0.01, chance.randrange(10_000, 9_000_000), "TWD",
        ])  # fmt: skip
    book.close()


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(path):
    from suppliers import catalogue
    from suppliers.models import Supplier
    from suppliers.workbooks import SupplierImporter
    from sustainportal.sheets.importing import run
    from sustainportal.trail.models import Entry

    catalogue.load(at=AT)
    start, before, ours = time.perf_counter(), peak(), time.process_time()
    account = run(SupplierImporter, path, by=None, at=AT, dry_run=True)
    preview = time.perf_counter() - start
    run(SupplierImporter, path, by=None, at=AT)
    whole = time.perf_counter() - start
    assert account.created == Supplier.objects.count() and not account.refused_rows, (
        account.summary()
    )
    print(
        f"  {account.rows_read:>7,} rows: preview {preview:5.1f} s, with keeping {whole:5.1f} s"
        f" ({time.process_time() - ours:.1f} s of it computing), {Entry.objects.count():,} trail entries,"
        f" memory {before} MB before, {peak()} MB at most"
    )


def bare(path):
    """The least a Django import can be: openpyxl, then `bulk_create`."""
    import openpyxl

    from suppliers.models import Site, Supplier

    start, ours = time.perf_counter(), time.process_time()
    rows = openpyxl.load_workbook(path, read_only=True).active.iter_rows(
        min_row=2, values_only=True
    )
    suppliers = [
        Supplier(code=row[0], name=row[1], name_key=row[1], created_at=AT, changed_at=AT)
        for row in rows
    ]
    Supplier.objects.bulk_create(suppliers, batch_size=1000)
    Site.objects.bulk_create(
        [Site(supplier=each, name="Plant 1") for each in suppliers], batch_size=1000
    )
    print(
        f"  {len(suppliers):>7,} rows by bare Django: {time.perf_counter() - start:.1f} s"
        f" ({time.process_time() - ours:.1f} s of it computing), {peak()} MB at most"
    )


def measured(address, path, *what):
    environment = portal_environment(address)
    for command in (
        ["manage.py", "migrate", "--verbosity", "0"],
        ["-m", __spec__.name, *what, path],
    ):
        subprocess.run([sys.executable, *command], env=environment, check=True)


def main():
    with tempfile.TemporaryDirectory() as place:
        for size in SIZES:
            path = str(Path(place) / f"{size}.xlsx")
            write(path, size)
            for what in ("measure", "bare"):
                print("SQLite", end="", flush=True)
                measured(f"sqlite:///{place}/{what}-{size}.sqlite3", path, what)
                print("PostgreSQL", end="", flush=True)
                with fresh_postgres("bench_import") as address:
                    measured(address, path, what)


if __name__ == "__main__":
    if sys.argv[1:2] in (["measure"], ["bare"]):
        import django

        django.setup()
        {"measure": measure, "bare": bare}[sys.argv[1]](sys.argv[2])
    else:
        main()
