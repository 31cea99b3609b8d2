"""Two people at the same moment, on a database with row locks."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from audits import operations
from audits.models import Finding
from sustainportal.accounts.refusals import NotNow


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_of_two_at_once_one_is_told(walk, auditor, buyer, now):
    finding = walk("submitted")
    seen = finding.last_step()
    start, told = Barrier(2), []

    def act(operation, person, **words):
        start.wait()
        try:
            operation(finding=finding, seen=seen, by=person, at=now, **words)
            told.append("done")
        except NotNow as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [
        Thread(target=act, args=(operations.approve_plan, buyer)),
        Thread(target=act, args=(operations.return_plan, auditor), kwargs={"remark": "No."}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(word == "done" for word in told) == [False, True]
    [refusal] = [word for word in told if word != "done"]
    assert "was here before you" in refusal
    assert finding.steps.count() == 2
    assert Finding.objects.get().state in {"approved", "needs_revision"}
