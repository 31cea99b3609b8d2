"""What 200,000 findings cost beside 2,000: the list with its filters, the overviews, the night's reminders.

On PostgreSQL behind gunicorn, in one run; the bars are 2 × for the list, a second for an overview, a minute and
one notice a person for the reminders. Half of the findings are open, most of these overdue (many_findings.py).
Needs a PostgreSQL server (see pages.py).
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time

from .databases import fresh_postgres, portal_environment
from .pages import Visitor, served

ROUNDS = 15
SIZES = (2_000, int(os.environ.get("BENCH_FINDINGS", "200000")))
PORT = 8474
LISTS = {
    "list, buyer": ("procurement", "/audits/findings/"),
    "list, auditor of half": ("half", "/audits/findings/"),
    "list, supplier": ("supplier", "/audits/findings/"),
    "what is due, supplier": ("supplier", "/audits/findings/due/"),
    "to review, buyer": ("procurement", "/audits/findings/review/"),
    "open": ("procurement", "/audits/findings/?standing=open"),
    "closed": ("procurement", "/audits/findings/?standing=closed"),
    "overdue": ("procurement", "/audits/findings/?late=yes"),
    "one state": ("procurement", "/audits/findings/?state=submitted"),
    "one rating": ("procurement", "/audits/findings/?rating=priority"),
    "waits for the supplier": ("procurement", "/audits/findings/?waits=supplier"),
    "one section": ("procurement", "/audits/findings/?section=B"),
    "one year": ("procurement", "/audits/findings/?year=2024"),
    "of zero tolerance": ("procurement", "/audits/findings/?zero=yes"),
    "old ones": ("procurement", "/audits/findings/?standing=open&age=more"),
    "discovered in the last 30 days": ("procurement", "/audits/findings/?age=30"),
    "discovered 91 to 180 days ago": ("procurement", "/audits/findings/?age=180"),
    "not late": ("procurement", "/audits/findings/?delay=no"),
    "late by up to 30 days": ("procurement", "/audits/findings/?delay=30"),
    "by rating": ("procurement", "/audits/findings/?sort=rating"),
    "by provision": ("procurement", "/audits/findings/?sort=provision"),
    "by supplier": ("procurement", "/audits/findings/?sort=supplier"),
    "latest due first": ("procurement", "/audits/findings/?sort=-due"),
    "as counted in a year, one section": (
        "procurement", "/audits/findings/?counted=1&year=2025&section=B",
    ),
    "as counted in a year, one country": (
        "procurement", "/audits/findings/?counted=1&year=2025&country=VN",
    ),
    "search: a supplier's name": ("procurement", "/audits/findings/?q=maple"),
    "search: a site's name, all": ("procurement", "/audits/findings/?q=plant+1"),
    "search: a provision's title": ("procurement", "/audits/findings/?q=emergency"),
    "search: a reference": ("procurement", "/audits/findings/?q=AU-00100"),
    "search: a word of all": ("procurement", "/audits/findings/?q=hall"),
    "search: of a tenth": ("procurement", "/audits/findings/?q=exits"),
    "search: of a thirtieth": ("procurement", "/audits/findings/?q=mercury"),
    "search: of a thirtieth, closed": ("procurement", "/audits/findings/?q=mercury&standing=closed"),
    "search: of a thirtieth, auditor of half": ("half", "/audits/findings/?q=mercury"),
    "search: of a tenth, supplier": ("supplier", "/audits/findings/?q=exits"),
    "search: Chinese, of a third": ("procurement", "/audits/findings/?q=%E6%B6%88%E9%98%B2"),
    "search: Chinese, of one": ("procurement", "/audits/findings/?q=%E5%B7%A5%E4%BA%BA1592%E6%9C%AA"),
    "search: Chinese, of none": ("procurement", "/audits/findings/?q=%E9%BE%98%E9%BE%98"),
    "search: of none": ("procurement", "/audits/findings/?q=zebra+quartz"),
    "search: two letters, of none": ("procurement", "/audits/findings/?q=zq"),
}  # fmt: skip
OVERVIEWS = {
    "the year in numbers": "/audits/summary/?year=2025",
    "open findings today": "/audits/standing/",
    "years compared": "/audits/comparison/",
    "countries compared": "/audits/comparison/?by=country&year=2025",
    "commodities compared": "/audits/comparison/?by=commodity&year=2025",
    "zero tolerance": "/audits/zero-tolerance/",
    "home": "/",
}


def prepare(size):
    """Grow the findings; print a session of each person, and what each list asks."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from . import many_findings

    settings.ALLOWED_HOSTS = ["*"]
    settings.AXES_ENABLED = False
    clients = {}
    for name, someone in many_findings.grow(size).items():
        clients[name] = Client()
        clients[name].force_login(someone, backend="sustainportal.accounts.backends.RoleBackend")
        print("SESSION", name, clients[name].cookies[settings.SESSION_COOKIE_NAME].value)
    for label, (name, path) in LISTS.items():
        clients[name].get(path)
        with CaptureQueriesContext(connection) as found:
            assert clients[name].get(path).status_code == 200, path
        print("QUERIES", len(found), label)


