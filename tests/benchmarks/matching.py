"""What it costs to match a list of names without codes against a registry of 100,000 suppliers: a list of
1,000 (the bar: 60 s), and a file of as many names as the registry has, which must not cost its square.

On a fresh PostgreSQL database. A third of the asked names are in the registry exactly, a third are spelled
otherwise, a third are new.
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

REGISTRY = int(os.environ.get("BENCH_REGISTRY", "100000"))
ASKED = [int(size) for size in os.environ.get("BENCH_ASKED", "1000,100000").split(",")]
AT = dt.datetime(2026, 8, 17, 9, tzinfo=dt.UTC)
SYLLABLES = [
    a + b for a in "bcdfghjklmnprstvwxyz" for b in ("a", "en", "i", "ong", "u", "ei", "or")
]
PLACES = ["Shenzhen", "Suzhou", "Dongguan", "Hanoi", "Penang", "Guadalajara", "Taoyuan", "Bangkok"]
TRADES = ["Electronics", "Precision", "Technology", "Plastics", "Garment", "Metal", "Optical"]
COUNTRIES = ["CN", "VN", "TH", "MX", "TW"]


def names(count, seed):
    """`count` different names, as such lists have them: a place, a proper name, a trade, a legal form."""
    chance, found = random.Random(seed), {}
    while len(found) < count:
        proper = "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))).capitalize()
        words = [chance.choice(PLACES)] if chance.random() < 0.5 else []
        words += [proper, chance.choice(TRADES)]
        found.setdefault(" ".join(words))
    return list(found)


def other_spelling(name, chance):
    """The same name as somebody else writes it: a letter less, or its words in another order."""
    words = name.split()
    if chance.random() < 0.5:
        chance.shuffle(words)
        return " ".join(words)
    place = chance.randrange(2, len(name) - 2)
    return name[:place] + name[place + 1 :]


def fill():
    from suppliers import catalogue
    from suppliers.models import Supplier
    from suppliers.rules.names import name_key

    catalogue.load(at=AT)
    chance = random.Random("registry")
    for start in range(0, REGISTRY, 5000):
        some = KNOWN[start : start + 5000]
        Supplier.objects.bulk_create(
            Supplier(
                code=f"B-{start + n:06}", name=f"{name} Co., Ltd.", name_key=name_key(name),
                country_id=chance.choice(COUNTRIES), created_at=AT, changed_at=AT,
            )
            for n, name in enumerate(some)
        )  # fmt: skip


def write(path, size):
    chance = random.Random("asked")
    known = chance.sample(KNOWN, size * 2 // 3)
    exact, otherwise = known[: len(known) // 2], known[len(known) // 2 :]
    fresh = [f"{name} Works" for name in names(size - len(known), "fresh")]
    asked = exact + [other_spelling(name, chance) for name in otherwise] + fresh
    chance.shuffle(asked)
    path.write_text("name\n" + "\n".join(f"{name} Ltd" for name in asked) + "\n", encoding="utf-8")


def measure():
    from suppliers.workbooks import SupplierImporter
    from sustainportal.sheets.importing import run

    fill()
    for size in ASKED:
        path = Path(tempfile.mkdtemp()) / "asked.csv"
        write(path, size)
        start, ours = time.perf_counter(), time.process_time()
        account = run(SupplierImporter, path, by=None, at=AT, dry_run=True)
        told = account.counts
        print(
            f"  {size:>7,} names against {REGISTRY:,}: {time.perf_counter() - start:6.1f} s"
            f" ({time.process_time() - ours:.1f} s of it computing);"
            f" {told.get('suppliers_created', 0):,} new,"
            f" {account.updated + account.unchanged:,} matched, {account.queued:,} queued;"
            f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most",
            flush=True,
        )


def main():
    with fresh_postgres("bench_matching") as address:
        environment = portal_environment(address)
        for command in (
            ["manage.py", "migrate", "--verbosity", "0"],
            ["-m", __spec__.name, "measure"],
        ):
            subprocess.run([sys.executable, *command], env=environment, check=True)


KNOWN = names(REGISTRY, "known")

if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        import django

        django.setup()
        measure()
    else:
        main()
