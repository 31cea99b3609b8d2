"""A real worker, killed in the middle of the yearly run: the next one goes on where it stopped, nothing is
judged twice, and of no span is there ever a part.

On SQLite and the embedded broker; on PostgreSQL and Redis where DATABASE_URL and REDIS_URL name them.
"""

import json
import os
import time

import pytest

from tests.sustainportal.jobs import test_promise as promise
from tests.sustainportal.jobs.test_promise import broker, database, pytestmark  # noqa: F401

KILLS = 1
SUPPLIERS, SPAN = 60, 5  # see risk_run.py
SPANS = SUPPLIERS // SPAN
MODULE = "tests.suppliers.risk_run"


class Portal(promise.Portal):
    module = MODULE

    def position(self):
        return self.ask("SELECT position FROM jobs_job WHERE part_of_id IS NULL")[0][0]

    def states(self):
        """Of the run itself: on PostgreSQL two workers share it in parts."""
        return dict(self.ask(STATES))

    def wait_until(self, position, seconds=60):
        until = time.monotonic() + seconds
        while self.position() < position:
            assert time.monotonic() < until, (self.states(), self.words())
            time.sleep(0.02)


@pytest.fixture
def portal(tmp_path, database, broker):  # noqa: F811
    address, look = database
    short = {"JOB_LEASE_SECONDS": "1", "JOB_RESEND_SECONDS": "1"}
    own = {"DATABASE_URL": address, "PORTAL_VAR": str(tmp_path), "PROMISE": promise.NAME}
    own["DJANGO_SETTINGS_MODULE"] = "sustainportal.settings"
    portal = Portal({**os.environ, **broker, **short, **own}, tmp_path, look)
    portal.do("django", "migrate", "--verbosity", "0")
    yield portal
    portal.kill()


def test_a_killed_run_goes_on_where_it_stopped(portal):
    portal.do(MODULE)
    interrupted = 0
    for kill in range(KILLS):
        portal.work()
        portal.wait_until(3 + kill * 4)
        time.sleep(0.05)
        portal.kill()
        interrupted += portal.states() == {"running": 1} and portal.position() < SPANS
        # what a page shows meanwhile: whole spans, each supplier once, and the run that is under way
        assert portal.ask(JUDGED)[0][0] == SPAN * portal.position()
    portal.work()
    portal.wait_for(1)
    portal.kill()

    assert interrupted == KILLS, "no kill met the run under way: the test has shown nothing"
    assert portal.ask(JUDGED) == [(SUPPLIERS,)]
    assert portal.ask(TOLD) == [(SUPPLIERS, SUPPLIERS)]
    assert portal.ask(READ) == [(5 * SUPPLIERS,)]
    ((result,),) = portal.ask("SELECT result FROM jobs_job WHERE part_of_id IS NULL")
    counts = result if isinstance(result, dict) else json.loads(result)
    assert (counts["judged"], counts["changed"]) == (SUPPLIERS, SUPPLIERS)


STATES = "SELECT state, count(*) FROM jobs_job WHERE part_of_id IS NULL GROUP BY state"
JUDGED = "SELECT count(DISTINCT supplier_id) FROM suppliers_classification"
TOLD = """SELECT count(*), count(DISTINCT subject_id) FROM trail_entry
          WHERE event = 'suppliers.supplier.classified'"""
READ = "SELECT count(*) FROM suppliers_factorreading WHERE derived"
