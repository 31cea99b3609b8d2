"""What it costs to take a meeting's attendance list in, with preview, matching and trail: seconds and peak memory.

5,000 stays of 2,000 people as Teams writes them (UTF-16, tabs), beside a registry of 20,000 suppliers with
a contact each: a fifth registered, most known by their mail domain, some by the organisation in their
name, one in ten unknown. On a fresh PostgreSQL database (DATABASE_URL, or the local one as `postgres`)
and one on SQLite, in fresh processes. The same rows kept by bare Django (`csv`, `bulk_create`, without
preview, matching or union of stays) stand beside it.
"""

import csv
import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .databases import fresh_postgres, portal_environment

ROWS = int(os.environ.get("BENCH_ROWS", "5000"))
PEOPLE = ROWS * 2 // 5
SUPPLIERS = 20_000
AT = dt.datetime(2026, 8, 17, 9, tzinfo=dt.UTC)
HEAD = ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"]


def person(number):
    """(name, mail) of somebody: every tenth unknown, every ninth named with their organisation only."""
    if number % 10 == 0:
        return f"Guest {number}", f"guest{number}@gmail.com"
    if number % 9 == 0:
        return f"Works {number % SUPPLIERS}-Person {number}", ""
    return f"Person {number}", f"person{number}@works{number % SUPPLIERS}.test"


def write(path):
    with path.open("w", encoding="utf-16", newline="") as file:
        rows = csv.writer(file, delimiter="\t")
        rows.writerows(
            [["1. Summary"], ["Meeting title", "Bench"], [], ["3. In-Meeting Activities"], HEAD]
        )
        for number in range(ROWS):
            name, mail = person(number % PEOPLE)
            hour = 9 + number // PEOPLE
            rows.writerow(
                [name, f"9/1/26, {hour}:00:00 AM", f"9/1/26, {hour}:40:30 AM", "40m 30s", mail, ""]
            )


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def world():
    """The event, the registry, and every fifth person registered. Returns who imports."""
    from suppliers.models import Contact, Supplier
    from sustainportal.accounts.models import User
    from training.models import Event, Registration

    buyer = User.objects.create_user("bench_buyer", role="procurement")
    event = Event.objects.create(
        code="BENCH",
        title="Bench",
        kind="training",
        starts_on=dt.date(2026, 9, 1),
        state="open",
        created_at=AT,
    )
    rows = [
        Supplier(
            code=f"B-{n}", name=f"Works {n}", name_key=f"works {n}", created_at=AT, changed_at=AT
        )
        for n in range(SUPPLIERS)
    ]
    Supplier.objects.bulk_create(rows, batch_size=500)
    Contact.objects.bulk_create(
        [
            Contact(supplier=row, name="Office", mail=f"office@works{n}.test")
            for n, row in enumerate(rows)
        ],
        batch_size=500,
    )
    Registration.objects.bulk_create(
        [
            Registration(event=event, supplier=rows[n], name=f"Person {n}", email=person(n)[1],
                         person_key=person(n)[1], registered_at=AT)
            for n in range(1, PEOPLE, 5) if person(n)[1]
        ],
        batch_size=500,
    )  # fmt: skip
    return buyer


def measure(path):
    from sustainportal.sheets.importing import run
    from training.models import Attendance, UnknownAttendee
    from training.workbooks import AttendanceImporter

    buyer = world()

    def taken(**options):
        importer = AttendanceImporter()
        importer.listing = "BENCH"
        return run(importer, path, by=buyer, at=AT, **options)

    start, before = time.perf_counter(), peak()
    preview = taken(dry_run=True)
    seen = time.perf_counter() - start
    kept = taken()
    whole = time.perf_counter() - start
    assert preview.counts == kept.counts and not kept.refused_rows, kept.summary()
    people, unknown = Attendance.objects.count(), UnknownAttendee.objects.count()
    assert people + unknown == PEOPLE, (people, unknown)
    again = taken()
    assert again.unchanged == ROWS, again.summary()
    print(
        f"  {ROWS:,} stays of {people:,} people and {unknown:,} unknown: preview {seen:4.1f} s, with keeping"
        f" {whole:4.1f} s, the same list again {time.perf_counter() - start - whole:.1f} s,"
        f" memory {before} MB before, {peak()} MB at most"
    )


def bare(path):
    """The least a Django import can be: `csv`, then `bulk_create`."""
    from training.models import Attendance, Event, Interval

    world()
    start, event, people, stays = time.perf_counter(), Event.objects.get(), {}, []
    with open(path, encoding="utf-16", newline="") as file:
        for row in list(csv.reader(file, delimiter="\t"))[5:]:
            key = row[4] or row[0]
            one = people.setdefault(
                key,
                Attendance(
                    event=event,
                    supplier_id=1,
                    name=row[0],
                    email=row[4],
                    person_key=key,
                    recorded_at=AT,
                ),
            )
            times = [
                dt.datetime.strptime(text, "%m/%d/%y, %I:%M:%S %p").replace(tzinfo=dt.UTC)
                for text in row[1:3]
            ]
            stays.append((one, times))
    Attendance.objects.bulk_create(people.values(), batch_size=500)
    Interval.objects.bulk_create(
        [Interval(attendance=one, entered_at=a, left_at=b) for one, (a, b) in stays], batch_size=500
    )
    print(
        f"  {len(stays):,} stays by bare Django: {time.perf_counter() - start:.1f} s, {peak()} MB at most"
    )


def measured(address, path, how):
    environment = portal_environment(address)
    for command in (["manage.py", "migrate", "--verbosity", "0"], ["-m", __spec__.name, how, path]):
        subprocess.run([sys.executable, *command], env=environment, check=True)


def main():
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "report.csv"
        write(path)
        for how in ("measure", "bare"):
            print("SQLite", end="", flush=True)
            measured(f"sqlite:///{place}/{how}.sqlite3", str(path), how)
            print("PostgreSQL", end="", flush=True)
            with fresh_postgres("bench_attendance_list") as address:
                measured(address, str(path), how)


if __name__ == "__main__":
    if sys.argv[1:2] in (["measure"], ["bare"]):
        import django

        django.setup()
        {"measure": measure, "bare": bare}[sys.argv[1]](sys.argv[2])
    else:
        main()
