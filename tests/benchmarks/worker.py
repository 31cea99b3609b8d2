"""What memory a real Celery worker takes to judge the risk of every supplier.

Once as a server runs it (two processes, docs/systemd) and once as `run` does (two threads and the beat).
Needs a PostgreSQL server (DATABASE_URL, or the local one); the broker is the embedded one.
"""

import datetime as dt
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from .databases import fresh_postgres, portal_environment

BAR = 130  # MB of one process
ALONE = ["--without-gossip", "--without-mingle", "-l", "WARNING"]
KINDS = {
    "two processes": ["--concurrency", "2", *ALONE],
    "two threads, beat inside": ["-P", "threads", "--concurrency", "2", "-B", *ALONE],
}
AT = dt.datetime(2026, 8, 17, 9, tzinfo=dt.UTC)


def ask():
    """Ask for the classification of a year and wait until a worker has finished it."""
    from sustainportal.jobs import operations

    job = operations.ask("suppliers.classify", by=None, at=AT, year=AT.year)
    start = time.perf_counter()
    while job.is_open:
        time.sleep(0.2)
        job.refresh_from_db()
    print(f"{job.state} {job.total} steps in {time.perf_counter() - start:.0f} s", end="")


def peaks(pid):
    """Megabytes each process of the worker took at most, the main one first."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        facts = dict(
            re.findall(r"^(\w+):\s+(\d+)", status.read_text(encoding="utf-8"), re.MULTILINE)
        )
        if str(pid) in {facts["Pid"], facts["PPid"]} and "VmHWM" in facts:
            found[int(facts["Pid"])] = int(facts["VmHWM"]) // 1024
    return [found[number] for number in sorted(found)]


def work(environment, options):
    log = open(Path(environment["PORTAL_VAR"]) / "worker.log", "wb")  # noqa: SIM115
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "sustainportal", "worker", *options,
         *(["-s", f"{environment['PORTAL_VAR']}/beat"] if "-B" in options else [])],
        env=environment, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        subprocess.run(
            [sys.executable, "-m", __spec__.name, "ask"], env=environment, check=True, timeout=600
        )
        return peaks(worker.pid)
    finally:
        worker.terminate()
        worker.wait(30)


def main():
    if not Path("/proc/self/status").exists():
        print("  no /proc on this system: not measured")
        return
    with fresh_postgres("bench_worker") as address:
        environment = portal_environment(address)
        os.environ["PORTAL_VAR"] = environment["PORTAL_VAR"]
        for command in (
            ["manage.py", "migrate", "--verbosity", "0"],
            ["-m", __spec__.name, "seed"],
        ):
            subprocess.run([sys.executable, *command], env=environment, check=True)
        measure(environment)


def measure(environment):
    from sustainportal.launch.broker import Broker

    broker = Broker()
    broker.start(Path(environment["PORTAL_VAR"]))
    try:
        for label, options in KINDS.items():
            print(f"  {label}: ", end="", flush=True)
            taken = work(environment | {"PORTAL_BROKER": broker.address, "REDIS_URL": ""}, options)
            print(f", memory of its processes {taken} MB (bar {BAR})")
    finally:
        broker.stop()


def seed():
    from . import classify

    classify.seed()


if __name__ == "__main__":
    if sys.argv[1:] in (["seed"], ["ask"]):
        import django

        django.setup()
        {"seed": seed, "ask": ask}[sys.argv[1]]()
    else:
        main()
