"""Whether a case names anybody: the check against 100,000 suppliers with as many Chinese names, on PostgreSQL.

A case of ordinary length and one that fills every part in every language, each made of a finding's supplier.
The bar is "well under a second" for the ordinary one. Needs a PostgreSQL server (see databases.py).
"""

import os
import subprocess
import sys
import time

from .databases import fresh_postgres, portal_environment
from .search import STATEMENTS

SIZE = 100_000
ROUNDS = 5
ENGLISH = (
    "Two of five exits were locked in the night shift because nobody was asked to look after them. "
)
CHINESE = "夜班時有兩個出口從外面上鎖，因為沒有人負責檢查，班長每班開始時巡視一圈。"
PARTS = ("situation", "cause", "measure", "result")


def measure():
    """Grow the registry, then check; print the milliseconds."""
    from django.db import connection

    from suppliers.models import Supplier
    from training.models import Case
    from training.queries.anonymity import in_registry, texts_of
    from training.rules.anonymity import leaks

    from . import crowd

    crowd.grow(SIZE)
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)
    supplier = Supplier.objects.get(code="B0000777")
    for label, english, chinese in (("ordinary", 3, 4), ("full", 31, 80)):
        fields = {}
        for part in PARTS:
            fields[part] = (ENGLISH * english)[:2900]
            fields[f"{part}_hant"] = fields[f"{part}_hans"] = (CHINESE * chinese)[:2900]
        fields["result"] += f" {supplier.name} {supplier.local_name}"
        texts = texts_of(Case(title="Exits that open", provision="B2", **fields))
        print(f"  {label}: {sum(map(len, texts.values())):,} characters, ", end="")
        told(texts, in_registry, leaks)


def told(texts, in_registry, leaks):
    from training.rules.traces import Known

    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        found = [*leaks(texts, Known()), *in_registry(texts)]
        taken.append(1000 * (time.perf_counter() - begun))
    print(f"{sorted(taken)[ROUNDS // 2]:.0f} ms, {len(found)} names found", flush=True)


def main():
    with fresh_postgres("bench_cases") as address:
        environment = portal_environment(address)
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env=environment, check=True)
        print(f"cases, {SIZE:,} suppliers and as many Chinese names", flush=True)
        again = [sys.executable, "-m", __spec__.name, "measure"]
        subprocess.run(again, env=environment, check=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sustainportal.settings")
    if sys.argv[1:2] == ["measure"]:
        import django

        django.setup()
        measure()
    else:
        main()
