"""What it costs to take a workbook of findings in, with preview, deadlines and trail: seconds and peak memory.

As history (audits of another list with their findings) and into one audit in progress here; each in a fresh
process on a fresh PostgreSQL database (DATABASE_URL, or the local one as `postgres`) and one on SQLite.
The same rows kept by bare Django (openpyxl and bulk_create, without preview, rules, dates or trail)
stand beside it.
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

ROWS = int(os.environ.get("BENCH_ROWS", "5000"))
PLANTS = 200
AT = dt.datetime(2026, 8, 17, 9, tzinfo=dt.UTC)
SHEETS = ("history", "progress")


def write(path, what):
    """A workbook of ROWS findings: of 200 plants' audits, or of the audit AU-00001."""
    import xlsxwriter

    chance = random.Random(what)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Findings")
    sheet.write_row(0, 0, ["audit", "code", "audit_number", "started_on", "closing_on", "finding_number",
                           "provision", "rating", "description", "discovered_on", "closed_on"])  # fmt: skip
    for number in range(ROWS):
        audit, closed = number // 20, "2024-09-01" if number % 3 and what == "history" else ""
        who = ["", f"B-{audit % PLANTS:03}", f"A-{audit}", "2024-03-04", "2024-03-06"]
        if what == "progress":
            who = ["AU-00001", "B-000", "", "", ""]
        sheet.write_row(number + 1, 0, [
            *who, f"F-{number}", chance.choice(["A1", "B2", "C3", "D4", "E5"]),
            chance.choice(["major", "minor", "risk"]), f"Something was found, number {number}.",
            "2024-03-05", closed,
        ])  # fmt: skip
    book.close()


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def plants():
    """The catalogues, the suppliers with one site each, and an audit in progress at the first."""
    from audits import catalogue, operations
    from audits.models import Audit, Protocol
    from suppliers import catalogue as upstream
    from suppliers import catalogue_risk
    from suppliers.models import Site, Supplier
    from sustainportal.accounts.models import User

    upstream.load(at=AT)
    catalogue_risk.load(at=AT)
    catalogue.load(at=AT)
    rows = [
        Supplier(code=f"B-{n:03}", name=f"Plant {n}", name_key=f"plant {n}", created_at=AT, changed_at=AT)
        for n in range(PLANTS)
    ]
    Supplier.objects.bulk_create(rows)
    Site.objects.bulk_create([Site(supplier=row, name="Plant") for row in rows])
    auditor = User.objects.create_user("bench_auditor", role="auditor")
    buyer = User.objects.create_user("bench_buyer", role="procurement")
    audit = operations.plan_audit(
        site=Site.objects.first(), kind=Audit.Kind.SECOND_PARTY, auditor=auditor, by=buyer, at=AT,
        protocol=Protocol.objects.get(version="8.0.1"), planned_on=dt.date(2024, 3, 4),
    )  # fmt: skip
    operations.start_audit(audit=audit, started_on=dt.date(2024, 3, 4), by=auditor, at=AT)
    return {"history": buyer, "progress": auditor}


def measure(path, what):
    from audits.models import Finding
    from audits.workbooks import FindingImporter
    from sustainportal.sheets.importing import run
    from sustainportal.trail.models import Entry

    by = plants()[what]

    def taken(**options):
        importer = FindingImporter()
        importer.listing = "Bench" if what == "history" else ""
        return run(importer, path, by=by, at=AT, **options)

    start, before, ours = time.perf_counter(), peak(), time.process_time()
    account = taken(dry_run=True)
    preview = time.perf_counter() - start
    kept = taken()
    whole, spent = time.perf_counter() - start, time.process_time() - ours
    assert account.created == kept.created == Finding.objects.count() == ROWS, account.summary()
    entries = Entry.objects.count()
    again = taken()
    assert again.unchanged == ROWS, again.summary()
    print(
        f"  {ROWS:,} findings ({what}): preview {preview:5.1f} s, with keeping {whole:5.1f} s ({spent:.1f} s of it"
        f" computing), the same list again {time.perf_counter() - start - whole:.1f} s, {entries:,} trail entries,"
        f" memory {before} MB before, {peak()} MB at most"
    )


def bare(path, what):
    """The least a Django import can be: openpyxl, then `bulk_create`."""
    import openpyxl

    from audits.models import Audit, Finding, Provision
    from sustainportal.accounts.models import User

    plants()
    start, audit, by = time.perf_counter(), Audit.objects.get(), User.objects.first()
    provisions = {row.code: row for row in Provision.objects.filter(protocol=audit.protocol)}
    rows = openpyxl.load_workbook(path, read_only=True).active.iter_rows(min_row=2, values_only=True)
    findings = [
        Finding(audit=audit, number=n, provision=provisions[row[6]], rating=row[7], description=row[8],
                discovered_on=dt.date.fromisoformat(row[9]), recorded_at=AT, recorded_by=by)
        for n, row in enumerate(rows, start=1)
    ]  # fmt: skip
    Finding.objects.bulk_create(findings, batch_size=500)
    print(f"  {len(findings):,} findings by bare Django: {time.perf_counter() - start:.1f} s, {peak()} MB at most")


def measured(address, path, *what):
    environment = portal_environment(address)
    for command in (
        ["manage.py", "migrate", "--verbosity", "0"],
        ["-m", __spec__.name, *what, path],
    ):
        subprocess.run([sys.executable, *command], env=environment, check=True)


def main():
    with tempfile.TemporaryDirectory() as place:
        for what in SHEETS:
            path = str(Path(place) / f"{what}.xlsx")
            write(path, what)
            for how in ("measure", "bare") if what == "history" else ("measure",):
                print("SQLite", end="", flush=True)
                measured(f"sqlite:///{place}/{what}-{how}.sqlite3", path, how, what)
                print("PostgreSQL", end="", flush=True)
                with fresh_postgres("bench_findings") as address:
                    measured(address, path, how, what)


if __name__ == "__main__":
    if sys.argv[1:2] in (["measure"], ["bare"]):
        import django

        django.setup()
        {"measure": measure, "bare": bare}[sys.argv[1]](sys.argv[3], sys.argv[2])
    else:
        main()
