"""What a list page costs beside a bare Django page, on PostgreSQL, behind gunicorn, in one run.

Both are asked in turn over kept-alive connections, so a slow moment of the machine hits both; the
figures to quote are the ratios of the medians, on a machine with nothing else to do. Where there is, the
processor time says more. Needs a PostgreSQL server (DATABASE_URL, or the
local one as `postgres`).
"""

import contextlib
import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .databases import fresh_postgres, portal_environment

ROUNDS = 60
SIZES = (10_000, 100_000)
WORST = "list, auditor of the last half of the alphabet (measured apart)"


def prepare(size):
    """Grow the registry; print a session of each person, what their list asks, and the page to show."""
    from . import crowd  # the models need Django set up

    settings.ALLOWED_HOSTS = ["*"]
    settings.AXES_ENABLED = False  # nobody logs in by a form here
    for name, someone in crowd.grow(size).items():
        client = Client()
        client.force_login(someone, backend="sustainportal.accounts.backends.RoleBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        client.get("/suppliers/")
        with CaptureQueriesContext(connection) as found:
            assert client.get("/suppliers/").status_code == 200
        print("PERSON", name, session, len(found), sum(len(query["sql"]) for query in found))
    print("SHOWN", crowd.shown_supplier().pk)


def prepared(environment, size):
    """(sessions by name, the supplier to show) after `prepare` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, "prepare", str(size)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    words = [line.split() for line in done.stdout.splitlines()]
    people = [word[1:] for word in words if word[:1] == ["PERSON"]]
    for name, _session, queries, characters in people:
        print(
            f"  {name}: {queries} queries, {characters} characters of SQL (session and user included)"
        )
    return {name: session for name, session, *_ in people}, words[-1][1]


@contextlib.contextmanager
def served(environment, application, port):
    """gunicorn with two workers on a port of this machine, gone afterwards."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", application, "-b", f"127.0.0.1:{port}", "-w", "2",
         "-k", "gthread", "--threads", "2", "--keep-alive", "60", "--log-level", "warning"],
        env=environment,
    )  # fmt: skip
    try:
        for _attempt in range(100):
            with contextlib.suppress(OSError):
                http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
                break
            time.sleep(0.1)
        yield server
    finally:
        server.terminate()
        server.wait(20)


class Visitor:
    """One kept-alive connection with a session."""

    def __init__(self, port, session):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; sessionid={session}",
            "Host": "localhost",
        }

    def get(self, path):
        """Milliseconds of one page; anything but 200 ends the benchmark."""
        start = time.perf_counter()
        part = {"HX-Request": "true"} if path.endswith("/now/") else {}
        self.connection.request("GET", path, headers=self.headers | part)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}, not 200")
        return (time.perf_counter() - start) * 1000


def medians(visits, rounds=ROUNDS):
    """Ask each (visitor, path) in turn, `rounds` times; the median milliseconds of each."""
    for visitor, path in visits:
        visitor.get(path), visitor.get(path)
    taken = [[] for _ in visits]
    for _round in range(rounds):
        for series, (visitor, path) in zip(taken, visits, strict=True):
            series.append(visitor.get(path))
    return [statistics.median(series) for series in taken]


def throughput(port, session, path, seconds=4, clients=4):
    """Pages a second with some clients asking at once."""
    counts, stop = [0] * clients, time.perf_counter() + seconds

    def ask(index):
        visitor = Visitor(port, session)
        while time.perf_counter() < stop:
            visitor.get(path)
            counts[index] += 1

    threads = [threading.Thread(target=ask, args=(index,)) for index in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def processor_ms(server, visitor, path, rounds=ROUNDS):
    """Milliseconds of processor time a page costs the server's processes; 0 where /proc does not say."""

    def used():
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = stat.read_text(encoding="utf-8").rpartition(") ")[2].split()
                if str(server.pid) in {stat.parent.name, fields[1]}:
                    ticks += int(fields[11]) + int(fields[12])
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")

    before = used()
    for _round in range(rounds):
        visitor.get(path)
    return (used() - before) / rounds


def measure(environment, size):
    sessions, shown = prepared(environment, size)
    pages = {
        "list, procurement": ("procurement", "/suppliers/"),
        "list, auditor of a random half": ("half", "/suppliers/"),
        "list, auditor of 500": ("few", "/suppliers/"),
        "detail, procurement": ("procurement", f"/suppliers/{shown}/"),
        "its part that follows": ("procurement", f"/suppliers/{shown}/now/"),
        WORST: ("end", "/suppliers/"),
    }
    with (
        served(environment, "sustainportal.wsgi", 8471) as ours,
        served(environment, "tests.benchmarks.bare:application", 8472) as theirs,
    ):
        yardstick = Visitor(8472, sessions["procurement"]), "/suppliers/"
        visits = [(Visitor(8471, sessions[name]), path) for name, path in pages.values()]
        bare, *taken = medians([yardstick, *visits[:-1]])
        taken += medians(visits[-1:])  # apart: its scan leaves cold caches to whoever comes next
        print(f"  bare page {bare:.1f} ms")
        for label, milliseconds in zip(pages, taken, strict=True):
            print(f"  {label} {milliseconds:.1f} ms = {milliseconds / bare:.2f} × bare")
        listed, shown = taken[0], taken[list(pages).index("detail, procurement")]
        print(
            f"  bars: list {listed / bare:.2f} × bare (3), detail {shown / listed:.0%} of the list (60 %)"
        )
        costs = [
            processor_ms(theirs, *yardstick),
            *(processor_ms(ours, *visit) for visit in visits),
        ]
        words = ", ".join(
            f"{label} {cost:.1f}" for label, cost in zip(["bare", *pages], costs, strict=True)
        )
        print(f"  processor milliseconds a page (without the database): {words}")
        rates = [throughput(port, sessions["procurement"], "/suppliers/") for port in (8471, 8472)]
        print(f"  four clients: list {rates[0]:.0f} pages/s, bare {rates[1]:.0f} pages/s")
    return dict(zip(pages, taken, strict=True))


def main():
    with fresh_postgres("bench_pages") as address:
        environment = portal_environment(address)
        for verb in (["migrate"], ["collectstatic", "--no-input"]):
            subprocess.run(
                [sys.executable, "manage.py", *verb, "--verbosity", "0"],
                env=environment,
                check=True,
            )
        results = {}
        for size in SIZES:
            print(f"supplier list, {size:,} suppliers", flush=True)
            results[size] = measure(environment, size)
        small, large = (results[size] for size in SIZES)
        print("100,000 suppliers against 10,000 (bar 2 ×)")
        for label, taken in large.items():
            print(f"  {label} {taken / small[label]:.2f} ×")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sustainportal.settings")
    if sys.argv[1:2] == ["prepare"]:
        import django

        django.setup()
        prepare(int(sys.argv[2]))
    else:
        main()
