import dataclasses
import datetime as dt
import threading

import pytest
from django.db import OperationalError, connection
from django.db.models.functions import Now

from sustainportal.jobs import kinds, operations, work
from sustainportal.jobs.kinds import find
from sustainportal.jobs.models import Job
from sustainportal.jobs.tasks import work_on


@pytest.fixture
def job(effects, buyer, now):
    return operations.ask("tests.steps", by=buyer, at=now, count=3)


def lease_runs_out(job):
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - dt.timedelta(seconds=1))


def test_a_waiting_job_is_claimed_by_one_worker_only(job, now):
    mine = work.claim(job.pk, at=now)
    assert (mine.state, mine.attempts, mine.started_at) == ("running", 1, now)
    assert mine.token is not None
    assert work.claim(job.pk, at=now) is None


def test_a_job_is_claimed_again_once_its_lease_has_run_out(job, now):
    dead = work.claim(job.pk, at=now)
    lease_runs_out(job)
    heir = work.claim(job.pk, at=now + dt.timedelta(hours=1))
    assert heir.token != dead.token
    assert (heir.attempts, heir.started_at) == (2, now)


def test_a_finished_job_is_not_claimed(job, now):
    operations.run(job, at=now)
    assert work.claim(job.pk, at=now) is None


def test_the_heir_goes_on_where_the_dead_worker_stopped(job, now, effects):
    dead = work.claim(job.pk, at=now)
    kind = find("tests.steps")
    work.make_plan(dead, kind, at=now)
    work.refresh(dead)
    work.do_item(dead, kind, at=now)
    lease_runs_out(job)
    assert work_on(job=job.pk) == 1
    job.refresh_from_db()
    assert (effects.happened, effects.planned, job.state) == (["0", "1", "2"], 1, "done")
    assert job.result == {"effects": 3, "sum": 3}


def test_who_lost_the_lease_has_no_effect_any_more(job, now, effects):
    late = work.claim(job.pk, at=now)
    kind = find("tests.steps")
    work.make_plan(late, kind, at=now)
    work.refresh(late)
    lease_runs_out(job)
    work.claim(job.pk, at=now)
    with pytest.raises(work.LostLease):
        work.do_item(late, kind, at=now)
    assert effects.happened == []


def test_a_lease_lost_in_the_middle_of_an_item_undoes_the_item(job, now, effects):
    mine = work.claim(job.pk, at=now)
    kind = find("tests.steps")
    work.make_plan(mine, kind, at=now)
    work.refresh(mine)
    effects.during = lambda item: Job.objects.filter(pk=job.pk).update(
        token="00000000-0000-0000-0000-000000000000"
    )
    with pytest.raises(work.LostLease):
        work.do_item(mine, kind, at=now)
    job.refresh_from_db()
    assert (effects.happened, job.position) == ([], 0)


def test_the_mark_is_made_at_the_known_position_only(job, now, effects):
    mine = work.claim(job.pk, at=now)
    kind = find("tests.steps")
    work.make_plan(mine, kind, at=now)
    work.refresh(mine)
    work.do_item(mine, kind, at=now)
    with pytest.raises(work.LostLease):  # it still believes in position 0
        work.do_item(mine, kind, at=now)
    assert effects.happened == ["0"]


def test_a_hint_at_a_job_that_is_taken_or_gone_does_nothing(job, now, effects):
    work.claim(job.pk, at=now)
    assert work_on(job=job.pk) == 0
    assert work_on(job=job.pk + 1) == 0
    assert effects.happened == []


def test_a_failed_job_is_not_an_error_of_the_worker(job, effects):
    effects.trouble[0] = [RuntimeError("boom")]
    assert work_on(job=job.pk) == 0
    job.refresh_from_db()
    assert job.state == "failed"


def test_work_that_keeps_killing_its_worker_is_given_up(job, now, effects):
    for _ in range(work.ATTEMPTS):
        assert work.claim(job.pk, at=now) is not None
        lease_runs_out(job)
    assert work_on(job=job.pk) == 0
    job.refresh_from_db()
    assert job.trouble == (
        f"It could not begin: the work was interrupted {work.ATTEMPTS} times here."
    )
    assert effects.happened == []


def test_nothing_is_done_for_a_person_who_may_no_longer_sign_in(job, buyer, effects):
    buyer.is_active = False
    buyer.save()
    work_on(job=job.pk)
    job.refresh_from_db()
    assert (job.state, effects.happened) == ("failed", [])
    assert job.error == "Whoever asked for this may no longer sign in."


def test_a_job_of_a_kind_that_is_gone_fails_with_a_sentence(job, now):
    Job.objects.filter(pk=job.pk).update(kind="tests.gone")
    assert work_on(job=job.pk) == 0
    job.refresh_from_db()
    assert job.trouble == "It could not begin: There is no kind of job called tests.gone."