def prepared(environment, size):
    """({name: session}, {list: queries}) after `prepare` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, "prepare", str(size)],
        env=environment, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    words = [line.split(" ", 2) for line in done.stdout.splitlines()]
    sessions = {word[1]: word[2] for word in words if word[0] == "SESSION"}
    return sessions, {word[2]: int(word[1]) for word in words if word[0] == "QUERIES"}


def measure(environment, size):
    """({label: median milliseconds}, {list: queries})."""
    sessions, queries = prepared(environment, size)
    asked = LISTS | {label: ("procurement", path) for label, path in OVERVIEWS.items()}
    assert len(asked) == len(LISTS) + len(OVERVIEWS), "two pages of one name"
    taken = {label: [] for label in asked}
    with served(environment, "sustainportal.wsgi", PORT):
        visitors = {name: Visitor(PORT, session) for name, session in sessions.items()}
        for turn in range(ROUNDS + 3):
            for label, (name, path) in asked.items():
                milliseconds = visitors[name].get(path)
                if turn >= 3:
                    taken[label].append(milliseconds)
    return {label: statistics.median(series) for label, series in taken.items()}, queries


def remind(environment):
    """Seconds and account of one night, everybody within the cap."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "manage.py", "remind", "--json"],
        env=environment | {"REMINDERS_PER_NIGHT": "1000000"},
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return time.perf_counter() - started, json.loads(done.stdout)["result"]


def tell_nights(environment):
    seconds, account = remind(environment)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"  the night's reminders {seconds:.1f} s (bar 60): {account['findings']:,} findings,"
        f" {account['people']:,} people with one notice each; at most {memory:.0f} MB"
    )
    seconds, account = remind(environment)
    print(f"  the same night again {seconds:.1f} s: {account['people']} people")


def main():
    with fresh_postgres("bench_many_findings") as address:
        environment = portal_environment(address)
        for verb in (["migrate"], ["collectstatic", "--no-input"]):
            subprocess.run(
                [sys.executable, "manage.py", *verb, "--verbosity", "0"],
                env=environment, check=True,
            )  # fmt: skip
        (small, few), (large, many) = (measure(environment, size) for size in SIZES)
        print(f"{SIZES[1]:,} findings against {SIZES[0]:,} (bar 2 × for lists)")
        for label in LISTS:
            ratio = large[label] / small[label]
            print(
                f"  {label}: {small[label]:.0f} → {large[label]:.0f} ms = {ratio:.2f} ×,"
                f" queries {few[label]} → {many[label]}"
            )
        print(f"overviews at {SIZES[1]:,} findings (bar 1000 ms)")
        for label in OVERVIEWS:
            print(f"  {label} {large[label]:.0f} ms")
        tell_nights(environment)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sustainportal.settings")
    if sys.argv[1:2] == ["prepare"]:
        import django

        django.setup()
        prepare(int(sys.argv[2]))
    else:
        main()
