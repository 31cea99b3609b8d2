"""What a search of the registry costs with 100,000 suppliers beside 1,000, on PostgreSQL behind gunicorn.

Every supplier has a Chinese name and a tax number. The bar is 2 ×, per search; searches that find few, many
and nothing are measured, both registries in turn. Needs a PostgreSQL server (see pages.py) that has the extension pg_trgm.
"""

import contextlib
import os
import subprocess
import sys
import urllib.parse

from django.conf import settings
from django.db import connection
from django.test import Client

from .databases import fresh_postgres, portal_environment
from .pages import Visitor, medians, served

ROUNDS = 40
SIZES = (1_000, 100_000)
PORT = 8473
SEARCHES = {
    "the list without a search": "",
    "Latin, one supplier": "",  # a name of the crowd
    "Latin, a tenth of all": "maple",
    "Latin, nothing": "zebra quartz",
    "Latin, two letters": "zq",
    "Latin, two letters that many have": "ma",
    "Chinese, a character": "一",
    "Chinese, two characters": "",  # of the same supplier
    "Chinese, full name": "",
    "Chinese, what all have": "股份",
    "Chinese, nothing": "龘龘",
    "number": "VN00007770",
    "code": "B0000777",
}
STATEMENTS = [
    """
    INSERT INTO suppliers_supplieralias (supplier_id, spelling, key, kind)
    SELECT id, stem || '股份有限公司', stem, 'local' FROM (SELECT id, (
        SELECT string_agg(chr(x'4e00'::int + 7 * abs(hashint8(n.id * 7 + k) % 300)), '')
        FROM generate_series(1, 4) k) AS stem FROM suppliers_supplier n WHERE code LIKE 'B%%'
        AND NOT EXISTS (SELECT 1 FROM suppliers_supplieralias a WHERE a.supplier_id = n.id)) named
    """,
    """
    INSERT INTO suppliers_supplieridentifier (supplier_id, kind, value, note)
    SELECT id, 'tax_id', 'VN' || substr(code, 2) || '0', '' FROM suppliers_supplier n WHERE code LIKE 'B%%'
        AND NOT EXISTS (SELECT 1 FROM suppliers_supplieridentifier i WHERE i.supplier_id = n.id)
    """,
    "VACUUM ANALYZE",
]


def prepare(size):
    """Grow the registry, make the indexes, print a session and the name of one supplier."""
    from suppliers.models import Supplier
    from suppliers.operations.search_index import make_search_index

    from . import crowd

    settings.ALLOWED_HOSTS = ["*"]
    settings.AXES_ENABLED = False
    buyer = crowd.grow(size)["procurement"]
    made = make_search_index(connection)
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)
    client = Client()
    client.force_login(buyer, backend="sustainportal.accounts.backends.RoleBackend")
    print("INDEX", made)
    print("SESSION", client.cookies[settings.SESSION_COOKIE_NAME].value)
    print("NAME", Supplier.objects.get(code="B0000777").name)
    print("LOCAL", Supplier.objects.get(code="B0000777").local_name)


def prepared(address, size):
    """(environment, {word: what `prepare` said}) of a registry of that size in this empty database."""
    environment = portal_environment(address)
    for verb in (["migrate"], ["collectstatic", "--no-input"]):
        subprocess.run(
            [sys.executable, "manage.py", *verb, "--verbosity", "0"], env=environment, check=True
        )
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, "prepare", str(size)],
        env=environment, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return environment, dict(line.split(" ", 1) for line in done.stdout.splitlines())


def paths(told):
    """The address of each search; some ask for one supplier of this registry."""
    searches = SEARCHES | {
        "Latin, one supplier": told["NAME"],
        "Chinese, two characters": told["LOCAL"][1:3],
        "Chinese, full name": told["LOCAL"],
    }
    return {name: f"/suppliers/?q={urllib.parse.quote(text)}" for name, text in searches.items()}


def compared(registries):
    """[[median milliseconds of each search] of each registry]: both are served, and asked in turn."""
    with contextlib.ExitStack() as stack:
        visits = []
        for port, (environment, told) in enumerate(registries, start=PORT):
            stack.enter_context(served(environment, "sustainportal.wsgi", port))
            visitor = Visitor(port, told["SESSION"])
            visits.append([(visitor, path) for path in paths(told).values()])
        pairs = [visit for pair in zip(*visits, strict=True) for visit in pair]
        taken = medians(pairs, ROUNDS)
    return taken[::2], taken[1::2]


def main():
    with contextlib.ExitStack() as stack:
        registries = [
            prepared(stack.enter_context(fresh_postgres(f"bench_search_{size}")), size)
            for size in SIZES
        ]
        small, large = compared(registries)
    print(f"search, {SIZES[0]:,} against {SIZES[1]:,} suppliers (bar 2 ×)")
    for name, before, after in zip(SEARCHES, small, large, strict=True):
        print(f"  {name}: {before:.1f} ms, {after:.1f} ms = {after / before:.2f} ×")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sustainportal.settings")
    if sys.argv[1:2] == ["prepare"]:
        import django

        django.setup()
        prepare(int(sys.argv[2]))
    else:
        main()
