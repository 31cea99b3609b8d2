"""A job in lanes: two workers at one piece of work, which stays one job for everybody who looks."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.urls import reverse

from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs import hints, kinds, lanes, operations, work
from sustainportal.jobs.models import Job
from sustainportal.jobs.queries import latest
from sustainportal.jobs.tasks import work_on
from sustainportal.trail.models import Entry


@pytest.fixture(autouse=True)
def kind(effects, settings):
    """`tests.shared`: as `tests.steps`, for two workers; on SQLite too, where it only gains nothing."""
    settings.JOB_LANES = True

    @kinds.job_kind("tests.shared", label="Shared", plan=effects.plan, lanes=2)
    def shared(item, *, by, at, **args):
        return effects.happen(item, at)


def ask(buyer, now, count=5, **args):
    return operations.ask("tests.shared", by=buyer, at=now, count=count, **args)


@pytest.fixture
def job(buyer, now):
    """Five items, planned by a worker and shared out; nothing of it is done."""
    job = ask(buyer, now)
    assert work_on(job=job.pk) == 1
    job.refresh_from_db()
    return job


def parts_of(job):
    return list(job.parts.order_by("pk"))


def state_of(job):
    job.refresh_from_db()
    return job.state, job.position


def lease_runs_out(job):
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - dt.timedelta(seconds=1))


def step(part, now):
    """One item of a part, as a worker does it that is killed afterwards."""
    mine = work.claim(part.pk, at=now)
    work.do_item(mine, kinds.find("tests.shared"), at=now)
    return mine


# --- sharing out ------------------------------------------------------------------------------
def test_a_planned_job_is_shared_out_to_parts_that_take_turns_in_the_plan(job, buyer, now, effects):
    assert (job.state, job.lanes, job.token, job.lease_until) == ("running", 2, None, None)
    assert (job.plan, job.position, job.total, job.attempts) == ([0, 1, 2, 3, 4], 0, 5, 0)
    first, second = parts_of(job)
    assert (first.plan, first.total, second.plan, second.total) == ([0, 2, 4], 3, [1, 3], 2)
    for part in (first, second):
        assert (part.state, part.kind, part.args) == ("queued", "tests.shared", {"count": 5})
        assert (part.asked_by, part.asked_by_name, part.asked_at) == (buyer, "buyer", now)
        assert (part.part_of, part.lanes, part.night) == (job, 0, None)
    assert effects.happened == []


def test_the_parts_are_hinted_at_when_they_are_committed(
    buyer, now, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(lanes, "hint", sent.append)
    job = ask(buyer, now)
    with django_capture_on_commit_callbacks(execute=True):
        work_on(job=job.pk)
        assert sent == []
    assert sent == [part.pk for part in parts_of(job)]


def test_a_small_plan_is_not_shared_out(buyer, now, effects):
    small = ask(buyer, now, count=3)
    work_on(job=small.pk)
    assert state_of(small) == ("done", 3)
    large = ask(buyer, now, count=4)
    work_on(job=large.pk)
    assert state_of(large) == ("running", 0)
    assert [part.part_of for part in Job.objects.exclude(part_of=None)] == [large] * 2


def test_a_kind_of_one_lane_is_not_shared_out(buyer, now, effects):
    job = operations.ask("tests.steps", by=buyer, at=now, count=9)
    work_on(job=job.pk)
    assert (state_of(job), Job.objects.count()) == (("done", 9), 1)


def test_nothing_is_shared_out_where_the_database_has_one_writer(buyer, now, settings):
    settings.JOB_LANES = False
    job = ask(buyer, now)
    work_on(job=job.pk)
    assert (state_of(job), Job.objects.count()) == (("done", 5), 1)


def test_a_plan_and_its_parts_are_written_together_or_not_at_all(buyer, now, monkeypatch):
    job = ask(buyer, now)
    mine = work.claim(job.pk, at=now)
    Job.objects.filter(pk=job.pk).update(token="00000000-0000-0000-0000-000000000000")
    with pytest.raises(work.LostLease):
        work.make_plan(mine, kinds.find("tests.shared"), at=now, share=True)
    job.refresh_from_db()
    assert (job.plan, job.lanes, Job.objects.count()) == (None, 0, 1)


def test_the_database_refuses_a_job_in_lanes_that_somebody_holds(job):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(
            token="00000000-0000-0000-0000-000000000000", lease_until=Now()
        )


# --- doing and closing ------------------------------------------------------------------------
def test_the_parts_add_up_and_the_last_one_closes_the_job(job, effects):
    first, second = parts_of(job)
    assert work_on(job=second.pk) == 1
    assert state_of(job) == ("running", 2)
    assert (job.result, job.finished_at) == ({"effects": 2, "sum": 4}, None)
    assert work_on(job=first.pk) == 1
    assert state_of(job) == ("done", 5)
    assert effects.happened == ["1", "3", "0", "2", "4"]
    assert (job.result, effects.planned) == ({"effects": 5, "sum": 10}, 1)
    first.refresh_from_db()
    assert job.finished_at == first.finished_at is not None
    assert job.done_address == ""


def test_the_progress_is_that_of_all_parts(job, now):
    first, second = parts_of(job)
    step(first, now)
    job.refresh_from_db()
    assert (job.position, job.percent) == (1, 20)
    step(second, now)
    job.refresh_from_db()
    assert (job.position, job.total, job.percent) == (2, 5, 40)
    assert job.result == {"effects": 2, "sum": 1}


def test_a_step_of_a_part_and_the_sum_of_the_job_are_one_transaction(job, now, effects):
    first, _second = parts_of(job)
    mine = work.claim(first.pk, at=now)
    effects.trouble[0] = [RuntimeError("boom")]
    with pytest.raises(RuntimeError):
        work.do_item(mine, kinds.find("tests.shared"), at=now)
    assert (state_of(job), state_of(first)) == (("running", 0), ("running", 0))
    assert effects.happened == []


@pytest.mark.django_db(transaction=True)
def test_parts_that_end_in_the_same_moment_close_the_job_once(job, effects):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: no two parts end in the same moment.")
    together, ended = threading.Barrier(2, timeout=20), []
    # both last items have taken effect, neither is committed
    effects.during = lambda item: together.wait() if item in (3, 4) else None

    def worker(part):
        ended.append(work_on(job=part.pk))
        connection.close()

    threads = [threading.Thread(target=worker, args=[part]) for part in parts_of(job)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert ended == [1, 1]
    assert state_of(job) == ("done", 5)
    assert job.result == {"effects": 5, "sum": 10}
    assert sorted(effects.happened) == ["0", "1", "2", "3", "4"]
    assert [part.state for part in parts_of(job)] == ["done", "done"]


@pytest.mark.django_db(transaction=True)
def test_a_part_waits_for_no_other_while_it_works(job, effects):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer.")
    first, second = parts_of(job)
    seen = []

    def rival():
        seen.append(work_on(job=second.pk))
        connection.close()

    def during(item):
        if item == 0:
            effects.during = None
            thread = threading.Thread(target=rival)
            thread.start()
            thread.join(20)

    effects.during = during
    assert work_on(job=first.pk) == 1
    assert seen == [1]
    assert effects.happened[:2] != ["0", "2"]
    assert state_of(job) == ("done", 5)


# --- nobody holds the whole -------------------------------------------------------------------
def test_a_job_in_lanes_is_claimed_by_nobody(job, now):
    assert work.claim(job.pk, at=now) is None
    assert work_on(job=job.pk) == 0
    assert state_of(job) == ("running", 0)


def test_lost_hints_are_sent_again_for_the_parts_only(
    job, now, monkeypatch, django_capture_on_commit_callbacks
):
    Job.objects.update(hinted_at=now - dt.timedelta(days=365))
    sent = []
    monkeypatch.setattr(operations, "hint", lambda job_id: sent.append(job_id) or True)
    with django_capture_on_commit_callbacks(execute=True):
        assert operations.resend() == 2
    assert sorted(sent) == [part.pk for part in parts_of(job)]


def test_a_broker_that_is_silent_when_the_job_is_shared_out_loses_nothing(buyer, now, monkeypatch):
    monkeypatch.setattr(hints, "_silent_until", float("inf"))
    job = ask(buyer, now)
    work_on(job=job.pk)
    for part in parts_of(job):
        work_on(job=part.pk)
    assert state_of(job) == ("done", 5)


def test_a_killed_workers_part_goes_on_where_it_stopped(job, now, effects):
    first, second = parts_of(job)
    dead = step(first, now)
    work_on(job=second.pk)
    assert state_of(job) == ("running", 3)
    assert work_on(job=first.pk) == 0  # its lease runs
    lease_runs_out(first)
    assert work_on(job=first.pk) == 1
    assert state_of(job) == ("done", 5)
    assert (effects.happened, job.result) == (
        ["0", "1", "3", "2", "4"],
        {"effects": 5, "sum": 10},
    )
    with pytest.raises(work.LostLease):  # who comes back too late
        work.do_item(dead, kinds.find("tests.shared"), at=now)
    assert state_of(job) == ("done", 5)


def test_a_worker_that_is_asked_to_stop_gives_its_part_back(job, effects, monkeypatch):
    monkeypatch.setattr(work, "stopping", threading.Event())
    effects.during = lambda item: work.stopping.set()
    first, _second = parts_of(job)
    work_on(job=first.pk)
    assert (state_of(first), state_of(job)) == (("queued", 1), ("running", 1))


# --- one job for everybody who asks -----------------------------------------------------------
def test_asking_again_finds_the_job_and_not_its_parts(job, second_buyer, now):
    assert ask(second_buyer, now) == job
    work_on(job=parts_of(job)[0].pk)
    assert ask(second_buyer, now) == job
    assert latest("tests.shared", count=5) == job
    assert Job.objects.count() == 3
    assert Entry.objects.filter(event="jobs.job.asked").count() == 1
    work_on(job=parts_of(job)[1].pk)
    assert ask(second_buyer, now) not in (job, *parts_of(job))


def test_the_list_shows_the_job_and_the_job_shows_its_parts(as_user, buyer, job):
    client = as_user(buyer)
    assert list(client.get(reverse("jobs:job_list")).context["object_list"]) == [job]
    page = client.get(job.get_absolute_url()).content.decode()
    first, second = parts_of(job)
    assert f'<a href="/jobs/{first.pk}/">Waiting 0/3</a> · ' in page
    assert f'<a href="/jobs/{second.pk}/">Waiting 0/2</a>' in page
    page = client.get(first.get_absolute_url()).content.decode()
    assert f'<a href="/jobs/{job.pk}/">Shared 5</a>' in page


def test_the_list_asks_as_much_for_a_job_in_lanes_as_for_any(
    as_user, buyer, now, django_assert_num_queries
):
    client, address = as_user(buyer), reverse("jobs:job_list")
    ask(buyer, now, count=9)
    client.get(address)
    with django_assert_num_queries(4):
        client.get(address)
    for count in (5, 6):
        work_on(job=ask(buyer, now, count=count).pk)
    with django_assert_num_queries(4):
        client.get(address)


def test_the_progress_page_follows_the_parts(as_user, buyer, job, now):
    step(parts_of(job)[0], now)
    page = as_user(buyer).get(reverse("jobs:job_progress", args=[job.pk])).content.decode()
    assert "1 of 5 steps done (20 %)" in page
    assert "hx-get" in page


# --- here and now -----------------------------------------------------------------------------
def test_a_job_that_is_run_here_and_now_is_not_shared_out(buyer, now, effects):
    job = operations.run(ask(buyer, now), at=now)
    assert (job.state, job.position, Job.objects.count()) == ("done", 5, 1)
    assert effects.happened == ["0", "1", "2", "3", "4"]


def test_running_a_job_in_lanes_does_its_parts_one_after_the_other(job, now, effects):
    told = []
    done = operations.run(job, at=now, told=lambda job: told.append((job.pk, job.position)))
    assert (done.state, done.finished_at, effects.happened) == (
        "done",
        now,
        ["0", "2", "4", "1", "3"],
    )
    assert told == [(job.pk, position) for position in (1, 2, 3, 4, 5)]


@pytest.mark.django_db(transaction=True)
def test_running_a_job_of_which_a_worker_holds_a_part_waits_for_that_worker(job, now, effects):
    _first, second = parts_of(job)
    mine, waited, seen = work.claim(second.pk, at=now), threading.Event(), []

    def worker():
        waited.wait(10)
        work.work_through(mine, clock=lambda: now)
        connection.close()

    def told(job):
        seen.append(job.position)
        if seen[-2:] == [3, 3]:  # nothing is left to do here
            waited.set()

    other = threading.Thread(target=worker)
    other.start()
    done = operations.run(job, at=now, told=told)
    other.join()
    assert (done.state, sorted(effects.happened)) == ("done", ["0", "1", "2", "3", "4"])


def test_running_a_job_in_lanes_tells_of_a_part_that_failed(job, now, effects):
    effects.trouble[2] = [NotNow("the year is closed.")]
    with pytest.raises(work.JobFailed, match="the year is closed"):
        operations.run(job, at=now)
    assert effects.happened == ["0", "1", "3"]
    done = operations.run(operations.retry(job, by=None, at=now), at=now)
    assert (done.state, done.result) == ("done", {"effects": 5, "sum": 10})


# --- what goes wrong --------------------------------------------------------------------------
def test_a_part_that_fails_fails_the_job_once_the_others_have_ended(job, effects):
    first, second = parts_of(job)
    effects.trouble[2] = [NotNow("the year is closed.")]
    work_on(job=first.pk)
    assert state_of(first) == ("failed", 1)
    assert state_of(job) == ("running", 1)
    assert (job.error, job.trouble, job.finished_at) == ("", "", None)
    work_on(job=second.pk)
    assert state_of(job) == ("failed", 3)
    second.refresh_from_db()
    assert job.finished_at == second.finished_at
    assert job.trouble == "A part failed; 3 of 5 steps are done: the year is closed."
    assert first.trouble == "Step 2 of 3 failed: the year is closed."
    assert job.result == {"effects": 3, "sum": 4}
    assert effects.happened == ["0", "1", "3"]


def test_the_part_that_fails_last_fails_the_job(job, effects):
    first, second = parts_of(job)
    effects.trouble[4] = [RuntimeError("the secret of the house")]
    work_on(job=second.pk)
    work_on(job=first.pk)
    assert state_of(job) == ("failed", 4)
    assert (job.error, "the secret of the house" in job.error_detail) == ("", True)
    assert "the secret" not in job.trouble


def test_trying_again_takes_up_the_parts_that_failed(
    job, second_buyer, now, effects, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(lanes, "hint", sent.append)
    first, second = parts_of(job)
    effects.trouble[2] = [RuntimeError("once")]
    work_on(job=first.pk)
    work_on(job=second.pk)
    with django_capture_on_commit_callbacks(execute=True):
        again = operations.retry(job, by=second_buyer, at=now)
    assert again == job
    assert (again.state, again.position, again.error_detail) == ("running", 3, "")
    assert (again.finished_at, sent) == (None, [first.pk])
    assert (state_of(first), state_of(second)) == (("queued", 1), ("done", 2))
    work_on(job=first.pk)
    assert state_of(job) == ("done", 5)
    assert (effects.planned, job.result) == (1, {"effects": 5, "sum": 10})
    assert sorted(effects.happened) == ["0", "1", "2", "3", "4"]
    assert Entry.objects.get(event="jobs.job.retried").actor == "second_buyer"


def test_a_part_is_tried_again_with_its_job(job, buyer, now, effects):
    first, second = parts_of(job)
    effects.trouble[0], effects.trouble[1] = [RuntimeError("once")], [RuntimeError("once")]
    work_on(job=first.pk)
    first.refresh_from_db()
    with pytest.raises(NotNow):  # the other part is open
        operations.retry(first, by=buyer, at=now)
    assert state_of(first) == ("failed", 0)
    work_on(job=second.pk)
    assert state_of(job) == ("failed", 0)
    assert operations.retry(first, by=buyer, at=now) == job
    assert [part.state for part in parts_of(job)] == ["queued", "queued"]
    with pytest.raises(NotNow):
        operations.retry(job, by=buyer, at=now)


def test_a_job_in_lanes_is_not_tried_again_beside_a_newer_one(job, buyer, now, effects):
    first, second = parts_of(job)
    effects.trouble[0] = [RuntimeError("once")]
    work_on(job=first.pk)
    work_on(job=second.pk)
    ask(buyer, now)
    with pytest.raises(NotNow):
        operations.retry(job, by=buyer, at=now)
    assert (state_of(job), state_of(first)) == (("failed", 2), ("failed", 0))


def test_a_part_that_keeps_killing_its_worker_is_given_up_and_the_job_says_so(job, now):
    first, second = parts_of(job)
    work_on(job=second.pk)
    for _ in range(work.ATTEMPTS):
        assert work.claim(first.pk, at=now) is not None
        lease_runs_out(first)
    work_on(job=first.pk)
    assert state_of(job) == ("failed", 2)
    assert job.trouble == (
        f"A part failed; 2 of 5 steps are done: the work was interrupted {work.ATTEMPTS} times here."
    )
