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


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_of_two_who_decide_at_once_one_is_told(finding, mill_user, auditor, buyer, now):
    row = operations.ask_postponement(
        finding=finding, kind="extension", until=finding.complete_due.replace(month=3),
        reason="The bars are late.", by=mill_user, at=now,
    )  # fmt: skip
    told = at_once(
        lambda: operations.grant_postponement(postponement=row, by=buyer, at=now),
        lambda: operations.refuse_postponement(postponement=row, remark="No.", by=auditor, at=now),
    )
    assert sorted(word == "done" for word in told) == [False, True]
    assert "before you" in next(word for word in told if word != "done")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_of_two_who_check_at_once_one_repeat_opens(walk, auditor, second_buyer, now):
    check = walk("closed").check_owed
    told = at_once(
        *(
            lambda by=by: operations.record_check(
                check=check, holds=False, remark="Locked again.", by=by, at=now
            )
            for by in (auditor, second_buyer)
        )
    )
    assert sorted(word == "done" for word in told) == [False, True]
    assert Finding.objects.filter(repeat_of=check.finding_id).count() == 1


def at_once(*acts):
    """What became of each act when all begin at the same moment: done, or the refusal."""
    start, told = Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
            told.append("done")
        except NotNow as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