def test_the_reason_is_told_in_the_language_of_who_asked(job, buyer, now, monkeypatch):
    buyer.language = "zh-hant"
    buyer.save()
    spoken = []
    monkeypatch.setattr(
        work, "_work_through", lambda *rest: spoken.append(work.translation.get_language())
    )
    work.work_through(work.claim(job.pk, at=now), clock=lambda: now)
    assert spoken == ["zh-hant"]


def test_a_process_that_is_asked_to_stop_gives_the_job_back(job, now, effects, monkeypatch):
    monkeypatch.setattr(work, "stopping", threading.Event())
    effects.during = lambda item: work.stopping.set()
    work_on(job=job.pk)
    job.refresh_from_db()
    assert (job.state, job.position, job.token, job.hinted_at) == ("queued", 1, None, None)
    work.stopping.clear()
    effects.during = None
    work_on(job=job.pk)
    assert effects.happened == ["0", "1", "2"]


def test_work_that_is_stopped_by_hand_says_so_and_can_be_tried_again(job, now, effects):
    effects.trouble[1] = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        operations.run(job, at=now)
    job.refresh_from_db()
    assert job.trouble == "Step 2 of 3 failed: it was stopped by hand."
    assert effects.happened == ["0"]


def gathering(effects, gather):
    kind = kinds.KINDS["tests.steps"]

    def keep(item, *, by, at, gathered, **args):
        return effects.happen(gathered, at)

    kinds.KINDS["tests.steps"] = dataclasses.replace(kind, gather=gather, work=keep)


@pytest.mark.django_db(transaction=True)
def test_what_an_item_gathers_beforehand_holds_up_no_writer(job, now, effects):
    inside = []

    def gather(item, *, by, at, held, **args):
        inside.append(connection.in_atomic_block)
        held()
        return item * 10

    gathering(effects, gather)
    operations.run(job, at=now)
    assert (inside, effects.happened) == ([False] * 3, ["0", "10", "20"])


def test_a_lease_lost_while_gathering_has_no_effect(job, now, effects):
    def gather(item, *, by, at, held, **args):
        lease_runs_out(job)
        work.claim(job.pk, at=now)
        return item

    gathering(effects, gather)
    mine = work.claim(job.pk, at=now)
    with pytest.raises(work.LostLease):
        work.work_through(mine, clock=lambda: now)
    assert effects.happened == []


def test_long_gathering_keeps_the_lease(job, now, effects, settings):
    settings.JOB_LEASE_SECONDS = 0  # so every call renews it

    def gather(item, *, by, at, held, **args):
        lease_runs_out(job)
        before = Job.objects.get(pk=job.pk).lease_until
        held()
        assert Job.objects.get(pk=job.pk).lease_until > before
        return item

    gathering(effects, gather)
    assert operations.run(job, at=now).state == "done"


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_is_waited_for(monkeypatch, job, now, effects):
    monkeypatch.setattr(work, "PAUSES", (0, 0))
    effects.trouble[1] = [OperationalError("database is locked")] * 2
    assert operations.run(job, at=now).state == "done"
    assert effects.happened == ["0", "1", "2"]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_stays_locked_fails_the_job(monkeypatch, job, now, effects):
    monkeypatch.setattr(work, "PAUSES", (0, 0))
    effects.trouble[1] = [OperationalError("database is locked")] * 3
    with pytest.raises(work.JobFailed):
        operations.run(job, at=now)
    assert effects.happened == ["0"]


@pytest.mark.django_db(transaction=True)
def test_running_a_job_that_a_worker_holds_follows_its_progress(job, now, effects):
    held, seen = threading.Event(), []
    mine = work.claim(job.pk, at=now)

    def worker():
        held.wait(10)
        work.work_through(mine, clock=lambda: now)
        connection.close()

    def told(job):
        seen.append((job.state, job.position))
        held.set()

    other = threading.Thread(target=worker)
    other.start()
    done = operations.run(job, at=now, told=told)
    other.join()
    assert seen[0] == ("running", 0)
    assert (done.state, effects.happened) == ("done", ["0", "1", "2"])


@pytest.mark.django_db(transaction=True)
def test_nobody_takes_a_job_over_in_the_middle_of_an_item(job, now, effects):
    """Even if the item takes longer than the lease: its transaction holds the row."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: a claim waits for the item's transaction to end.")
    claimed = []

    def rival():
        lease = dict(lease_until=Now() - dt.timedelta(seconds=1))
        claimed.append((work.claim(job.pk, at=now), operations.resend(), lease))
        connection.close()

    def during(item):
        thread = threading.Thread(target=rival)
        thread.start()
        thread.join(10)

    mine = work.claim(job.pk, at=now)
    lease_runs_out(job)
    effects.during = during
    work.work_through(mine, clock=lambda: now)
    assert [(taken, resent) for taken, resent, _ in claimed] == [(None, 0)] * 3
    assert effects.happened == ["0", "1", "2"]
